"""What keeps some readers of a `.env` from a key that is written well: the other lines, and how the lines end.

Nothing of it is repaired, since no line but the key's own is ours. Who stumbles was measured with 54 readers.
"""

from collections.abc import Iterator, Sequence

from tui.domain.dotenv.definition import content, match_definition
from tui.domain.dotenv.line_kinds import LineKind, kind_of_line
from tui.domain.dotenv.quotes import OUTSIDE, advance, opener
from tui.domain.record import Record
from tui.domain.regex import regex

_BOM = b"\xef\xbb\xbf"
# Lines that no reader could take otherwise, as many as follow each other.
_HARMLESS = regex(rb"(?>(?>[A-Za-z_][A-Za-z0-9_]*+=[A-Za-z0-9_!%*+,./:?@^-]*+|#[\x20-\x7e]*+)?+\n)*+")
_LINE = regex(rb"[^\n]*+\n?+")
_LONGEST_OF_DOCKER = 65_536
_SHELLS = ("bash", "zsh", "dash", "ash", "ksh")
_REFUSING = ("godotenv", "direnv", "Symfony", "dotenv-java")
_NO_EXPORT = (
    *("honcho", "starlette", "decouple", "dotenv 8", "env-cmd", "the Python extension of VS Code", "docker run"),
    *("foreman", "dotenv-java", "systemd"),
)
_STRICT_UTF_8 = (*("every Python reader", "uv", "deno", "docker run", "Ruby's dotenv", "foreman", "dotenv-java"),)
_BEHIND_PROSE = ("docker run", "docker compose", *_REFUSING, "phpdotenv", "make")
_BEFORE_PROSE = ("uv", "Node 20", *_BEHIND_PROSE)
# Of each kind those that lose the key behind such a line, and those that lose the key in front of it.
_READERS: dict[LineKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    LineKind.WORD: (("uv", "Node 20", *_REFUSING, "make"), (*_REFUSING, "make")),
    LineKind.PROSE: (_BEFORE_PROSE, _BEHIND_PROSE),
    LineKind.SECTION: (("uv", "Node 20", *_REFUSING, "phpdotenv", "make", "zsh"), (*_REFUSING, "phpdotenv", "make")),
    LineKind.SEMICOLON: (
        (*_BEFORE_PROSE, "bash", "dash", "ash", "mksh"),
        (*_BEHIND_PROSE, "dash", "ash"),
    ),
    LineKind.SLASHES: (_BEFORE_PROSE, _BEHIND_PROSE),
    LineKind.NO_NAME: (
        ("uv", "Node 20", "docker run", "direnv", "phpdotenv", "Symfony", "dotenv-java", "make", "zsh"),
        ("docker run", "direnv", "phpdotenv", "Symfony", "dotenv-java", "make"),
    ),
    LineKind.ODD_NAME: (("uv", "direnv", "phpdotenv", "Symfony"), ("direnv", "phpdotenv", "Symfony")),
    LineKind.DIGIT_NAME: (("uv", "Symfony"), ("Symfony",)),
    LineKind.BLANK_IN_VALUE: (("uv", "direnv", "phpdotenv", "Symfony"), ("direnv", "phpdotenv", "Symfony")),
    LineKind.LONE_QUOTE: (("honcho", "uv", "Symfony", *_SHELLS), ("honcho", "Symfony", "dash", "ash", "ksh")),
    LineKind.BRACKETS: (("bash", "dash", "ash", "ksh"), ("dash", "ash")),
    LineKind.OPEN_BRACE: (("uv", "docker compose", "make", *_SHELLS), ("docker compose", "dash", "ash")),
}


class Hindrance(Record):
    """What stands on a 1-based line, and who cannot read the key because of it; `more` are further such lines."""

    line: int
    what: str
    readers: tuple[str, ...]
    more: int = 0

    @property
    def text(self) -> str:
        """The sentence, without a full stop."""
        more = f" (and {self.more} more such line{'s' if self.more > 1 else ''})" if self.more else ""
        return f"line {self.line}: {self.what}{more}: not read by {_listed(self.readers)}"


def hindrances(data: bytes, name: str) -> tuple[Hindrance, ...]:
    """Return what costs readers the variable in this file, one for each kind; nothing where it is not defined."""
    lines = data.splitlines(keepends=True)
    sought = name.encode()
    places = (index for index, line in enumerate(lines) if sought in line and match_definition(content(line), name))
    place = next(places, None)
    if place is None:
        return ()
    found = (*_of_bytes(data, lines), *_of_key_line(lines, place), *_of_other_lines(data, place))
    merged: dict[str, Hindrance] = {}
    for item in sorted(found, key=lambda item: item.line):
        first = merged.get(item.what)
        merged[item.what] = (
            Hindrance(first.line, first.what, first.readers, first.more + 1) if first is not None else item
        )
    return tuple(merged.values())


def _of_bytes(data: bytes, lines: Sequence[bytes]) -> Iterator[Hindrance]:
    if data.startswith(_BOM):
        yield Hindrance(1, "a byte order mark begins the file", ("uv", "Node 20", *_REFUSING))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield Hindrance(line, "a byte that is no UTF-8", _STRICT_UTF_8)
    longest = next((index for index, line in enumerate(lines, 1) if len(line) > _LONGEST_OF_DOCKER), None)
    if longest is not None:
        yield Hindrance(longest, "a line of more than 64 KiB", ("docker run",))


def _of_key_line(lines: Sequence[bytes], place: int) -> Iterator[Hindrance]:
    line = lines[place]
    if line.lstrip().startswith(b"export"):
        yield Hindrance(place + 1, "`export` in front of the key", _NO_EXPORT)
    if line.endswith(b"\r\n"):
        yield Hindrance(place + 1, "the line ends as on Windows, which becomes part of the key", _SHELLS)
    elif line.endswith(b"\r"):
        readers = ("Node 20", "uv", "deno", *_REFUSING, "systemd", "make", *_SHELLS)
        yield Hindrance(place + 1, "the line ends in a carriage return alone, as on old Macs", readers)
    if place and lines[place - 1].strip(b"\r\n") and not lines[place - 1].strip():
        yield Hindrance(place, "nothing but blanks in front of the key's line", ("Node 20",))


def _of_other_lines(data: bytes, place: int) -> Iterator[Hindrance]:
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    quotes = OUTSIDE
    index, position = 0, 0
    while position < len(data):
        harmless = _HARMLESS.match(data, position)
        line = _LINE.match(data, harmless.end() if harmless else position)
        if line is None or not line.group():
            break
        index += data.count(b"\n", position, line.start())
        text, position = content(line.group()), line.end()
        kind = None if opener(quotes) or index == place else kind_of_line(text)
        if kind is not None and _READERS[kind][index > place]:
            yield Hindrance(index + 1, kind.value, _READERS[kind][index > place])
        quotes = advance(quotes, text, index + 1)
        index += 1
    if opener(quotes):
        readers = ("honcho", "docker compose", "godotenv", "direnv", "Symfony", "dash", "ash", "ksh")
        yield Hindrance(opener(quotes), "a quotation mark that nothing closes", readers)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
