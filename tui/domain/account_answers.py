"""The answers in which the account or the service speaks, not the credential check."""

from collections.abc import Callable
from typing import TypeVar

from tui.domain.diagnosis import EvidenceLine
from tui.domain.evidence import Evidence
from tui.domain.probe import BadRequest, Forbidden, NotFound, ProbeKind, ServerFault, Throttled
from tui.domain.remedies import found, host_of, observed, outcome_words

Verdict = TypeVar("Verdict", bound=BadRequest | Forbidden | NotFound | ServerFault | Throttled)


def own_answer(
    evidence: Evidence, kinds: tuple[type[Verdict], ...], is_meant: Callable[[Verdict], bool]
) -> Verdict | None:
    """Return what the client's own call, or the paid hello after it, was answered, where it is of these kinds."""
    for outcome in (evidence.as_found, evidence.outcome(ProbeKind.HELLO)):
        if isinstance(outcome, kinds) and is_meant(outcome):
            return outcome
    return None


def answer_lines(
    evidence: Evidence, *outcomes: BadRequest | Forbidden | ServerFault | Throttled
) -> tuple[EvidenceLine, ...]:
    """Return which key was sent, what the credential check said, and these answers."""
    paid = (outcome for outcome in outcomes if outcome is not evidence.as_found)
    return (
        *(() if evidence.winner is None else (found(evidence.winner),)),
        *observed(evidence.as_found),
        *(EvidenceLine(host_of(item.request.base_url), f"a paid test call: {outcome_words(item)}") for item in paid),
    )
