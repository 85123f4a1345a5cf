"""The key is known, and not allowed to do this."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Forbidden
from tui.domain.reasons.account_answers import answer_lines, own_answer
from tui.domain.remedies.common import KEYS_PAGE
from tui.domain.remedies.wording import place_of, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, answer = evidence.winner, own_answer(evidence, (Forbidden,), _is_about_permission)
    if winner is None or answer is None:
        return None
    hint = winner.value.secret.hint
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if answer.speaks_anthropic else Certainty.LIKELY,
        title=f"the key {hint} from {place_of(winner)} is known, but not allowed to do this",
        explanation=(
            f"The answer is {said(answer)}. That is not a rejected key: the API knows it, and a setting of its "
            "organisation or workspace does not let it."
        ),
        evidence=answer_lines(evidence, answer),
        remedies=(
            step("ask-admin", "ask an administrator of the organisation what this key and its workspace may do"),
            step("other-workspace", f"or create a key in a workspace that may, at {KEYS_PAGE}"),
        ),
    )


def _is_about_permission(answer: Forbidden) -> bool:
    names_model = bool(answer.request.model) and answer.request.model in answer.message
    is_other = names_model or is_about(answer.message, Topic.ADDRESS, Topic.LOGIN)
    return answer.error_type == "permission_error" and not is_other


CAUSE = Cause(
    id="permission-denied",
    title="The key is known, but not allowed to do this",
    what=(
        "The API answers 403 with `permission_error`: it knows the key, and the organisation, the workspace or the "
        "key's scope does not allow the call. A new key of the same kind would get the same answer."
    ),
    repair="Ask an administrator of the organisation, or use a key of a workspace that is allowed to.",
    find=_find,
)
