"""The key is good, and its plan does not include the long context that the call asks for."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Throttled
from tui.domain.reasons.account_answers import answer_lines, own_answer
from tui.domain.remedies.wording import place_of, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, answer = evidence.winner, own_answer(evidence, (Throttled,), _is_about_context)
    if winner is None or answer is None:
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if answer.speaks_anthropic else Certainty.LIKELY,
        title=(
            f"the account of the key {winner.value.secret.hint} from {place_of(winner)} does not pay for long context"
        ),
        explanation=(
            f"The answer is {said(answer)}. It has the status of a rate limit and is none: no pause helps, and neither "
            "does another key of the same account."
        ),
        evidence=answer_lines(evidence, answer),
        remedies=(
            step("shorter-context", "use the model without `[1m]` in its name and without the `context-1m` beta"),
            step("allow-extra-usage", "or allow extra usage for this account, at https://claude.ai/settings/usage"),
        ),
    )


def _is_about_context(answer: Throttled) -> bool:
    return is_about(answer.message, Topic.LONG_CONTEXT)


CAUSE = Cause(
    id="long-context-refused",
    title="The account does not pay for long context",
    what=(
        "The API answers 429 and speaks of long context or extra usage. Programs show it as a rate limit, which it is "
        "not: the same call is refused for as long as it asks for the large context window."
    ),
    repair="Use the model with its ordinary context window, or allow extra usage for the account.",
    find=_find,
)
