"""Which value a name in a file of code was given, where it was given one only once."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from tui.domain.code.text import arguments
from tui.domain.regex import regex

_MOST = 50  # so that a strange file costs no time
_AS_ARGUMENT = regex(r"[^\n]*,[ \t]*(?:\n|$)")


def assignments(
    text: str, identifier: str, value: str, calls: Sequence[re.Match[str]]
) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield every assignment of such a value, and whether it is the only assignment of the name.

    `value` is a verbose pattern; `calls` are matches that end at an opening parenthesis: what
    looks like an assignment inside them is a named argument.
    """
    spans = [(call.end(), call.end() + len(arguments(text, call.end()))) for call in calls]
    start = rf"^[ \t]*(?:export\s+)?(?:const\s+|let\s+|var\s+)?{re.escape(identifier)}\s*(?::[^=\n]+)?=(?!=)"
    pattern = re.compile(start, re.MULTILINE)
    found = [
        match
        for match in islice(pattern.finditer(text), _MOST)
        if not any(first <= match.start() < last for first, last in spans)
        # A comma behind it would make it an argument of some other call.
        and not _AS_ARGUMENT.match(text, match.end())
    ]
    wanted = re.compile(rf"\s*{value}", re.VERBOSE)
    for match in found:
        assigned = wanted.match(text, match.end())
        if assigned:
            yield assigned, len(found) == 1
