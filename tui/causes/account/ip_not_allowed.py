"""The key is known, and this machine's network address is not on its organisation's list."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Forbidden
from tui.domain.reasons.account_answers import answer_lines, own_answer
from tui.domain.remedies.wording import place_of, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, answer = evidence.winner, own_answer(evidence, (Forbidden,), _is_about_address)
    if winner is None or answer is None:
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if answer.speaks_anthropic else Certainty.LIKELY,
        title=(
            f"the organisation of the key {winner.value.secret.hint} from {place_of(winner)} takes no calls from this "
            "network"
        ),
        explanation=(
            f"The answer is {said(answer)}. The key is known and good: an administrator has listed the addresses from "
            "which it may be used, and the one that this machine is seen with is not among them."
        ),
        evidence=answer_lines(evidence, answer),
        remedies=(
            step("other-network", "call from a network on the list, such as the company's, or through its VPN"),
            step("ask-admin", "or ask an administrator of the organisation to add this network's public address"),
        ),
    )


def _is_about_address(answer: Forbidden) -> bool:
    return answer.error_type == "permission_error" and is_about(answer.message, Topic.ADDRESS)


CAUSE = Cause(
    id="ip-not-allowed",
    title="The organisation takes no calls from this network",
    what=(
        "The API answers 403 and names the address: the organisation has a list of networks from which its keys may be "
        "used. The key is good, and works from a network on that list."
    ),
    repair="Call from a listed network, or have an administrator add the public address of this one.",
    find=_find,
)
