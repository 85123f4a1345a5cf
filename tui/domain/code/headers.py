"""Headers that a file of code writes: their names, what stands before a credential, the values of the others."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from tui.domain.clients.header_names import NAMES, is_credential_header
from tui.domain.code.text import SourceText
from tui.domain.code.written_call import WrittenHeader
from tui.domain.key.secret import Secret
from tui.domain.record import Record
from tui.domain.regex import regex

_ITEM = regex(
    rf"""(?:(?P<quote>["'])(?P<quoted>{NAMES})(?P=quote)\s*(?P<join>\]\s*=(?!=)|[:,])
        |(?<![\w$.-])(?P<bare>authorization)\s*:)\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_STRING = regex(r"""(?P<kind>[rRfFbBuU]{0,2})(?P<quote>["'`])(?P<text>(?>(?!(?P=quote))[^\\\n]|\\.)*+)(?P=quote)""")
_IDENTIFIER = regex(r"(?:(?:self|this)\.)?(?P<name>[A-Za-z_$][\w$]*)(?![\w$(\[\"'`])")
_JOINED = regex(r"\s*(?:\+|%|\.\s*(?:format|concat)\s*\()")
_HOLE = regex(r"\$?\{|%s")
_BEARER = regex(r"bearer\s+", re.IGNORECASE)
_BRACES = regex(r""""(?>[^"\\\n]|\\.)*+"|'(?>[^'\\\n]|\\.)*+'|`[^`]*`|[{}]""")
_VARIABLE = regex(
    r"""(?:\b(?:os|process|import\s*\.\s*meta|Deno|Bun)\s*\.\s*)?
        (?:(?:\benviron(?:\s*\.\s*get\s*\(|\s*\[)|\bgetenv\s*\(|\benv\s*(?:\[|\.\s*get\s*\())\s*["'](\w+)["']
        |\benv\s*\.\s*(?!get\b)(\w+))""",
    re.VERBOSE,
)
_EXPRESSION = regex(r"""(?:[^,\n}"'`]|"[^"\n]*"|'[^'\n]*'|`[^`\n]*`)*""")
_WORD = regex(r"(?<![\w$.\"'])(?P<name>[A-Za-z_$][\w$]*)")
_KEY_NAME = regex(r"key", re.IGNORECASE)
# A name without a hyphen may be anything's, so another header has to stand beside it.
_PLAIN_NAME = regex(r"[^-]+")
_ANY_SCHEME = "authorization"
_MOST = 60
_MOST_WORDS = 6


class Item(Record):
    """A header in the text: where it stands, the braces round it, and whether what it holds is known.

    One that a statement sets by itself has no braces.
    """

    header: WrittenHeader
    offset: int
    block: tuple[int, int] | None
    is_known: bool


def header_items(source: SourceText) -> list[Item]:
    """Return the headers that matter to the API, in the order of the text."""
    blocks = _blocks(source.text)
    items: list[Item] = []
    for match in islice(_ITEM.finditer(source.text), _MOST):
        is_loose = match["join"] is not None and match["join"] != ":"
        block = None if is_loose else _innermost(blocks, match.start())
        header, is_known = _written(source, match["quoted"] or match["bare"], match.start(), match.end())
        items.append(Item(header, match.start(), block, is_known))
    return [item for item in items if _is_header(item, items)]


def header_sets(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the sets of headers: those of each pair of braces with the loose ones, or all together."""
    if not names_twice(items):
        yield list(items)
        return
    loose = [item for item in items if item.block is None]
    blocks = dict.fromkeys(item.block for item in items if item.block is not None)
    for block in blocks:
        yield [*(item for item in items if item.block == block), *loose]
    if not blocks:
        yield loose


def names_twice(items: Sequence[Item]) -> bool:
    """Return whether one name is written more than once, so that there is more than one set of headers."""
    names = [item.header.name.lower() for item in items]
    return len(set(names)) < len(names)


def _written(source: SourceText, name: str, offset: int, start: int) -> tuple[WrittenHeader, bool]:
    """Return the header, and whether what it holds is known."""
    text, origin = source.text, source.at(offset)
    value = _literal(text, start)
    if not is_credential_header(name):
        return WrittenHeader(name, origin, text=value), value is not None
    prefix = _prefix(text, name, start)
    literal = Secret(value[len(prefix or "") :]) if value else None
    variable = "" if literal else _variable(text, start)
    header = WrittenHeader(name, origin, is_credential=True, prefix=prefix or "", variable=variable, literal=literal)
    return header, prefix is not None


def _literal(text: str, start: int) -> str | None:
    """Return the text that a value is, directly or by a name that is given one in the same file; None if unknown."""
    string = _STRING.match(text, start)
    if string is not None:
        return None if _has_hole(string) or _JOINED.match(text, string.end()) else string["text"]
    name = _IDENTIFIER.match(text, start)
    strings = _strings_of(text, name["name"]) if name else []
    is_plain = len(strings) == 1 and not _has_hole(strings[0]) and not _JOINED.match(text, strings[0].end())
    return strings[0]["text"] if is_plain else None


def _variable(text: str, start: int) -> str:
    """Return the variable of the environment that the value is read from, as far as the file tells."""
    expression = _EXPRESSION.match(text, start)
    value = expression.group() if expression else ""
    names = [match["name"] for match in islice(_WORD.finditer(value), _MOST_WORDS)]
    given = (_VARIABLE.match(text, match.end()) for name in names for match in _given(text, name))
    found = [match for match in (_VARIABLE.search(value), *given) if match]
    return next((group for group in found[0].groups() if group), "") if found else ""


def _prefix(text: str, name: str, start: int) -> str | None:
    """Return what stands before the credential, None where the code does not tell."""
    string = _STRING.match(text, start)
    if string is not None:
        return _prefix_in(text, string)
    if _VARIABLE.match(text, start):
        return ""
    given = _IDENTIFIER.match(text, start)
    if given is None:
        return None if name.lower() == _ANY_SCHEME else ""
    prefixes = {_prefix_in(text, item) for item in _strings_of(text, given["name"])}
    if prefixes:
        return prefixes.pop() if len(prefixes) == 1 else None
    # What has the name of a key is one; of any other name it may be a whole header.
    is_key = _KEY_NAME.search(given["name"]) is not None or name.lower() != _ANY_SCHEME
    is_looked_up = any(_VARIABLE.match(text, match.end()) for match in _given(text, given["name"]))
    return "" if is_key or is_looked_up else None


def _prefix_in(text: str, string: re.Match[str]) -> str:
    """Return what a text puts before what is put into it or behind it."""
    inner = string["text"]
    is_joined = _JOINED.match(text, string.end()) is not None
    hole = _HOLE.search(inner) if is_joined or _may_have_holes(string) else None
    if hole is not None:
        return inner[: hole.start()]
    if is_joined:
        return inner
    bearer = _BEARER.match(inner)
    return bearer.group() if bearer else ""


def _may_have_holes(string: re.Match[str]) -> bool:
    return string["quote"] == "`" or "f" in string["kind"].lower()


def _has_hole(string: re.Match[str]) -> bool:
    return _may_have_holes(string) and _HOLE.search(string["text"]) is not None


def _strings_of(text: str, name: str) -> list[re.Match[str]]:
    """Return the texts that a name is given in the file."""
    found = (_STRING.match(text, match.end()) for match in _given(text, name))
    return [string for string in found if string is not None]


def _given(text: str, name: str) -> Iterator[re.Match[str]]:
    """Yield the places behind which a name is given a value."""
    given = re.compile(rf"(?<![\w$.])(?:(?:self|this)\.)?{re.escape(name)}\s*(?::[^=\n]+)?=(?!=)\s*")
    return islice(given.finditer(text), _MOST)


def _blocks(text: str) -> list[tuple[int, int]]:
    """Return the spans of all pairs of braces, the inner ones first."""
    open_at: list[int] = []
    spans: list[tuple[int, int]] = []
    for match in _BRACES.finditer(text):
        if match.group() == "{":
            open_at.append(match.start())
        elif match.group() == "}" and open_at:
            spans.append((open_at.pop(), match.end()))
    return spans


def _innermost(blocks: Sequence[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    return next((span for span in blocks if span[0] < offset < span[1]), None)


def _is_header(item: Item, items: Sequence[Item]) -> bool:
    """Return whether it is a header's name and not that of anything else in the code."""
    name = item.header.name
    if not item.header.is_credential or name.lower() == _ANY_SCHEME or not _PLAIN_NAME.fullmatch(name):
        return True
    return item.block is not None and any(other.block == item.block for other in items if other is not item)
