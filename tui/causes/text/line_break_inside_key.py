"""A line break cuts the key in two, as when it is copied from a terminal that wrapped it."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.flaw import FlawKind
from tui.domain.reasons.damage import damaged, diagnose_damage
from tui.domain.reasons.key_words import key_at, refusal

_ID = "line-break-inside-key"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = damaged(evidence, FlawKind.LINE_BREAK)
    if finding is None:
        return None
    return diagnose_damage(
        evidence,
        finding,
        FlawKind.LINE_BREAK,
        cause_id=_ID,
        title=f"{key_at(finding)} has a line break in its middle, {refusal(evidence)}",
        explanation="A key is one line: the break cuts it off, ends the header too early or keeps it from being sent.",
    )


CAUSE = Cause(
    id=_ID,
    title="A line break is in the middle of the key",
    what=(
        "The key was copied from a terminal or a page that had wrapped it, and the break came along. In a file only"
        " the first line counts then; in a variable the break makes a header that the SDKs cannot send."
    ),
    repair="Write the key as one line.",
    find=_find,
)
