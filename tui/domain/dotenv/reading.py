"""Reads the text of a `.env` file the way python-dotenv 1.2 does, in linear time and without ever failing."""

import re
from collections.abc import Callable, Iterator

from tui.domain.key.secret import mask
from tui.domain.record import Record
from tui.domain.regex import regex

_BLANKS = regex(r"\s*+")
_EXPORT = regex(r"export[^\S\n]++")
_NAME = regex(r"'([^']++)'|(?!')([^=#\s]++)")
_EQUALS = regex(r"[^\S\n]*+(=[^\S\n]*+)")
_SINGLE_QUOTED = regex(r"'((?>[^'\\]++|\\.)*+)'", re.DOTALL)
_DOUBLE_QUOTED = regex(r'"((?>[^"\\]++|\\.)*+)"', re.DOTALL)
_REST_OF_LINE = regex(r"[^\n]*+\n?")
_STATEMENT_END = regex(r"(?>[^\S\n]*+#[^\n]*+)?+[^\S\n]*+(?:\n|\Z)")
_INLINE_COMMENT = regex(r"\s#")
_SINGLE_ESCAPE = regex(r"\\([\\'])")
_DOUBLE_ESCAPE = regex(r"\\([\\'\"abfnrtv])")
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_COMMENTED = regex(r"#(?>#|[^\S\n])*+((?>export[^\S\n]++)?+[A-Za-z_][A-Za-z0-9_]*+[^\S\n]*+=[^\n]*+)")
_BARE_WORD = regex(r"[^\S\n]*+([^\s=#'\"]++)[^\S\n]*+(?:\n|\Z)")


class Assignment(Record):
    """One `NAME=value` of the file, its value unquoted and not yet interpolated.

    `line` is the 1-based physical line on which it begins; `commented` marks a `# NAME=value`
    line; `continuation` is the bare word on the line after it, as left behind by a terminal
    that wrapped a long key.
    """

    name: str
    value: str
    line: int
    exported: bool
    commented: bool = False
    continuation: str = ""

    def __repr__(self) -> str:
        return f"Assignment({self.name!r}, {mask(self.value)}, line={self.line}, commented={self.commented})"


class _Statement(Record):
    """A statement from `start` to `end`; a comment has no name, a bare name has no value."""

    start: int
    end: int
    name: str | None = None
    value: str | None = None
    exported: bool = False


def decode_env(data: bytes) -> str:
    """Return the file's text with line feeds alone and no BOM; bytes that are not UTF-8 become surrogates."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("utf-8-sig", "surrogateescape")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_assignments(data: bytes) -> tuple[Assignment, ...]:
    """Return all assignments in file order, repeated names and commented-out lines included."""
    text = decode_env(data)
    return tuple(_assignments(text))


def _assignments(text: str) -> Iterator[Assignment]:
    line, counted = 1, 0
    for statement in _statements(text):
        line += text.count("\n", counted, statement.start)
        counted = statement.start
        if statement.name is None:
            commented = _commented_out(text, statement.start, line)
            if commented is not None:
                yield commented
        elif statement.value is not None:
            word = _BARE_WORD.match(text, statement.end)
            continuation = word.group(1) if word else ""
            yield Assignment(statement.name, statement.value, line, statement.exported, continuation=continuation)


def next_pair(text: str, start: int) -> tuple[tuple[str, str] | None, int]:
    """Read one statement of a decoded text; returns its name and value where it has both, and where to go on."""
    position = _skip(_BLANKS, text, start)
    if position >= len(text):
        return None, position
    statement, position = _statement(text, position)
    if statement is None or statement.name is None or statement.value is None:
        return None, position
    return (statement.name, statement.value), position


def _commented_out(text: str, start: int, line: int) -> Assignment | None:
    """Read `# NAME=value` as if it were not commented out."""
    match = _COMMENTED.match(text, start)
    if match is None:
        return None
    for statement in _statements(match.group(1)):
        if statement.name is not None and statement.value is not None:
            return Assignment(statement.name, statement.value, line, statement.exported, commented=True)
    return None


def _statements(text: str) -> Iterator[_Statement]:
    """Split the text into statements; what python-dotenv cannot parse is skipped with its line."""
    position = _skip(_BLANKS, text, 0)
    while position < len(text):
        statement, position = _statement(text, position)
        if statement is not None:
            yield statement
        position = _skip(_BLANKS, text, position)


def _statement(text: str, start: int) -> tuple[_Statement | None, int]:
    """Read one statement; returns none for a malformed one, and where to go on."""
    position = _skip(_EXPORT, text, start)
    exported = position > start
    name: str | None = None
    value: str | None = None
    if text[position : position + 1] != "#":
        match = _NAME.match(text, position)
        if match is None:
            return None, _skip(_REST_OF_LINE, text, position)
        name, position = match.group(1) or match.group(2), match.end()
        equals = _EQUALS.match(text, position)
        if equals is not None:
            value, position = _value(text, equals.end(), spaced=len(equals.group(1)) > 1)
            if value is None:
                return None, _skip(_REST_OF_LINE, text, position)
    end = _STATEMENT_END.match(text, position)
    if end is None:
        return None, _skip(_REST_OF_LINE, text, position)
    return _Statement(start, end.end(), name, value, exported), end.end()


def _value(text: str, start: int, *, spaced: bool) -> tuple[str | None, int]:
    """Read a value and where it ends; none for a quote that is never closed."""
    first = text[start : start + 1]
    if first == "#" and spaced:
        return "", start
    if first == "'":
        return _quoted(text, start, _SINGLE_QUOTED, _SINGLE_ESCAPE)
    if first == '"':
        return _quoted(text, start, _DOUBLE_QUOTED, _DOUBLE_ESCAPE)
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    comment = _INLINE_COMMENT.search(text, start, end)
    return text[start : comment.start() if comment else end].rstrip(), end


def _quoted(text: str, start: int, quoted: re.Pattern[str], escape: re.Pattern[str]) -> tuple[str | None, int]:
    match = quoted.match(text, start)
    if match is None:
        return None, start
    return escape.sub(lambda found: _ESCAPES.get(found.group(1), found.group(1)), match.group(1)), match.end()


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def interpolate(value: str, lookup: Callable[[str], str | None]) -> str:
    """Replace `${NAME}` and `${NAME:-default}`; a name that `lookup` does not know gives its default or nothing."""
    parts: list[str] = []
    done, start = 0, value.find("${")
    close = colon = -1
    while start >= 0:
        inside = start + 2
        if close < inside:
            close = value.find("}", inside)
        if close < 0:
            break
        if colon < inside:
            colon = value.find(":", inside)
            colon = len(value) if colon < 0 else colon
        if colon > close or value.startswith(":-", colon):
            parts += (value[done:start], _resolved(value, inside, min(colon, close), close, lookup))
            done = close + 1
        start = value.find("${", max(done, inside))
    return "".join((*parts, value[done:]))


def _resolved(value: str, start: int, middle: int, close: int, lookup: Callable[[str], str | None]) -> str:
    found = lookup(value[start:middle])
    return value[middle + 2 : close] if found is None else found
