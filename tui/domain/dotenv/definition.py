"""Where a `.env` defines one variable: the physical lines, however damaged, that belong to the definition."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tui.domain.dotenv.quotes import BLANK, OUTSIDE, advance, opener
from tui.domain.key.shape import SHORTEST_API_KEY
from tui.domain.record import Record, replace
from tui.domain.regex import regex

BOM = "\ufeff"
_CREDENTIAL_NAME = regex(r"KEY|TOKEN|SECRET|PASS|PWD|CREDENTIAL|AUTH", re.IGNORECASE)
_KEY_PIECE = regex(r"[A-Za-z0-9_-]+")
_WRAPPED_HEAD = regex(r"[\s\"'`]*+(?>[Bb]earer\s++)?+(sk-ant-[A-Za-z0-9_-]*+)[\s\"'`\\]*+")
_QUOTED = regex(r"\s*+(?:\"[^\"]*+\"|'[^']*+'|`[^`]*+`)")
_COMMENT_AFTER_QUOTES = regex(r"\s*+(#.*+)", re.DOTALL)
_COMMENT = regex(r"(?:(?<=\s)|\A|(?<=[A-Za-z0-9_\"';-]))#.*+", re.DOTALL)
_ORDINARY = regex(r"\s*+(?>#.*+|(?>export\s++)?+[A-Za-z_][\w.-]*+\s*+[=:].*+)?+", re.DOTALL)
_PIECES = 4
_LONG = 16


class Unsafe(Record):
    """Why a file is not edited, in one sentence, and the 1-based line that stands in the way."""

    reason: str
    line: int | None = None


class Definition(Record):
    """A definition of one variable.

    `index` is its first physical line, counted from 0, `count` how many belong to it;
    `name_start` and `name_end` enclose the name with its quotes; `rest` is what follows the
    separator on the first line, None for a bare name.
    """

    index: int
    name_start: int
    name_end: int
    exported: bool
    rest: str | None
    comment: str = ""
    count: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether it gives the variable no value."""
        return self.rest is None or not self.rest.removesuffix(self.comment).strip(" \t\"'`")

    def __repr__(self) -> str:
        return f"Definition(index={self.index}, count={self.count})"


def is_credential_name(name: str) -> bool:
    """Return whether a variable of this name usually holds something secret."""
    return _CREDENTIAL_NAME.search(name) is not None


def content(line: bytes) -> str:
    """Return a physical line's text without its end; undecodable bytes become surrogates."""
    return line.rstrip(b"\r\n").decode("utf-8", "surrogateescape")


def match_definition(text: str, name: str, index: int = 0) -> Definition | None:
    """Return the definition of the name that begins on this line, in any spelling people try."""
    match = _pattern(name).match(text)
    if match is None:
        return None
    rest = match.group("rest")
    return Definition(
        index=index,
        name_start=match.start("name"),
        name_end=match.end("name"),
        exported=match.group("export") != "",
        rest=rest,
        comment=_comment(rest if rest is not None else match.group("after")),
    )


@lru_cache(maxsize=32)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        rf"{BLANK}*+(?P<export>(?>export\s++)?+)(?>set\s++|\$env:)?+"
        rf"(?P<name>(?P<mark>[\"']?){re.escape(name)}(?P=mark))"
        rf"{BLANK}*+(?:[=:](?P<rest>.*+)|(?P<after>(?>\#.*+)?+)\Z)",
        re.DOTALL,
    )


def _comment(rest: str) -> str:
    """Return the comment at the end of a value; a long run of key characters after `#` is none."""
    quoted = _QUOTED.match(rest)
    if quoted is not None:
        after = _COMMENT_AFTER_QUOTES.fullmatch(rest, quoted.end())
        return after.group(1).rstrip() if after else ""
    match = _COMMENT.search(rest)
    comment = match.group().rstrip() if match else ""
    bare = comment.lstrip("# \t")
    return "" if len(bare) >= _LONG and _KEY_PIECE.fullmatch(bare) else comment


def measure(definition: Definition, lines: Sequence[bytes], value: str = "") -> Definition | Unsafe:
    """Return the definition with all lines that belong to it; `value` is the one about to be written."""
    texts = _following(definition, lines)
    if opener(advance(OUTSIDE, content(lines[definition.index]), 1)):
        return _measure_open(definition, lines, value)
    return replace(definition, count=1 + _wrapped_pieces(definition.rest or "", texts, value))


def _following(definition: Definition, lines: Sequence[bytes]) -> list[str]:
    return [content(line) for line in lines[definition.index + 1 : definition.index + 1 + _PIECES]]


def _wrapped_pieces(rest: str, following: Sequence[str], value: str) -> int:
    """Return how many of the following lines continue a key that a terminal has wrapped."""
    head = _WRAPPED_HEAD.fullmatch(rest)
    if head is None or len(head.group(1)) >= SHORTEST_API_KEY:
        return 0
    joined, enough = head.group(1), 0
    for count, text in enumerate(following, start=1):
        piece = text.strip()
        if not _KEY_PIECE.fullmatch(piece):
            break
        joined += piece
        if joined == value:
            return count
        if len(joined) >= SHORTEST_API_KEY and not enough:
            enough = count
    return enough


def _measure_open(definition: Definition, lines: Sequence[bytes], value: str) -> Definition | Unsafe:
    """Measure a definition whose quotation mark is not closed on its own line."""
    rest = (definition.rest or "").lstrip()
    mark = rest[:1]
    start = definition.index + 1
    close = _closing_line(mark, lines, start)
    pieces = _wrapped_pieces(rest, _following(definition, lines), value)
    if close is not None:
        before = [content(line).strip() for line in lines[start:close]]
        last = re.fullmatch(rf"\s*+[A-Za-z0-9_-]*+\s*+{re.escape(mark)}\s*+(#.*)?", content(lines[close]), re.DOTALL)
        if last is not None and all(_KEY_PIECE.fullmatch(text) for text in before if text):
            comment = (last.group(1) or "").rstrip()
            return replace(definition, count=close + 1 - definition.index, comment=comment)
        ordinary = (content(line) for line in lines[start + pieces : close + 1])
        if not all(_ORDINARY.fullmatch(text) for text in ordinary):
            reason = f"the value on line {start} goes on over several lines"
            return Unsafe(reason, start)
    return replace(definition, count=1 + pieces)


def _closing_line(mark: str, lines: Sequence[bytes], start: int) -> int | None:
    if mark not in tuple("\"'`"):
        return None
    sought = mark.encode()
    return next((index for index in range(start, len(lines)) if sought in lines[index]), None)


def same_ends(old: Sequence[bytes], new: Sequence[bytes]) -> tuple[int, int]:
    """Return how many lines are the same at the beginning, and of the others how many at the end."""
    start = next((index for index, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), -1)
    shortest = min(len(old), len(new))
    start = shortest if start < 0 else start
    end = 0
    while end < shortest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end
