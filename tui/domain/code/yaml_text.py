"""Reads the plain part of YAML that people write by hand; what goes beyond it is marked, not guessed."""

from collections.abc import Iterator, Sequence

from tui.domain.record import Record, replace
from tui.domain.regex import regex

_KEY = regex(
    r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s"'\[\]{},#&*!|>%@`-][^:\n]*?|-?[\w.-]+)[ \t]*:(?:[ \t]+(?P<rest>.*)|\Z)"""
)
_ITEM = regex(r"-(?:[ \t]+(?P<rest>.*)|\Z)")
_BLOCK = regex(r"[|>][-+\d]*\Z")
_FLOW_PART = regex(r"""\s*(?P<text>(?:"[^"]*"|'[^']*'|[^,\[\]{}"'])+?)\s*(?:,|\Z)""")
_PAIR = regex(r"""(?P<key>"[^"]*"|'[^']*'|[^:]+?)\s*:(?:\s+(?P<value>.*))?\Z""")
_BEYOND = ("&", "*", "!")
_DEEPEST = 20


class Node(Record):
    """A scalar, a list or a mapping, with the 1-based line on which it begins and its indentation.

    `key_line` is the line of its key in a mapping; `is_quoted` tells that quotes stood round the text;
    `is_beyond` that it uses something that is not read here, such as an anchor or a merge.
    """

    line: int
    indent: int = 0
    text: str = ""
    items: tuple["Node", ...] = ()
    entries: tuple[tuple[str, "Node"], ...] = ()
    key_line: int = 0
    is_quoted: bool = False
    is_beyond: bool = False

    def get(self, key: str) -> "Node | None":
        """Return the last value under this key of a mapping."""
        return next((node for name, node in reversed(self.entries) if name == key), None)

    def goes_beyond(self) -> bool:
        """Return whether it, or anything in it, is not read here."""
        parts = (*self.items, *(node for _, node in self.entries))
        return self.is_beyond or any(part.goes_beyond() for part in parts)


class _Line(Record):
    number: int
    indent: int
    text: str


def read_yaml(text: str) -> Node | None:
    """Return the first document, whose comments are blank already; None for one that is indented by tabs."""
    lines: list[_Line] = []
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if bare == "---" and lines:
            break
        if bare and bare != "---" and not bare.startswith("%"):
            if "\t" in line[: len(line) - len(line.lstrip())]:
                return None
            lines.append(_Line(number, len(line) - len(line.lstrip(" ")), bare))
    return _Reader(lines).read() if lines else None


class _Reader:
    """Walks down the lines once."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self._lines = list(lines)
        self._at = 0

    def read(self) -> Node:
        return self._block(self._lines[0].indent, 0)

    def _block(self, indent: int, depth: int) -> Node:
        first = self._lines[self._at]
        if depth > _DEEPEST:
            self._skip_deeper(indent - 1)
            return Node(first.number, indent, is_beyond=True)
        if _ITEM.fullmatch(first.text):
            return self._list(indent, depth)
        if _KEY.fullmatch(first.text):
            return self._mapping(indent, depth)
        self._at += 1
        self._skip_deeper(indent - 1)
        return _scalar(first.text, first.number, indent)

    def _list(self, indent: int, depth: int) -> Node:
        start = self._lines[self._at]
        items: list[Node] = []
        while (line := self._here(indent)) and (match := _ITEM.fullmatch(line.text)):
            rest: str = match["rest"] or ""
            if _KEY.fullmatch(rest):
                # What stands behind the dash is the first line of a mapping that is indented as far.
                inner = indent + len(line.text) - len(rest)
                self._lines[self._at] = _Line(line.number, inner, rest)
                items.append(self._block(inner, depth + 1))
            else:
                self._at += 1
                items.append(self._value(rest, line, indent, depth))
        return Node(start.number, indent, items=tuple(items))

    def _mapping(self, indent: int, depth: int) -> Node:
        start = self._lines[self._at]
        entries: list[tuple[str, Node]] = []
        while (line := self._here(indent)) and (match := _KEY.fullmatch(line.text)):
            self._at += 1
            value = self._value(match["rest"] or "", line, indent, depth)
            entries.append((_unquoted(match["key"].strip()), replace(value, key_line=line.number)))
        is_merged = any(key == "<<" for key, _ in entries)
        return Node(start.number, indent, entries=tuple(entries), is_beyond=is_merged)

    def _value(self, rest: str, line: _Line, indent: int, depth: int) -> Node:
        if rest.startswith(_BEYOND) or _BLOCK.fullmatch(rest):
            self._skip_deeper(indent)
            return Node(line.number, indent, is_beyond=True)
        if rest:
            self._skip_deeper(indent)
            return _scalar(rest, line.number, indent)
        following = self._lines[self._at] if self._at < len(self._lines) else None
        is_list = following is not None and following.indent == indent and _ITEM.fullmatch(following.text) is not None
        # The items of a list may stand as far out as its key, but not as another item.
        if following is None or not (following.indent > indent or (is_list and not _ITEM.fullmatch(line.text))):
            return Node(line.number, indent)
        return self._block(following.indent, depth + 1)

    def _here(self, indent: int) -> _Line | None:
        """Return the next line of this block, past lines that go deeper without a meaning of their own."""
        self._skip_deeper(indent)
        line = self._lines[self._at] if self._at < len(self._lines) else None
        return line if line and line.indent == indent else None

    def _skip_deeper(self, indent: int) -> None:
        while self._at < len(self._lines) and self._lines[self._at].indent > indent:
            self._at += 1


def _scalar(text: str, number: int, indent: int) -> Node:
    if text.startswith("["):
        parts = _flow(text, "]")
        items = tuple(_scalar(part, number, indent) for part in parts or ())
        return Node(number, indent, items=items, is_beyond=parts is None)
    if text.startswith("{"):
        parts = _flow(text, "}")
        pairs = [_PAIR.fullmatch(part) for part in parts or ()]
        entries = ((_unquoted(pair["key"]), _scalar(pair["value"] or "", number, indent)) for pair in pairs if pair)
        keyed = tuple((key, replace(node, key_line=number)) for key, node in entries)
        return Node(number, indent, entries=keyed, is_beyond=parts is None or not all(pairs))
    if text[:1] in {'"', "'"} and (len(text) < 2 or text[-1] != text[0]):
        return Node(number, indent, is_beyond=True)
    bare = _unquoted(text)
    return Node(number, indent, bare, is_quoted=bare != text, is_beyond=text.startswith(_BEYOND))


def _flow(text: str, end: str) -> list[str] | None:
    """Return the parts of a list or mapping on one line, None where it is not closed there or holds another."""
    if not text.endswith(end):
        return None
    parts = list(_parts(text[1:-1].strip()))
    return None if "," in parts else parts


def _parts(inside: str) -> Iterator[str]:
    at = 0
    while at < len(inside):
        match = _FLOW_PART.match(inside, at)
        if match is None:
            yield ","  # which is no part, so that the whole is not read
            return
        yield match["text"]
        at = match.end()


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'" else text
