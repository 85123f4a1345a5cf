"""Texts that stand where a key belongs and can be none: printed nothings, references, copies of a mask, identifiers."""

import re

from tui.domain.key.placeholder import LONGEST, TYPE, holds_a_key, is_placeholder
from tui.domain.record import Record


class NonKey(Record):
    """What such a text is, in words that follow `holds`, and what turns it into a key where that is known."""

    words: str
    advice: str = ""


_NOTHINGS = {
    "undefined": "JavaScript",
    "[object object]": "JavaScript",
    "[object promise]": "JavaScript",
    "nan": "JavaScript",
    "null": "JavaScript, Java or JSON",
    "(null)": "C or Objective-C",
    "none": "Python",
    "nonetype": "Python",
    "nil": "Ruby, Go or Lua",
    "<nil>": "Go",
    "%!s(<nil>)": "Go",
    "<no value>": "a Go template, such as a Helm chart,",
}
_TRUTHS = frozenset({"false", "true"})
_PATH = r"(?:~|/(?:run|etc|home|Users|var|tmp|secrets|mnt|root|opt))/\S+"
_VARIABLE = r"[A-Za-z_][A-Za-z0-9_]*"
_FILL_IN = "start the program in a way that fills it in, or write the key itself"
# Forms in which tools name a value that stands elsewhere, with what resolves each (their own documentation).
_REFERENCES: tuple[tuple[str, str, str], ...] = (
    (
        rf"\$\{{{_VARIABLE}(?::?[-+?=].*)?\}}|\${_VARIABLE}",
        "a reference to a variable that nothing filled in",
        _FILL_IN,
    ),
    (rf"%{_VARIABLE}%", "a reference to a variable, in the form that cmd.exe fills in", _FILL_IN),
    (rf"\$env:{_VARIABLE}", "a reference to a variable, in the form that PowerShell fills in", _FILL_IN),
    (
        rf"(?:\{{env:|env:|process\.env\.|import\.meta\.env\.|secrets\.){_VARIABLE}\}}?",
        "a reference to a variable that nothing filled in",
        _FILL_IN,
    ),
    (
        r"(?:os\.(?:environ|getenv)|process\.env|getenv|ENV)[\[(./].*",
        "a line of code in the place of its result",
        "take the quotation marks around the code away, or write the key itself",
    ),
    (r"\$\(.*\)", "a command that no shell has run", "run it in a shell and write down what it prints"),
    (
        r"\$?\{\{.*\}\}|<%.*%>|#\{.*\}",
        "a field of a template that nothing filled in",
        "have the template filled in, or write the key itself",
    ),
    (
        r"op://.*",
        "a reference of 1Password that nothing resolved",
        "start the program through `op run --env-file=.env -- ...`, which resolves it",
    ),
    (r"@Microsoft\.KeyVault\(.*", "a reference to Azure Key Vault that nothing resolved", ""),
    (r"arn:aws[\w-]*:(?:secretsmanager|ssm):.*", "the name of a secret at AWS, not the secret", ""),
    (r"projects/[^/]+/secrets/.*", "the name of a secret at Google Cloud, not the secret", ""),
    (
        r"(?:encrypted:|ENC\[).*",
        "encrypted text that nothing decrypted",
        "start the program through the tool that encrypted the file, such as `dotenvx run -- ...`",
    ),
    (
        r"(?:vault|secret|secretref|bws|pass|keyring|keychain|doppler|infisical|awssm|awsssm|gcpsm|akv|sm|ref\+\w+):\S+",
        "a reference to a secret that nothing resolved",
        "",
    ),
    (rf"file:\S+|@?{_PATH}", "the path of a file, not what stands in it", "write the content of that file"),
)
# A reference whose every part is a name; a bare `$name` might be somebody's password unless it is written as names are.
# Every one of them has one of these signs, which no key has: so none of them is compiled for a key.
_REFERRING = "$%{<#@:/[("
_SHOWN = (
    rf"\$\{{{_VARIABLE}\}}|%{_VARIABLE}%|\$env:{_VARIABLE}|\$[A-Z]{{3,}}(?:_[A-Z0-9]+)*"
    r"|\{\{ ?[\w. ]{1,60} ?\}\}|op://[\w ./-]{1,120}"
)
_DOTS = "\u2022\u25cf\u25aa\u2588\u2219\u2217\uff0a"
_ELLIPSES = ("...", "\u2026")
_DOTTED = r"(?P<head>[\w-]*)(?:\.{3,}|\u2026+)(?P<tail>[\w-]*)"
_LONGEST_NOTICE = 60
_REDACTED = (
    r"(?P<open>[<\[({*]+)?(?:redacted|masked|hidden|filtered|\d+ characters?)"
    r"(?(open)\b[^<>\[\]{}]{0,40}[>\])}*]+)"
)
_IDS = {
    "apikey": "the id of a key",
    "req": "the id of a request",
    "wrkspc": "the id of a workspace",
    "svac": "the id of a service account",
    "fdrl": "the id of a federation rule",
    "fdis": "the id of a federation issuer",
    "msg": "the id of a message",
    "msgbatch": "the id of a batch",
}
_ID = r"([a-z]+)_[A-Za-z0-9]{6,}"
_NAMES = (
    (r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "a UUID, as organisations and accounts have"),
    (r"(?:https?|wss?)://\S*|(?:[\w-]+\.)*(?:anthropic|claude)\.(?:com|ai)(?:[:/]\S*)?", "an address of the web"),
    (r"claude-(?:opus|sonnet|haiku|instant|\d)[\w.-]*", "the name of a model"),
)


def printed_nothing(text: str) -> NonKey | None:
    """Return which language prints this word for a value that is not there."""
    word = text.lower()
    if word in _TRUTHS:
        return NonKey(f"the word `{text}`, which some program wrote for yes or no")
    language = _NOTHINGS.get(word)
    return NonKey(f"the word `{text}`, which {language} prints where a value is missing") if language else None


def reference(text: str) -> NonKey | None:
    """Return what the text refers to, where it is nothing but a reference to a value that stands elsewhere."""
    if not any(sign in text for sign in _REFERRING) and "env." not in text and not text.startswith("secrets."):
        return None
    forms = ((words, advice) for form, words, advice in _REFERENCES if re.fullmatch(form, text, re.DOTALL))
    return next((NonKey(words, advice) for words, advice in forms), None)


def masked_copy(text: str) -> NonKey | None:
    """Return how the text was made unreadable, where it is a key's mask; dots behind the type alone are a sample."""
    if _is_starred(text) and not holds_a_key(text):
        return NonKey("a copy with dots or stars in the place of its middle")
    if len(text) <= _LONGEST_NOTICE and re.fullmatch(_REDACTED, text, re.IGNORECASE):
        return NonKey("what a tool writes in the place of a key")
    is_dotted = any(ellipsis in text for ellipsis in _ELLIPSES)
    match = re.fullmatch(_DOTTED, text, re.ASCII) if is_dotted else None
    if match is None:
        return None
    rest = re.sub(TYPE, "", match["head"], count=1)
    if not (rest or match["tail"]) or is_placeholder(f"{rest}-{match['tail']}"):
        return None
    return NonKey("a hint, as lists of keys show it: the beginning and the end")


def _is_starred(text: str) -> bool:
    """Return whether stars or dots stand among the characters of a key and nothing else does."""
    hides = "**" in text or any(dot in text for dot in _DOTS)
    return hides and all(sign in "*-_" or sign in _DOTS or (sign.isascii() and sign.isalnum()) for sign in text)


def identifier(text: str) -> NonKey | None:
    """Return what the text names: something with an id at Anthropic, an address or a model."""
    if text.startswith("sk-"):
        return None
    match = re.fullmatch(_ID, text)
    if match is not None and match[1] in _IDS:
        return NonKey(_IDS[match[1]])
    words = next((words for form, words in _NAMES if re.fullmatch(form, text, re.IGNORECASE)), "")
    return NonKey(words) if words else None


def is_harmless(text: str) -> bool:
    """Return whether the text surely holds no secret and may be shown whole: it names a value, or prints none."""
    if len(text) > LONGEST or text.startswith("sk-"):
        return False
    return printed_nothing(text) is not None or re.fullmatch(_SHOWN, text) is not None
