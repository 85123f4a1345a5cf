"""The ways in which a key's text can be damaged, and the words for what was found."""

import unicodedata
from enum import StrEnum

from tui.domain.record import Record


class FlawKind(StrEnum):
    """The ways in which a key's text can be damaged; each is judged by one cause."""

    PREFIX = "prefix"
    QUOTES = "quotes"
    DELIMITERS = "delimiters"
    INVISIBLE = "invisible"
    TWICE = "twice"
    LINE_BREAK = "line break"
    WHITESPACE = "whitespace"
    TRUNCATED = "truncated"


class Flaw(Record):
    """One damage: its kind and the words for it, such as `trailing newline`."""

    kind: FlawKind
    text: str


NAMES = {"\n": "newline", "\r": "carriage return", "\t": "tab", " ": "space", "\v": "vertical tab", "\f": "form feed"}


def character_name(character: str) -> str:
    """Return how a character is called in a message, such as `U+200B ZERO WIDTH SPACE`."""
    name = NAMES.get(character) or unicodedata.name(character, "unnamed character")
    return name if character in NAMES else f"U+{ord(character):04X} {name}"
