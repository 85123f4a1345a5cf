"""A pasted text as it can be read: bytes become characters, terminal codes go, escapes are resolved.

A key is recognised only in plain characters, so this comes before the masking.
"""

import re
from html import unescape

from tui.domain.regex import regex

MOST_BYTES = 1_000_000
_ROUNDS = 2
# Escapes double with every layer of quoting; each repetition is bounded, so that no text takes long.
_TERMINAL_CODE = regex(
    r"(?:\x1b|\\{1,15}(?:u001b|x1b|033))\[[0-?]{0,50}[ -/]{0,5}[@-~]"
    r"|\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|\x1b[@-_]",
    re.IGNORECASE,
)
_CONTROL = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PERCENT = regex(r"%([2-6][0-9A-Fa-f]|7[0-9A-Ea-e])")
_ESCAPED_CHARACTER = regex(r"\\{1,15}u([0-9A-Fa-f]{4})")
_ESCAPED_QUOTE = regex(r"\\{1,15}([\"'/`])")


def readable(data: bytes) -> str:
    """Return the text with one kind of line break, and with quotes and letters instead of their escapes."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", _TERMINAL_CODE.sub("", text))
    for _ in range(_ROUNDS):
        text = unescape(text)
        text = _ESCAPED_CHARACTER.sub(_visible, _PERCENT.sub(_visible, text))
    return _ESCAPED_QUOTE.sub(r"\1", text)


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} and b"\0" in data:
        return data.decode("utf-16", "replace")
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[first::2].count(0) * 4 > len(data):
            return data.decode(encoding, "replace")
    return data.decode("utf-8-sig", "replace")


def _visible(match: re.Match[str]) -> str:
    """Return the character for its escape, unless nobody would see it."""
    character = chr(int(match[1], 16))
    return character if character.isprintable() else match.group()
