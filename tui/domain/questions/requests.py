"""Which requests could prove a cause; equal ones are sent once."""

from collections.abc import Iterable, Sequence

from tui.domain.clients.header import Header, SentHeader
from tui.domain.clients.trust import Trust
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import ProbeKind, ProbeOutcome, ProbeRequest, Route
from tui.domain.probing.sendable import destination
from tui.domain.questions import claude_code as claude_code_questions
from tui.domain.questions import first_round as questions
from tui.domain.questions import headers as header_questions
from tui.domain.questions import second_round as follow_ups
from tui.domain.questions.as_client import manner_of
from tui.domain.record import replace

_Variables = tuple[tuple[str, Secret], ...]
_Identity = tuple[
    Secret, Header, Secret, bool, tuple[SentHeader, ...], bool, Route, Trust | None, _Variables, ProbeKind, str
]

# Each asks for one thing; the first that asks for a request gives it its name.
QUESTIONS: tuple[questions.Question, ...] = (
    questions.as_found,
    questions.repaired,
    questions.other_header,
    questions.alone,
    questions.corrected_address,
    questions.official_host,
    questions.other_values,
    questions.token_at_gateway,
    questions.profile,
    questions.passed_over_profiles,
    header_questions.netrc_login,
    *claude_code_questions.QUESTIONS,
)
# Asked with the answers of the first round in hand.
FOLLOW_UPS: tuple[questions.Question, ...] = (
    follow_ups.models,
    header_questions.past_the_hop,
    header_questions.workspaces,
    follow_ups.direct,
    follow_ups.through_proxy,
    follow_ups.other_trust,
    follow_ups.made_up_key,
    header_questions.betas,
    follow_ups.counted,
)


def requests_for(evidence: Evidence) -> tuple[ProbeRequest, ...]:
    """Return the first round: one free request a distinct credential, form and host, each once.

    A value that is no key of Anthropic's is sent only where the client itself would send it.
    """
    return _distinct(evidence, (request for question in QUESTIONS for request in question(evidence)))


def follow_up_requests(
    evidence: Evidence, outcomes: Sequence[ProbeOutcome], *, hello: bool
) -> tuple[ProbeRequest, ...]:
    """Return the second round: what the answers of the first give reason to ask, and the paid hello."""
    answered = replace(evidence, outcomes=tuple(outcomes))
    asked = [request for question in FOLLOW_UPS for request in question(answered)]
    paid = follow_ups.hello(answered) if hello else ()
    return _distinct(evidence, (*asked, *paid), before=[outcome.request for outcome in outcomes])


def _distinct(
    evidence: Evidence, requests: Iterable[ProbeRequest], before: Sequence[ProbeRequest] = ()
) -> tuple[ProbeRequest, ...]:
    manner = manner_of(evidence.resolution.client, evidence.snapshot)
    seen = {_identity(request) for request in before}
    unique: dict[_Identity, ProbeRequest] = {}
    for asked in requests:
        request = manner.of(asked)
        identity = _identity(request)
        if identity not in seen:
            unique.setdefault(identity, request)
    return tuple(unique.values())


def _identity(request: ProbeRequest) -> _Identity:
    """Return what makes two requests the same one on the wire."""
    return (
        request.secret,
        request.header,
        destination(request),
        request.is_login,
        request.along,
        request.is_bare,
        request.route,
        request.trust,
        request.variables,
        request.kind,
        request.model,
    )
