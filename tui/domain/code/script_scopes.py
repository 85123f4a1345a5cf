"""Which function each place of a JavaScript or TypeScript file stands in, told by braces."""

import re
from collections.abc import Sequence

from tui.domain.record import Record
from tui.domain.regex import regex

_PART = regex(r""""(?>[^"\\\n]|\\.)*+"|'(?>[^'\\\n]|\\.)*+'|`(?>[^`\\]|\\.)*+(?:`|\Z)|(?P<brace>[{}])""", re.DOTALL)
_CLASS = regex(r"\bclass\s+(?P<name>[\w$]+)[^{};()]*\Z")
_PARAMETERS = regex(r"\)\s*(?::[^={}();]*)?\Z")
_BARE_PARAMETER = regex(r"[\w$]+\s*\Z")
_GIVEN_TO = regex(r"\b(?P<name>[\w$]+)\s*(?::[^=;{}()]*)?=\s*(?:async\s*)?\Z")
_WORD = regex(r"(?P<name>[\w$]+)\s*(?:<[^<>(){}]*>)?\s*\Z")
_RUN_AT_ONCE = regex(r"\s*\)\s*\(")
_NO_FUNCTION = frozenset({"if", "for", "while", "switch", "catch", "with", "await"})
_LOOK_BACK = 600
_ELSEWHERE = "(elsewhere)"  # no name of a function, so that nothing calls it


class Scope(Record):
    """A body between its braces; `name` is that of its function, or of the class whose making runs it."""

    start: int
    end: int
    name: str


class Scopes(Record):
    """All bodies of a file that do not run where they stand, each after the one around it."""

    bodies: Sequence[Scope]

    def name_at(self, offset: int) -> str:
        """Return the name of the innermost function around the place, empty outside all."""
        return next((body.name for body in reversed(self.bodies) if body.start < offset < body.end), "")


def scopes_of(text: str) -> Scopes | None:
    """Return the bodies, or None where braces do not match, so that nothing is known."""
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _PART.finditer(text):
        if match["brace"] == "{":
            open_at.append(match.start())
        elif match["brace"]:
            if not open_at:
                return None
            pairs.append((open_at.pop(), match.start()))
    if open_at:
        return None
    bodies: list[Scope] = []
    for start, end in sorted(pairs):
        name = _name(text, start, end, bodies)
        if name is not None:
            bodies.append(Scope(start, end, name))
    return Scopes(bodies)


def _name(text: str, start: int, end: int, around: Sequence[Scope]) -> str | None:
    """Return the name of the function or class whose body this is, None for a block that runs where it stands."""
    before = text[max(0, start - _LOOK_BACK) : start].rstrip()
    if before.endswith("=>"):
        given = _GIVEN_TO.search(_without_parameters(before[:-2]))
        name = given["name"] if given else "function"
    else:
        in_class = _CLASS.search(before) if before[-1:].isidentifier() or before.endswith(">") else None
        if in_class:
            return in_class["name"]
        head = _without_parameters(before)
        word = _WORD.search(head) if head != before else None
        if word is None or word["name"] in _NO_FUNCTION:
            return None
        name = word["name"]
    if name == "function":
        return None if _RUN_AT_ONCE.match(text, end + 1) else _ELSEWHERE
    return Scopes(around).name_at(start) if name == "constructor" else name


def _without_parameters(head: str) -> str:
    """Return the text before the parameters at its end, and their parentheses and type."""
    match = _PARAMETERS.search(head)
    if match is None:
        bare = _BARE_PARAMETER.search(head)
        return head[: bare.start()] if bare and not head.endswith(")") else head
    depth = 0
    for at in range(match.start(), -1, -1):
        depth += (head[at] == ")") - (head[at] == "(")
        if depth == 0:
            return head[:at]
    return head
