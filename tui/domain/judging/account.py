"""Whether an answer is about the account of a key, and not about the key."""

from typing import TypeGuard

from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import BadRequest, Forbidden, ProbeOutcome, Throttled

_PAYMENT_REQUIRED = 402
_TOPICS = (Topic.CREDIT, Topic.SPEND_LIMIT, Topic.ORGANISATION)


def is_of_account(answer: ProbeOutcome | None) -> TypeGuard[BadRequest | Forbidden | Throttled]:
    """Return whether the account does not let the key work: no credit, a limit, disabled, forbidden."""
    if isinstance(answer, Forbidden):
        return answer.error_type == "permission_error"
    if not isinstance(answer, BadRequest | Throttled):
        return False
    return answer.status == _PAYMENT_REQUIRED or is_about(answer.message, *_TOPICS)
