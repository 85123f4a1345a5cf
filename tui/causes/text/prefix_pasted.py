"""The value holds what stood before the key where it was copied, such as `Bearer ` or the variable's name."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.flaw import FlawKind
from tui.domain.reasons.damage import damaged, diagnose_damage, flaw_words
from tui.domain.reasons.key_words import key_at, refusal

_ID = "prefix-pasted"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = damaged(evidence, FlawKind.PREFIX)
    if finding is None:
        return None
    return diagnose_damage(
        evidence,
        finding,
        FlawKind.PREFIX,
        cause_id=_ID,
        title=f"{key_at(finding)} {flaw_words(evidence, FlawKind.PREFIX)}, {refusal(evidence)}",
        explanation="The client sends the whole value as the key, and adds the name of the header by itself.",
    )


CAUSE = Cause(
    id=_ID,
    title="Text from before the key was pasted with it",
    what=(
        "The value begins with `Bearer `, with the name of a header or variable, or with an option of a command."
        " The client adds what belongs around the key by itself, so the API sees the text twice, or in the wrong place."
    ),
    repair="Keep only the key itself.",
    find=_find,
)
