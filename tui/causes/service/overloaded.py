"""The API is overloaded; nothing is wrong here."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import ServerFault
from tui.domain.reasons.account_answers import answer_lines, own_answer, service_lines
from tui.domain.remedies.common import STATUS_PAGE
from tui.domain.remedies.wording import endpoint_host, said, step

_OVERLOADED = 529


def _find(evidence: Evidence) -> Diagnosis | None:
    answer = own_answer(evidence, (ServerFault,), _is_overload)
    if answer is None:
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=f"{endpoint_host(evidence)} is overloaded right now; nothing is wrong on this machine",
        explanation=f"The answer is {said(answer)}. It is the same for everyone, and it says nothing about the key.",
        evidence=(*answer_lines(evidence, answer), *service_lines(evidence)),
        remedies=(
            step("wait", "wait a few minutes, then check again"),
            step("see-status", f"see {STATUS_PAGE} for how long it may last"),
        ),
    )


def _is_overload(answer: ServerFault) -> bool:
    return answer.status == _OVERLOADED or answer.error_type == "overloaded_error"


CAUSE = Cause(
    id="overloaded",
    title="The API is overloaded",
    what=(
        "The API answers 529 because too many people call it at once. Nothing is wrong with the key or the machine, "
        "and a new key does not help."
    ),
    repair="Wait and try again; the status page says how long it may last.",
    find=_find,
)
