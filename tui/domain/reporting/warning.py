"""What a warning is: not the reason why a call fails, but worth a line."""

from collections.abc import Callable

from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin
from tui.domain.record import Record

MOST_WARNINGS = 3  # that are shown at once


class WarningLine(Record):
    """One warning about this set-up: its id, the place, and what is wrong there, without a full stop."""

    id: str
    text: str
    origin: Origin


class WarningRule(Record):
    """One thing to warn of; it never changes a verdict or an exit code.

    `id`, `title`, `what` and `repair` keep the rules of a cause; `find` returns a line for each
    place, and never looks at the world.
    """

    id: str
    title: str
    what: str
    repair: str
    find: Callable[[Evidence], tuple[WarningLine, ...]]
