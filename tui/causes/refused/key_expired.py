"""The key has run out, and the answer says so."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Rejected
from tui.domain.remedies.common import found, new_key, observed
from tui.domain.remedies.wording import endpoint_host, place_of, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, answer = evidence.winner, evidence.as_found
    if winner is None or not isinstance(answer, Rejected) or not _says_so(answer) or evidence.resolution.is_login:
        return None
    is_gateways = answer.responder is not None and not answer.responder.is_api and not answer.speaks_anthropic
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if answer.speaks_anthropic else Certainty.LIKELY,
        title=f"the key {winner.value.secret.hint} from {place_of(winner)} has run out, says {endpoint_host(evidence)}",
        explanation=(
            f"The answer is {said(answer)}. A key ends on the day that was chosen when it was made; that day cannot be "
            "moved, and such a key never works again."
        ),
        evidence=(found(winner), *observed(answer)),
        remedies=(
            (step("ask-for-key", f"ask whoever runs {endpoint_host(evidence)} for a new key of theirs"),)
            if is_gateways
            else new_key(evidence)
        ),
    )


def _says_so(answer: Rejected) -> bool:
    text = f"{answer.error_type} {answer.message}"
    return is_about(text, Topic.EXPIRED) and not is_about(text, Topic.LOGIN)


CAUSE = Cause(
    id="key-expired",
    title="The key has run out",
    what=(
        "The answer is a 401 that says that the key has expired. Keys can be made with an end, three hours or thirty "
        "days away, and one that has run out stays refused. Most servers do not say so and call such a key invalid."
    ),
    repair="Create a new key, without an end or with a later one, and put it in place.",
    find=_find,
)
