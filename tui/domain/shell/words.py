"""Splits shell text into commands and words, with quotes undone and known variables filled in."""

import re
from collections.abc import Iterator, Mapping

from tui.domain.record import Record
from tui.domain.regex import regex

_QUOTED = r"""\\[\s\S]|"(?>[^"\\]|\\[\s\S])*+"|'[^']*+'"""
_INNERMOST = rf"\((?>[^()\"'\\]|{_QUOTED}){{0,2000}}+\)"
_SUBSTITUTION = rf"\((?>[^()\"'\\]|{_QUOTED}|{_INNERMOST}){{0,2000}}+\)"
_DOUBLE = rf'"(?>[^"\\$]|\\[\s\S]|\${_SUBSTITUTION}|\$)*+(?:"|\Z)'
_COMMON = rf"""
    (?P<blank>[ \t\r\f\v]+|\\\r?\n)
  | (?P<newline>\n)
  | (?P<double>{_DOUBLE})
  | (?P<command>\${_SUBSTITUTION}|`[^`]*+(?:`|\Z))
  | (?P<variable>\$\{{[^{{}}\n]*\}}|\$\w+)
  | (?P<escape>\\[\s\S])
"""
_POSIX = regex(
    rf"""(?P<here><<-?[ \t]*(?P<mark>['"]?)(?P<end>\w+)(?P=mark)(?!<))
      | (?P<single>'[^']*+(?:'|\Z))
      | {_COMMON}
      | (?P<separator>[;&|()]+)
      | (?P<plain>[^\s'"\\$`;&|()]+|[\s\S])""",
    re.VERBOSE,
)
_FISH = regex(
    rf"""(?P<single>'(?>[^'\\]|\\[\s\S])*+(?:'|\Z))
      | (?P<parenthesis>{_SUBSTITUTION})
      | {_COMMON}
      | (?P<separator>[;&|()]+)
      | (?P<plain>[^\s'"\\$`;&|()]+|[\s\S])""",
    re.VERBOSE,
)
_COMMENT = regex(r"#[^\n]*")
_INNER = regex(
    rf"""(?P<escape>\\(?P<escaped>["\\$`]|\n))
      | (?P<command>\${_SUBSTITUTION}|`[^`]*`)
      | (?P<variable>\$\{{[^{{}}\n]*\}}|\$\w+)""",
    re.VERBOSE,
)
_PLAIN_VARIABLE = regex(r"\$\{?([A-Za-z_]\w*)\}?")


class Command(Record):
    """One command: its words and the line of its first, or a comment alone.

    `has_reference` tells that a word holds what only a running shell could know.
    """

    line: int
    words: tuple[str, ...] = ()
    has_reference: bool = False
    comment: str = ""


def commands(text: str, known: Mapping[str, str], *, fish: bool) -> Iterator[Command]:
    """Yield the commands; `known` may grow between them and fills in `$NAME`."""
    return _Splitter(text, known, fish=fish).commands()


class _Splitter:
    """Walks the text once, collecting the parts of a word and the words of a command."""

    def __init__(self, text: str, known: Mapping[str, str], *, fish: bool) -> None:
        self._text = text
        self._known = known
        self._pattern = _FISH if fish else _POSIX
        self._is_fish = fish
        self._line = self._start = 1
        self._parts: list[str] | None = None
        self._words: list[str] = []
        self._has_reference = False
        self._here: list[str] = []

    def commands(self) -> Iterator[Command]:
        position = 0
        while position < len(self._text):
            match = self._pattern.match(self._text, position)
            comment = _COMMENT.match(self._text, position) if self._parts is None else None
            if comment:
                yield from self._end_of_command()
                yield Command(self._line, comment=comment.group())
                position = comment.end()
                continue
            if match is None:
                break
            position = match.end()
            if match.lastgroup in {"newline", "separator"}:
                yield from self._end_of_command()
            self._take(match)
            self._line += match.group().count("\n")
            if match.lastgroup == "newline" and self._here:
                position = self._after_documents(position)
        yield from self._end_of_command()

    def _take(self, match: re.Match[str]) -> None:
        kind, text = match.lastgroup, match.group()
        if kind == "blank":
            self._end_of_word()
        elif kind in {"here", "end", "mark"}:
            self._here.append(match["end"])
        elif kind not in {"newline", "separator"}:
            if self._parts is None:
                self._parts = []
                self._start = self._line if not self._words else self._start
            self._parts.append(self._value(kind, text))

    def _value(self, kind: str | None, text: str) -> str:
        if kind == "single":
            inner = text[1:].removesuffix("'")
            return re.sub(r"\\([\\'])", r"\1", inner) if self._is_fish else inner
        if kind == "double":
            return _INNER.sub(self._inner, text[1:].removesuffix('"'))
        if kind == "variable":
            return self._variable(text)
        if kind == "escape":
            return text[1:]
        if kind in {"command", "parenthesis"}:
            self._has_reference = True
        return text

    def _inner(self, match: re.Match[str]) -> str:
        if match["escape"]:
            return match["escaped"].strip("\n")
        if match["variable"]:
            return self._variable(match.group())
        self._has_reference = True
        return match.group()

    def _variable(self, text: str) -> str:
        name = _PLAIN_VARIABLE.fullmatch(text)
        value = self._known.get(name.group(1)) if name else None
        if value is None:
            self._has_reference = True
            return text
        return value

    def _end_of_word(self) -> None:
        if self._parts is not None:
            self._words.append("".join(self._parts))
            self._parts = None

    def _end_of_command(self) -> Iterator[Command]:
        self._end_of_word()
        if self._words:
            yield Command(self._start, tuple(self._words), self._has_reference)
        self._words = []
        self._has_reference = False

    def _after_documents(self, position: int) -> int:
        """Return where the text goes on behind the here-documents that begin at `position`."""
        for end in self._here:
            close = re.compile(rf"^[ \t]*{end}[ \t\r]*(?:\n|\Z)", re.MULTILINE).search(self._text, position)
            after = close.end() if close else len(self._text)
            self._line += self._text.count("\n", position, after)
            position = after
        self._here = []
        return position
