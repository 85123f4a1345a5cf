"""The value is a copy of a key's mask: its beginning and its end, or dots."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.reasons.no_key import diagnose_no_key, holds, in_place_of_key, what_it_is

_ID = "masked-key"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_place_of_key(evidence, Shape.MASKED)
    if finding is None:
        return None
    hint, what = finding.value.secret.hint, what_it_is(finding)
    return diagnose_no_key(
        evidence,
        finding,
        cause_id=_ID,
        title=f"{holds(finding)} a masked key ({hint}), not the key",
        explanation=(
            "What is left out of a masked key cannot be had from it. The Console shows a key once, when it is created,"
            " and this hint from then on."
        ),
        seen=f"{hint} is {what}",
    )


CAUSE = Cause(
    id=_ID,
    title="A masked copy of the key is used as the key",
    what=(
        "The value is what a list, a log or a settings page shows in a key's place: `sk-ant-api03-R2D...igAA`, an"
        " ellipsis, stars or dots. The characters in the middle are missing."
    ),
    repair="Copy the key from where you keep it, or create another one: the Console shows a key once.",
    find=_find,
)
