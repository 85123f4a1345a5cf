"""A masked text in the forms in which it is searched, and phrases to search for."""

import re
from functools import cache

from tui.domain.pasted.mask import masked
from tui.domain.pasted.readable import readable
from tui.domain.record import Record
from tui.domain.regex import regex

_ESCAPED_BREAK = regex(r"\\{1,15}[nrt]")
_BREAK = regex(r"\n|\\{1,15}n")
# What stands around a line in a box, a mail or curl's output.
_BEFORE = " \t>\u2502\u2503"
_BEHIND = " \t\u2502\u2503"
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
_GAP = " ... "


class PastedText(Record):
    """One text without keys: its lines, and in lower case on one line, with blanks for the breaks and without."""

    lines: str
    unwrapped: str
    flat: str
    glued: str

    def says(self, phrases: tuple[str, ...]) -> bool:
        """Return whether one of the phrases is in the text, however its lines are broken.

        A phrase is in lower case; ` ... ` in it stands for at most sixty characters.
        """
        return any(_is_in(phrase, self.flat) or _is_in(phrase, self.glued) for phrase in phrases)

    def search(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the first match in the lines, or else in the lines joined."""
        return pattern.search(self.lines) or pattern.search(self.unwrapped)

    def last(self, pattern: re.Pattern[str]) -> str:
        """Return the first group of the last match in the lines, or else in the lines joined; empty without one."""
        for text in (self.lines, self.unwrapped):
            found = [match for match in pattern.finditer(text) if match[1]]
            if found:
                return found[-1][1]
        return ""


def pasted_text(data: bytes) -> PastedText:
    """Return what was pasted, read and masked."""
    lines = masked(readable(data))
    pieces = [piece.lstrip(_BEFORE).rstrip(_BEHIND) for piece in _BREAK.split(lines)]
    unwrapped = "".join(pieces)
    return PastedText(lines, unwrapped, _flat(" ".join(pieces)), _flat(unwrapped))


def _flat(text: str) -> str:
    plain = _ESCAPED_BREAK.sub(" ", text).replace("\\", "/").translate(_STRAIGHT).lower()
    return " ".join(plain.split())


def _is_in(phrase: str, text: str) -> bool:
    """Return whether a phrase is in the text, not beginning within a word."""
    if _GAP in phrase:
        return _pattern(phrase).search(text) is not None
    at = text.find(phrase)
    while at > 0 and phrase[0].isalnum() and text[at - 1].isalnum():
        at = text.find(phrase, at + 1)
    return at >= 0


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(
        r"\b" * phrase[0].isalnum() + ".{1,60}?".join(re.escape(part.strip()) for part in phrase.split(_GAP))
    )
