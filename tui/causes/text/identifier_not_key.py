"""The value names something at Anthropic, or an address, and opens nothing."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.reasons.no_key import diagnose_no_key, holds, in_place_of_key, what_it_is

_ID = "identifier-not-key"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_place_of_key(evidence, Shape.IDENTIFIER)
    if finding is None:
        return None
    hint, what = finding.value.secret.hint, what_it_is(finding)
    return diagnose_no_key(
        evidence,
        finding,
        cause_id=_ID,
        title=f"{holds(finding)} {what} ({hint}), not a key",
        explanation=(
            "An identifier or an address says which thing is meant and proves nothing. A key begins with `sk-ant-`,"
            " and the Console shows it once, when it is created."
        ),
        seen=f"{hint} is {what}",
    )


CAUSE = Cause(
    id=_ID,
    title="An identifier stands where the key belongs",
    what=(
        "The value is the id of a key, a request, a workspace, a service account or an organisation, the name of a"
        " model or a web address. The Console lists keys with their ids, and a key itself it shows only once."
    ),
    repair="Create a key, and copy it while it is shown.",
    find=_find,
)
