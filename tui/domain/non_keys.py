"""Texts that stand where a key belongs and can be none: printed nothings, references, copies of a mask, identifiers."""

import re

from tui.domain.placeholder import LONGEST, holds_a_key, is_placeholder
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
        r"(?:os\.(?:environ|getenv)|process\.env|getenv|ENV)[\[(.].*",
        "a line of code in the place of its result",
        "take the quotation marks around the code away, or write the key itself",
    ),
    (r"\$\(.*\)", "a command that no shell has run", "run it in a shell and write down what it prints"),
    (
        r"\{\{.*\}\}|<%.*%>|#\{.*\}",
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
_COMPILED = tuple((re.compile(pattern, re.DOTALL), NonKey(words, advice)) for pattern, words, advice in _REFERENCES)
# A reference whose every part is a name; a bare `$name` might be somebody's password unless it is written as names are.
_SHOWN = re.compile(
    rf"\$\{{{_VARIABLE}\}}|%{_VARIABLE}%|\$env:{_VARIABLE}|\$[A-Z]+(?:_[A-Z0-9]+)+"
    r"|\{\{ ?[\w. ]{1,60} ?\}\}|op://[\w ./-]{1,120}"
)
_HIDING = "*\u2022\u25cf\u25aa\u2588\u2219\u2217\uff0a"
_STARRED = re.compile(rf"[\w-]*(?:[{_HIDING}]+[\w-]*)+", re.ASCII)
_DOTTED = re.compile(r"(?P<head>[\w-]*)(?:\.{3,}|\u2026+)(?P<tail>[\w-]*)", re.ASCII)
_REDACTED = re.compile(
    r"(?P<open>[<\[({*]+)?(?:redacted|masked|hidden|filtered|\d+ characters?)"
    r"(?(open)\b[^<>\[\]{}]{0,40}[>\])}*]+)",
    re.IGNORECASE,
)
_TYPE = re.compile(r"(?:sk-ant-(?:(?:api|usr|svc|admin|oat|ort|sid)\d{0,2}-)?|sk-(?:proj-|or-v1-)?)?")
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
_ID = re.compile(rf"({'|'.join(_IDS)})_[A-Za-z0-9]{{6,}}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_URL = re.compile(r"(?:https?|wss?)://\S*|(?:[\w-]+\.)*(?:anthropic|claude)\.(?:com|ai)(?:[:/]\S*)?", re.IGNORECASE)
_MODEL = re.compile(r"claude-(?:opus|sonnet|haiku|instant|\d)[\w.-]*")


def printed_nothing(text: str) -> NonKey | None:
    """Return which language prints this word for a value that is not there."""
    word = text.lower()
    if word in _TRUTHS:
        return NonKey(f"the word `{text}`, which some program wrote for yes or no")
    language = _NOTHINGS.get(word)
    return NonKey(f"the word `{text}`, which {language} prints where a value is missing") if language else None


def reference(text: str) -> NonKey | None:
    """Return what the text refers to, where it is nothing but a reference to a value that stands elsewhere."""
    return next((found for pattern, found in _COMPILED if pattern.fullmatch(text)), None)


def masked_copy(text: str) -> NonKey | None:
    """Return how the text was made unreadable, where it is a key's mask; dots behind the type alone are a sample."""
    is_starred = _STARRED.fullmatch(text) and ("**" in text or any(sign in text for sign in _HIDING[1:]))
    if is_starred and not holds_a_key(text):
        return NonKey("a copy with dots or stars in the place of its middle")
    if _REDACTED.fullmatch(text):
        return NonKey("what a tool writes in the place of a key")
    match = _DOTTED.fullmatch(text)
    if match is None:
        return None
    prefix = _TYPE.match(match["head"])
    rest = match["head"][prefix.end() if prefix else 0 :]
    if not (rest or match["tail"]) or is_placeholder(f"{rest}-{match['tail']}"):
        return None
    return NonKey("a hint, as lists of keys show it: the beginning and the end")


def identifier(text: str) -> NonKey | None:
    """Return what the text names: something with an id at Anthropic, an address or a model."""
    match = _ID.fullmatch(text)
    if match is not None:
        return NonKey(_IDS[match[1]])
    if _UUID.fullmatch(text):
        return NonKey("a UUID, as organisations and accounts have")
    if _URL.fullmatch(text):
        return NonKey("an address of the web")
    return NonKey("the name of a model") if _MODEL.fullmatch(text) else None


def is_harmless(text: str) -> bool:
    """Return whether the text surely holds no secret and may be shown whole: it names a value, or prints none."""
    return len(text) <= LONGEST and (printed_nothing(text) is not None or _SHOWN.fullmatch(text) is not None)
