"""The API, or what stands in front of it, fails; nothing is wrong here."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.probing.probe import Accepted, ServerFault
from tui.domain.probing.responder import ResponderKind
from tui.domain.reasons.account_answers import answer_lines, own_answer, service_lines
from tui.domain.remedies.common import STATUS_PAGE, observed
from tui.domain.remedies.wording import endpoint_host, place_of, said, step

_OVERLOADED = 529


def _find(evidence: Evidence) -> Diagnosis | None:
    answer = own_answer(evidence, (ServerFault,), _is_failure)
    if answer is None:
        return None
    host = endpoint_host(evidence)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_official(evidence) else Certainty.LIKELY,
        title=f"{host} fails right now; nothing shows that the key or this machine is at fault",
        explanation=(
            f"The answer is {said(answer)}. The request arrived, and the other side could not deal with it. "
            f"The key {'was accepted before' if evidence.is_accepted else 'was not judged'}, so a new one is of no use."
        ),
        evidence=(*answer_lines(evidence, answer), *observed(evidence.official), *service_lines(evidence)),
        remedies=_remedies(evidence),
    )


def _is_failure(answer: ServerFault) -> bool:
    is_overload = answer.status == _OVERLOADED or answer.error_type == "overloaded_error"
    is_proxys = answer.responder is not None and answer.responder.kind is ResponderKind.PROXY
    return not is_overload and not is_proxys


def _remedies(evidence: Evidence) -> tuple[Remedy, ...]:
    wait = step("wait", "wait a few minutes, then check again")
    if is_official(evidence):
        return (wait, step("see-status", f"see {STATUS_PAGE} for what is known about it"))
    base_url = evidence.resolution.base_url
    ask = step("ask-operator", f"ask whoever runs {endpoint_host(evidence)}, or look into its log")
    if base_url is None or not isinstance(evidence.official, Accepted):
        return (wait, ask)
    title = f"or call the API itself, which accepts this key: without {base_url.variable} in {place_of(base_url)}"
    return (wait, ask, step("call-directly", title))


CAUSE = Cause(
    id="outage",
    title="The API fails",
    what=(
        "The answer is 500, 502, 503 or 504: the API, or the gateway that the base URL names, could not deal with the "
        "request. Nothing is wrong with the key or the machine as far as that tells, and a new key does not help."
    ),
    repair="Wait and try again; the status page says what is known.",
    find=_find,
)
