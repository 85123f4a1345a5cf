"""The value is the sample text that was to be replaced by a key."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.reasons.no_key import diagnose_no_key, in_place_of_key
from tui.domain.remedies.wording import place_of

_ID = "placeholder"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_place_of_key(evidence, Shape.PLACEHOLDER)
    if finding is None:
        return None
    hint = finding.value.secret.hint
    return diagnose_no_key(
        evidence,
        finding,
        cause_id=_ID,
        title=f"{finding.variable} in {place_of(finding)} still holds the sample text {hint}",
        explanation="The sample shows where the key belongs; sent as it is, the API knows no such key.",
        seen=f"{finding.variable} is {hint}",
    )


CAUSE = Cause(
    id=_ID,
    title="Sample text stands where the key belongs",
    what="The value is text such as `your-api-key-here` or `sk-ant-...`, copied from a guide or a template file.",
    repair="Put a real key in its place.",
    find=_find,
)
