"""The value is the sample text that was to be replaced by a key."""

from tui.domain.cause import Cause
from tui.domain.damage import suspect
from tui.domain.diagnosis import Certainty, Diagnosis
from tui.domain.evidence import Evidence
from tui.domain.remedies import found, new_key, observed
from tui.domain.shape import Shape
from tui.domain.wording import place_of

_ID = "placeholder"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = suspect(evidence)
    if finding is None or finding.value.shape is not Shape.PLACEHOLDER:
        return None
    return Diagnosis(
        _ID,
        Certainty.PROVEN if evidence.is_refused else Certainty.LIKELY,
        f"{finding.variable} in {place_of(finding)} still holds the sample text {finding.value.secret.hint}",
        "The sample shows where the key belongs; sent as it is, the API knows no such key.",
        evidence=(found(finding), *observed(evidence.as_found)),
        remedies=new_key(evidence),
    )


CAUSE = Cause(
    id=_ID,
    title="Sample text stands where the key belongs",
    what="The value is text such as `your-api-key-here` or `sk-ant-...`, copied from a guide or a template file.",
    repair="Put a real key in its place.",
    find=_find,
)
