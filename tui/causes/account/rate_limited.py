"""The account has made too many calls for now."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Throttled
from tui.domain.probing.responder import ResponderKind
from tui.domain.reasons.account_answers import answer_lines, own_answer
from tui.domain.remedies.common import LIMITS_PAGE
from tui.domain.remedies.wording import endpoint_host, place_of, said, step

_BEFORE_THE_API = frozenset({ResponderKind.EDGE, ResponderKind.PROXY, ResponderKind.PORTAL, ResponderKind.WEB_SERVER})


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, answer = evidence.winner, own_answer(evidence, (Throttled,), _is_about_rate)
    if winner is None or answer is None:
        return None
    wait = _wait(answer)
    key, host = f"the key {winner.value.secret.hint} from {place_of(winner)}", endpoint_host(evidence)
    before = _who_stands_before(answer)
    limits = (
        f"limits calls before they reach the API, so {key} was not judged" if before else f"limits calls with {key}"
    )
    shared = "comes this way" if before else "shares the account"
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.LIKELY if before else Certainty.PROVEN,
        title=f"{before} at {host} {limits}" if before else f"{host} {limits}",
        explanation=(
            f"The answer is {said(answer)}. That is not a rejected key: there were too many calls in a short time, "
            f"by this program or by another that {shared}."
        ),
        evidence=answer_lines(evidence, answer),
        remedies=(
            step("wait", f"wait {wait}, then check again"),
            step("see-limits", f"see your limits at {LIMITS_PAGE}, and let the program pause between calls"),
        ),
    )


def _who_stands_before(answer: Throttled) -> str:
    """Return who limits in the API's place, an empty text where it is the API itself or a gateway."""
    responder = answer.responder
    return responder.words if responder is not None and responder.kind in _BEFORE_THE_API else ""


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
        "The answer is 429: the account has made more calls, or sent more text, than its limit allows in a short "
        "time, or something on the way to the API limits how many calls come through it. The key is not at fault, and "
        "the same call succeeds later."
    ),
    repair="Wait as long as the answer says, and let the program pause between calls.",
    find=_find,
)
