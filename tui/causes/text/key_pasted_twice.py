"""The key stands there twice in a row, or behind the beginning of itself."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.flaw import FlawKind
from tui.domain.reasons.damage import damaged, diagnose_damage, flaw_words
from tui.domain.reasons.key_words import key_at, refusal

_ID = "key-pasted-twice"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = damaged(evidence, FlawKind.TWICE)
    if finding is None:
        return None
    which = "" if finding.value.repaired else " Which of them is meant, only you can tell."
    return diagnose_damage(
        evidence,
        finding,
        FlawKind.TWICE,
        cause_id=_ID,
        title=f"{key_at(finding)} {flaw_words(evidence, FlawKind.TWICE).removeprefix('the key ')}, {refusal(evidence)}",
        explanation=f"The client sends all of it as one key, and the API knows no key that long.{which}",
    )


CAUSE = Cause(
    id=_ID,
    title="The key was pasted twice",
    what=(
        "The whole key stands there two times in a row, or its first characters do, as when it is pasted behind what"
        " was there already. Where keys are not shown while they are typed, nobody sees it."
    ),
    repair="Keep one of the two.",
    find=_find,
)
