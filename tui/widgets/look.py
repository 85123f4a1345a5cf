"""How values are shown on this terminal, for this audience."""

from collections.abc import Callable

from tui.domain.record import Record
from tui.domain.reporting.marks import UNICODE, Marks, Status

COLOURS = {Status.OK: "$success", Status.WARN: "$warning", Status.FAIL: "$error", Status.UNKNOWN: "$warning"}


def _as_it_is(text: str) -> str:
    return text


def badge(marks: Marks, status: Status, words: str) -> tuple[str, str]:
    """Return the mark of a status with the words beside it, and their style."""
    return f"{marks.of(status)} {words}", f"bold {COLOURS[status]}"


class Look(Record):
    """The marks to draw with, and what hides places, hosts and people while others look on."""

    marks: Marks = UNICODE
    hide: Callable[[str], str] = _as_it_is
