"""The value names another value, and nothing put that in its place."""

from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.reasons.no_key import diagnose_no_key, holds, in_place_of_key, what_it_is
from tui.domain.remedies.wording import client_name, step

_ID = "unexpanded-reference"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_place_of_key(evidence, Shape.REFERENCE)
    if finding is None:
        return None
    hint, what = finding.value.secret.hint, what_it_is(finding)
    return diagnose_no_key(
        evidence,
        finding,
        cause_id=_ID,
        title=f"{holds(finding)} {what} ({hint})",
        explanation=(
            f"{client_name(evidence)[0].upper()}{client_name(evidence)[1:]} takes the text as it stands and sends it"
            " as the key; putting the value in its place is up to what sets the variable."
        ),
        seen=f"{finding.variable} is {hint}: {what}",
        remedies=_resolve(finding),
    )


def _resolve(finding: Finding) -> tuple[Remedy, ...]:
    advice = finding.value.non_key.advice if finding.value.non_key else ""
    return (step("resolve-reference", advice),) if advice else ()


CAUSE = Cause(
    id=_ID,
    title="A reference stands where the key belongs",
    what=(
        "The value is text such as `${NAME}`, `$(command)`, `%NAME%`, `op://...`, `{{ field }}` or the path of a file."
        " A shell, a template or a tool for secrets was to put the key in its place, and none did."
    ),
    repair="Have it resolved by the tool that it is written for, or write the key itself.",
    find=_find,
)
