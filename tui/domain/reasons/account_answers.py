"""The answers in which the account or the service speaks, not the credential check."""

from collections.abc import Callable
from typing import TypeVar

from tui.domain.clients.address import shown_host
from tui.domain.judging.account import is_of_account
from tui.domain.judging.diagnosis import EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import BadRequest, Forbidden, NotFound, ProbeKind, ServerFault, Throttled
from tui.domain.remedies.common import found, observed, outcome_words

Verdict = TypeVar("Verdict", bound=BadRequest | Forbidden | NotFound | ServerFault | Throttled)


def own_answer(
    evidence: Evidence, kinds: tuple[type[Verdict], ...], is_meant: Callable[[Verdict], bool]
) -> Verdict | None:
    """Return what the client's own call, or the paid hello after it, was answered, where it is of these kinds."""
    for outcome in (evidence.as_found, evidence.outcome(ProbeKind.HELLO)):
        if isinstance(outcome, kinds) and is_meant(outcome):
            return outcome
    return None


def account_refusal(evidence: Evidence) -> BadRequest | Forbidden | Throttled | None:
    """Return the answer by which the account does not let a good key work: no credit, a limit, disabled, forbidden."""
    return own_answer(evidence, (BadRequest, Forbidden, Throttled), is_of_account)


def answer_lines(
    evidence: Evidence, *outcomes: BadRequest | Forbidden | ServerFault | Throttled
) -> tuple[EvidenceLine, ...]:
    """Return which key was sent, what the credential check said, and these answers."""
    paid = (outcome for outcome in outcomes if outcome is not evidence.as_found)
    return (
        *(() if evidence.winner is None else (found(evidence.winner),)),
        *observed(evidence.as_found),
        *(EvidenceLine(shown_host(item.request.base_url), f"a paid test call: {outcome_words(item)}") for item in paid),
    )


def service_lines(evidence: Evidence) -> tuple[EvidenceLine, ...]:
    """Return what the status page says of the API, nothing where it was not asked or did not answer."""
    return () if evidence.service is None else (EvidenceLine(evidence.service.page, evidence.service.words),)
