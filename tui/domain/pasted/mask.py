"""Every credential of a text replaced by a word for its kind, before anything else looks at the text.

It masks too much rather than too little: what is lost is only evidence. What stands around a
value stays, such as `Bearer`, quotes and escaped line breaks, because that can be the damage.
Every repetition that can fail is bounded, so that no text takes long.
"""

import re

from tui.domain.clients.key_in_text import KNOWN_KEYS
from tui.domain.clients.scrub import looks_made_by_a_machine
from tui.domain.key.repetition import is_beginning
from tui.domain.key.shape import Shape, classify
from tui.domain.pasted.quoted_values import KEPT, VALUES
from tui.domain.regex import regex

# A key of the known kinds is whole at this length; what follows a shorter one may be the rest of it.
_WHOLE = 106
_KEY = regex(
    KNOWN_KEYS + r"|(?<![\w+=-])(?!(?:req|wrkspc|fdrl|msg)_\w{4,60}(?![\w+=-]))(?P<run>[\w+=-]{20,})",
    re.ASCII,
)
_BREAK = regex(
    r"(?:[ \t]{0,200}[\u2502\u2503|]?[ \t]{0,200}\n[ \t\u2502\u2503|>]{0,200}"
    r"|(?:\\{1,15}(?:[nrt]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})|%0[AaDd]|[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]){1,6}"
    r"|[ ](?=[\w-]{0,60}\d)(?=[\w-]{0,60}[A-Za-z])(?=[\w-]{8}))(?P<rest>[\w-]+)",
    re.ASCII,
)
# What begins a line by itself, even below a key that is not whole: a known word, or the name of a header.
_BEGINS_A_LINE = regex(r"(?:HTTP|Traceback|anthropic|httpx2?|litellm|openai)\b|[A-Za-z][a-z]*(?:-[A-Za-z]?[a-z]+)*: ")
_PLAIN_WORD = regex(r"[A-Za-z][a-z]{1,19}\b(?![_-])")
_HIDDEN = "hidden"
_KINDS = (
    ("reference", regex(r"\$[({\w]|%\w+%$|\{\{|op://")),
    ("nothing", regex(r"(?:undefined|null|none|nil|false|\[object Object\])$", re.IGNORECASE)),
    (
        _HIDDEN,
        regex(r".*(?:\*{3}|\u2022|\u2026|\.{3})|[<\[(]?(?:redacted|hidden|masked|secure|filtered)", re.IGNORECASE),
    ),
    ("url", regex(r"https?:", re.IGNORECASE)),
    ("identifier", regex(r"(?:apikey|req|wrkspc|svac|fdrl|fdis)_\w")),
)
_NO_CREDENTIALS = frozenset({kind for kind, _ in _KINDS} | {"rest", Shape.PLACEHOLDER.value})
_TOKEN = regex(r"<key:([\w-]+)>")


def masked(text: str) -> str:
    """Return the text with `<key:KIND>` in the place of everything that is a credential or may be one."""
    text = _without_keys(text)
    for pattern in VALUES:
        text = pattern.sub(_masked_value, text)
    return text


def credentials_in(masked_text: str) -> int:
    """Return how many credentials a masked text held."""
    return sum(kind not in _NO_CREDENTIALS for kind in _TOKEN.findall(masked_text))


def _without_keys(text: str) -> str:
    pieces: list[str] = []
    at = 0
    while match := _KEY.search(text, at):
        replacement, end = _replaced(text, match)
        pieces += (text[at : match.start()], replacement)
        at = end
    return "".join((*pieces, text[at:]))


def _replaced(text: str, match: re.Match[str]) -> tuple[str, int]:
    """Return what replaces a key, and where the key ends: a short one goes on behind a break."""
    key, end = match.group(), match.end()
    is_run = match["run"] is not None
    if is_run and not _is_random(key):
        return key, end
    replacement, length = f"<key:{_kind_of(key)}>", len(key)
    while length < _WHOLE and (following := _BREAK.match(text, end)):
        start = following.start("rest")
        if _BEGINS_A_LINE.match(text, start) or (is_run and _PLAIN_WORD.match(text, start)):
            break
        replacement += f"{text[end:start]}<key:rest>"
        end, length = following.end(), length + len(following["rest"])
    return replacement, end


def _is_random(run: str) -> bool:
    is_mixed = all(any(map(kind, run)) for kind in (str.isupper, str.islower, str.isdigit))
    return is_mixed or looks_made_by_a_machine(run)


def _masked_value(match: re.Match[str]) -> str:
    whole, start = match.group(), match.start()
    parts = KEPT.split(match["value"])
    value = "".join(part if at % 2 or not part else f"<key:{_kind_of(part)}>" for at, part in enumerate(parts))
    return f"{whole[: match.start('value') - start]}{value}{whole[match.end('value') - start :]}"


def _kind_of(text: str) -> str:
    """Return the kind of a value: what it is where it is no credential, else its shape."""
    if is_beginning(text):
        return _HIDDEN
    return next((kind for kind, pattern in _KINDS if pattern.match(text)), "") or classify(text).value
