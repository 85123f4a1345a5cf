"""What a cause is: an id, words for `explain`, and a pure question to the evidence."""

from collections.abc import Callable

from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.record import Record


class Cause(Record):
    """One reason why a call fails.

    `id` is a public contract; `title` has at most 60 characters and no full stop; `find`
    returns a diagnosis when the evidence fits, and never looks at the world.
    """

    id: str
    title: str
    what: str
    repair: str
    find: Callable[[Evidence], Diagnosis | None]
