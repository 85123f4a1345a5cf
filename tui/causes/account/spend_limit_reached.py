"""The key is good, and a limit on spending is reached."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import BadRequest, Throttled
from tui.domain.reasons.account_answers import answer_lines, own_answer
from tui.domain.remedies.common import LIMITS_PAGE
from tui.domain.remedies.wording import place_of, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, answer = evidence.winner, own_answer(evidence, (BadRequest, Throttled), _is_about_spending)
    if winner is None or answer is None:
        return None
    is_known = evidence.is_accepted or answer.speaks_anthropic
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_known else Certainty.LIKELY,
        title=f"a spending limit on the key {winner.value.secret.hint} from {place_of(winner)} is reached",
        explanation=f"The answer is {said(answer)}. {_kind(answer)} A new key of the same account changes nothing.",
        evidence=answer_lines(evidence, answer),
        remedies=(
            step("raise-limit", f"see which limit it is, of the workspace or of the organisation, at {LIMITS_PAGE}"),
            step("wait", "raise it there, or wait until the day that the answer names or the month ends"),
        ),
    )


def _is_about_spending(answer: BadRequest | Throttled) -> bool:
    return is_about(answer.message, Topic.SPEND_LIMIT)


def _kind(answer: BadRequest | Throttled) -> str:
    if isinstance(answer, Throttled):
        return "It has the status of a rate limit and is none: the cap of the month is reached, so no pause helps."
    return "Somebody has set this limit for the organisation or the workspace; credit may well be left."


CAUSE = Cause(
    id="spend-limit-reached",
    title="A limit on spending is reached",
    what=(
        "The key is good, and a limit on spending is reached: one that was set for the organisation or workspace (400 "
        "that speaks of usage limits), or the monthly cap of its tier (429 without `retry-after`)."
    ),
    repair="Raise the limit in the Console, or wait until it is counted anew.",
    find=_find,
)
