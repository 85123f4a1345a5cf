"""The value names another value, and nothing put that in its place."""

from tui.domain.code.shell_quotes import SHELL_SUFFIXES
from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.origin import OriginKind
from tui.domain.reasons.no_key import diagnose_no_key, holds, in_place_of_key, what_it_is
from tui.domain.record import replace
from tui.domain.remedies.common import read_from_environment
from tui.domain.remedies.what_if import next_accepted
from tui.domain.remedies.wording import client_name, place_of, step

_ID = "unexpanded-reference"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_place_of_key(evidence, Shape.REFERENCE)
    if finding is None:
        return None
    hint, what = finding.value.secret.hint, what_it_is(finding)
    is_code = finding.origin.kind is OriginKind.SOURCE
    client = client_name(evidence)
    diagnosis = diagnose_no_key(
        evidence,
        finding,
        cause_id=_ID,
        title=f"{holds(finding)} {what} ({hint})",
        explanation=(
            f"{client[0].upper()}{client[1:]} takes the text as it stands and sends it as the key; putting the value "
            f"in its place is up to {'the code that passes it' if is_code else 'what sets the variable'}."
        ),
        seen=f"{finding.variable} is {hint}: {what}",
        remedies=_in_code(evidence, finding) if is_code else _resolve(finding),
    )
    # With the code mended, the key that it meant is sent: no other is needed.
    return (
        replace(diagnosis, remedies=_in_code(evidence, finding)) if is_code and next_accepted(evidence) else diagnosis
    )


def _in_code(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    if not finding.origin.path.endswith(SHELL_SUFFIXES):
        return (read_from_environment(evidence, finding),)
    title = (
        f"in {place_of(finding)} put the header in double quotation marks: "
        "between single ones the shell leaves the reference as it is"
    )
    return (step("double-quotes", title, reach=Reach.PROJECT, file=finding.origin.shown),)


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
