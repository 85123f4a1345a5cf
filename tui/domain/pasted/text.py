"""A masked text in the forms in which it is searched, and phrases to search for."""

import re
from functools import cache

from tui.domain.pasted.mask import masked
from tui.domain.pasted.readable import readable
from tui.domain.record import Record

_BOX = "\u2502\u2503"
_ESCAPED_BREAK = re.compile(r"\\{1,15}[nrt]")
_STRAIGHT = str.maketrans({**dict.fromkeys(_BOX, " "), "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})
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
    # As a terminal broke them, in a box or without.
    unwrapped = "".join(line.strip(f" \t{_BOX}") for line in lines.split("\n"))
    return PastedText(lines, unwrapped, _flat(lines), _flat(unwrapped))


def _flat(text: str) -> str:
    plain = _ESCAPED_BREAK.sub(" ", text).replace("\\", "/").translate(_STRAIGHT).lower()
    return " ".join(plain.split())


def _is_in(phrase: str, text: str) -> bool:
    return phrase in text if _GAP not in phrase else _pattern(phrase).search(text) is not None


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(".{1,60}?".join(re.escape(part.strip()) for part in phrase.split(_GAP)))
