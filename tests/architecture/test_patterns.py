"""Regular expressions mean the same in every Python that is supported.

Before 3.11.5 a possessive repetition kept what its last, failing round had consumed (python/cpython#106052).
It does not where the repeated part is one character or an atomic group.
"""

# pyright: basic
# The parser of `re` has no stubs.

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from typing import Any

import tui
from tui.domain.regex import Regex

op, parser = importlib.import_module("re._constants"), importlib.import_module("re._parser")
_ATOMS = (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY, op.ATOMIC_GROUP)


def _modules() -> list[str]:
    return [item.name for item in pkgutil.walk_packages(tui.__path__, "tui.") if not item.name.endswith("__main__")]


def _patterns(value: object) -> Iterator[Any]:
    if isinstance(value, re.Pattern | Regex):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _patterns(item)
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from _patterns(item)


def _fragile(tree: Any) -> Iterator[str]:
    """Yield the possessive repetitions of anything else than one character or an atomic group."""
    if isinstance(tree, parser.SubPattern):
        for code, arguments in tree:
            if code is op.POSSESSIVE_REPEAT and (len(arguments[2]) != 1 or arguments[2][0][0] not in _ATOMS):
                yield str(arguments[2])
            yield from _fragile(arguments)
    elif isinstance(tree, tuple | list):
        for item in tree:
            yield from _fragile(item)


def test_the_check_finds_what_it_is_for() -> None:
    assert list(_fragile(parser.parse(r"(?:ab?c)++")))
    assert not list(_fragile(parser.parse(r"(?>ab?c)++x*+[yz]?+")))


def test_what_is_repeated_possessively_is_one_character_or_atomic() -> None:
    values = (value for name in _modules() for value in vars(importlib.import_module(name)).values())
    patterns = [pattern for value in values for pattern in _patterns(value)]
    trees = ((item.pattern, parser.parse(item.pattern, item.flags & ~re.UNICODE)) for item in patterns)
    assert len(patterns) > 200
    assert [text for text, tree in trees if any(_fragile(tree))] == []
