"""The entry for a set-up in which nothing is wrong: it can be explained, and is never found as a cause."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence


def _find(_: Evidence) -> Diagnosis | None:
    return None


NOTHING_WRONG = Cause(
    id="nothing-wrong",
    title="Nothing is wrong: the key is accepted",
    what=(
        "The key that your client finds on this machine was sent the way the client sends it, and the API accepted it. "
        "No cause fits. If your program still fails, what it sends is not what stands here."
    ),
    repair=(
        "Nothing needs to be repaired. If the program still fails, start it from this same terminal and folder, or run "
        "`fix401 mirror` to see what it really sends."
    ),
    find=_find,
)
