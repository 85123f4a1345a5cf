"""The key is good, and its account has no credit."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import BadRequest
from tui.domain.reasons.account_answers import answer_lines, own_answer
from tui.domain.remedies.common import BILLING_PAGE
from tui.domain.remedies.wording import place_of, said, step

_PAYMENT_REQUIRED = 402


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, answer = evidence.winner, own_answer(evidence, (BadRequest,), _is_about_credit)
    if winner is None or answer is None:
        return None
    hint = winner.value.secret.hint
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if evidence.is_accepted else Certainty.LIKELY,
        title=f"the account of the key {hint} from {place_of(winner)} has too little credit",
        explanation=(
            f"The answer is {said(answer)}. That is about money, not about the key. "
            "API credit is bought separately; a Claude subscription does not pay for API calls."
        ),
        evidence=answer_lines(evidence, answer),
        remedies=(
            step("buy-credit", f"add credit or a payment method at {BILLING_PAGE}"),
            step("check-organisation", f"if there is credit: make sure that {hint} belongs to that organisation"),
        ),
    )


def _is_about_credit(answer: BadRequest) -> bool:
    if is_about(answer.message, Topic.SPEND_LIMIT):
        return False
    is_billing = answer.status == _PAYMENT_REQUIRED or answer.error_type == "billing_error"
    return is_billing or is_about(answer.message, Topic.CREDIT)


CAUSE = Cause(
    id="credit-too-low",
    title="The key is good, the account has too little credit",
    what=(
        "The API accepts the key, for example for its list of models, and answers a paid call with 400 or 402 because "
        "the organisation of this key has no credit left. A Claude subscription is another purse."
    ),
    repair="Add credit in the Console, or use a key of the organisation that has some.",
    find=_find,
)
