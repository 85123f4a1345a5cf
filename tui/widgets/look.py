"""How values are shown on this terminal, for this audience."""

from collections.abc import Callable

from tui.domain.record import Record
from tui.domain.reporting.marks import UNICODE, Marks, Status

COLOURS = {Status.OK: "$success", Status.WARN: "$warning", Status.FAIL: "$error", Status.UNKNOWN: "$warning"}


def _as_it_is(text: str) -> str:
    return text


class Look(Record):
    """The marks to draw with, and what hides places, hosts and people while others look on."""

    marks: Marks = UNICODE
    hide: Callable[[str], str] = _as_it_is
