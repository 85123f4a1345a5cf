"""Which lines of a `.env` may lie inside a quoted value that began on an earlier line.

Loaders disagree on what ends a quoted value (whether a backslash protects a quotation mark) and
on whether backticks quote, so all readings run side by side and a line counts as inside when
one of them says so.
"""

import re
from typing import NamedTuple

from tui.domain.regex import regex

MARKS = regex(rb"[\"'`]")
_MARKS = frozenset("\"'`")
# What loaders or editors leave before a name: it stands for nothing.
BLANK = "[\\s\ufeff\u200b-\u200d\u2060]"
_LINE_START = regex(rf"{BLANK}*+(?>export\s++)?+")
_VALUE_START = regex(rf"{BLANK}*+([\"'`])")
_REOPENED = regex(r"(?>\s*+[=:]\s*+)?+([\"'`])")
_BARE_CLOSE = {mark: regex(mark) for mark in _MARKS}
_UNPRECEDED_CLOSE = {mark: regex(rf"(?<!\\){mark}") for mark in _MARKS}
_UNESCAPED_CLOSE = {mark: regex(rf"(?>[^{mark}\\]++|\\.?)*+{mark}", re.DOTALL) for mark in _MARKS}


class _Reading(NamedTuple):
    """How one family of loaders reads quotes: what closes them, and whether backticks are quotes."""

    closes: dict[str, re.Pattern[str]]
    backticks: bool


_READINGS = tuple(
    _Reading(closes, backticks)
    for closes in (_BARE_CLOSE, _UNPRECEDED_CLOSE, _UNESCAPED_CLOSE)
    for backticks in (True, False)
)


class Block(NamedTuple):
    """A quoted value that goes on: its quotation mark and the 1-based line on which it began."""

    mark: str
    line: int


Quotes = tuple[Block | None, ...]
OUTSIDE: Quotes = (None,) * len(_READINGS)


def advance(quotes: Quotes, text: str, line: int) -> Quotes:
    """Return the state after a line, given the state before it and the line's text without its end."""
    if _MARKS.isdisjoint(text):
        return quotes
    return tuple(_after(reading, block, text, line) for reading, block in zip(_READINGS, quotes, strict=True))


def opener(quotes: Quotes) -> int:
    """Return the 1-based line on which a value began that may still be open, or 0."""
    return next((block.line for block in quotes if block is not None), 0)


def _after(reading: _Reading, block: Block | None, text: str, line: int) -> Block | None:
    if block is None:
        start = _opening(text)
        if start < 0:
            return None
        block, position = Block(text[start], line), start + 1
    else:
        position = 0
    while reading.backticks or block.mark != "`":
        close = reading.closes[block.mark].search(text, position)
        if close is None:
            return block
        reopened = _REOPENED.match(text, close.end())
        if reopened is None:
            return None
        block, position = Block(reopened.group(1), line), reopened.end()
    return None


def _opening(text: str) -> int:
    """Return where a quotation mark begins the line or its value, or -1; comments open nothing."""
    start = _line_start(text)
    if text.startswith("#", start):
        return -1
    if text[start : start + 1] in _MARKS:
        return start
    for separator in (text.find("=", start), text.find(":", start)):
        value = _VALUE_START.match(text, separator + 1) if separator >= 0 else None
        if value is not None:
            return value.start(1)
    return -1


def _line_start(text: str) -> int:
    match = _LINE_START.match(text)
    return match.end() if match else 0
