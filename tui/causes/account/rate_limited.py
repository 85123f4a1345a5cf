"""The account has made too many calls for now."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Throttled
from tui.domain.reasons.account_answers import answer_lines, own_answer
from tui.domain.remedies.common import LIMITS_PAGE
from tui.domain.remedies.wording import endpoint_host, place_of, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, answer = evidence.winner, own_answer(evidence, (Throttled,), _is_about_rate)
    if winner is None or answer is None:
        return None
    wait = _wait(answer)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=f"{endpoint_host(evidence)} limits calls with the key {winner.value.secret.hint} from {place_of(winner)}",
        explanation=(
            f"The answer is {said(answer)}. That is not a rejected key: there were too many calls in a short time, "
            f"by this program or by another that shares the account."
        ),
        evidence=answer_lines(evidence, answer),
        remedies=(
            step("wait", f"wait {wait}, then check again"),
            step("see-limits", f"see your limits at {LIMITS_PAGE}, and let the program pause between calls"),
        ),
    )


def _is_about_rate(answer: Throttled) -> bool:
    return not is_about(answer.message, Topic.SPEND_LIMIT, Topic.LONG_CONTEXT)


def _wait(answer: Throttled) -> str:
    """Return how long to wait; the header holds seconds or a date."""
    text = answer.retry_after
    if not text:
        return "a minute"
    if text.isdigit():
        return "1 second" if text == "1" else f"{text} seconds"
    return f"until {text}"


CAUSE = Cause(
    id="rate-limited",
    title="Too many calls for now",
    what=(
        "The API answers 429: the account has made more calls, or sent more text, than its limit allows in a short "
        "time. The key is not at fault, and the same call succeeds later."
    ),
    repair="Wait as long as the answer says, and let the program pause between calls.",
    find=_find,
)
