"""The ladder of the client's own call: the rungs that were walked or told of, and above them what was answered."""

from collections.abc import Iterator

from tui.domain.clients.address import shown_host
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import is_edge_refusal
from tui.domain.probing.lower_rungs import told_rungs, trusted_by, with_clock
from tui.domain.probing.probe import (
    Accepted,
    Answered,
    Cancelled,
    ConnectionRefused,
    ForeignAnswer,
    NameNotResolved,
    NotFound,
    ProbeKind,
    ProbeOutcome,
    ProbeRequest,
    ProxyFailed,
    Redirected,
    ServerFault,
    Throttled,
    TimedOut,
    TlsFailed,
    Unrepeatable,
    Unsendable,
    UntrustedIssuer,
    Variant,
)
from tui.domain.probing.responder import ResponderKind
from tui.domain.probing.rung import Result, Rung, RungKind, failing
from tui.domain.record import replace
from tui.domain.remedies.common import outcome_words
from tui.domain.remedies.wording import said
from tui.domain.reporting.marks import Status

_KINDS: tuple[tuple[type[ProbeOutcome], RungKind], ...] = (
    (NameNotResolved, RungKind.NAME),
    (ConnectionRefused, RungKind.CONNECTION),
    (TimedOut, RungKind.HTTP),
    (TlsFailed, RungKind.TLS),
    (ProxyFailed, RungKind.PROXY),
)
_ABOVE = {
    ProbeKind.AUTH: RungKind.KEY,
    ProbeKind.MODEL: RungKind.MODEL,
    ProbeKind.COUNT: RungKind.KEY,
    ProbeKind.HELLO: RungKind.HELLO,
}
_OTHER_SERVICES = frozenset({ResponderKind.GATEWAY, ResponderKind.API})

STATUSES = {
    Result.OK: Status.OK,
    Result.WARN: Status.WARN,
    Result.FAIL: Status.FAIL,
    Result.UNKNOWN: Status.UNKNOWN,
}


def ladder_of(evidence: Evidence) -> tuple[Rung, ...]:
    """Return every rung of the client's own call that is known, from the lowest up."""
    own = evidence.as_found
    if own is None:
        return evidence.walked
    further = (item for item in evidence.outcomes if item.request.kind is not ProbeKind.AUTH)
    lower = _way_of_unsent(evidence, own) if isinstance(own, Unsendable) else evidence.walked or _told(own)
    rungs = _joined(lower, tuple(upper_rungs(own)))
    return (*(_with_trusts(evidence, rung) for rung in rungs), *(top_rung(item) for item in further))


def kind_of(outcome: ProbeOutcome) -> RungKind:
    """Return the rung that an outcome is about."""
    if isinstance(outcome, UntrustedIssuer) and outcome.proxy:
        return RungKind.PROXY
    return next((kind for form, kind in _KINDS if isinstance(outcome, form)), _ABOVE[outcome.request.kind])


def upper_rungs(outcome: ProbeOutcome) -> Iterator[Rung]:
    """Yield who answered and what of the credential, or the rung at which the call ended."""
    if isinstance(outcome, Answered):
        yield _answer(outcome)
        if not is_beside_the_key(outcome):
            yield top_rung(outcome)
    elif isinstance(outcome, Unrepeatable):
        yield top_rung(outcome)
    elif isinstance(outcome, Unsendable):
        yield replace(top_rung(outcome), result=Result.FAIL, milliseconds=None, was_tried=False)
    else:
        result = Result.UNKNOWN if isinstance(outcome, Cancelled) else Result.FAIL
        kind = RungKind.HTTP if isinstance(outcome, Cancelled) or _broke_off(outcome) else kind_of(outcome)
        yield Rung(kind, result, outcome.text, outcome.milliseconds)


def top_rung(outcome: ProbeOutcome) -> Rung:
    """Return what an outcome says of the credential, the model or the paid call that it is about."""
    request = outcome.request
    about = request.secret.hint if request.kind is ProbeKind.AUTH else request.model
    text = f"not sent: {outcome.text}" if isinstance(outcome, Unsendable) else outcome_words(outcome)
    if isinstance(outcome, Answered) and not isinstance(outcome, Accepted):
        text = said(outcome)
    facts = (("request id", outcome.request_id),) if isinstance(outcome, Answered) and outcome.request_id else ()
    return Rung(_ABOVE[request.kind], _result(outcome), text, outcome.milliseconds, about, facts)


def _result(outcome: ProbeOutcome) -> Result:
    match outcome:
        case Accepted():
            return Result.OK
        case Throttled():
            return Result.WARN
        case Cancelled() | ServerFault() | Unrepeatable():
            return Result.UNKNOWN
        case _ if outcome.request.kind is ProbeKind.AUTH and is_beside_the_key(outcome):
            return Result.UNKNOWN
        case _:
            return Result.FAIL


def _answer(outcome: Answered) -> Rung:
    passage = outcome.passage
    who = outcome.responder.words if outcome.responder else "the host"
    spent = passage.answering if passage and passage.answering else outcome.milliseconds
    facts = (("server", outcome.server), ("via", outcome.via), ("address", outcome.request.base_url))
    rung = Rung(
        RungKind.HTTP,
        _result_of_answer(outcome),
        f"{who} answered {outcome.status or 'something that is no HTTP'}",
        spent,
        facts=tuple((label, words) for label, words in facts if words),
    )
    return with_clock(rung, passage)


def is_beside_the_key(outcome: ProbeOutcome) -> bool:
    """Return whether what came back says nothing of the key: nobody has looked at it."""
    is_answered = isinstance(outcome, Answered)
    is_beside = isinstance(outcome, ServerFault | ForeignAnswer | Redirected | NotFound)
    return not is_answered or is_beside or is_edge_refusal(outcome)


def _broke_off(outcome: ProbeOutcome) -> bool:
    """Return whether the connection was made, and ended before an answer."""
    is_made = outcome.passage is not None and outcome.passage.is_fresh
    return isinstance(outcome, ConnectionRefused) and is_made


def _result_of_answer(outcome: Answered) -> Result:
    if is_beside_the_key(outcome):
        return Result.FAIL
    is_service = outcome.responder is not None and outcome.responder.kind in _OTHER_SERVICES
    return Result.OK if outcome.speaks_anthropic or is_service else Result.WARN


def _told(outcome: ProbeOutcome) -> tuple[Rung, ...]:
    request, passage = outcome.request, outcome.passage
    return told_rungs(passage, shown_host(request.base_url), request.trust) if passage else ()


def _way_of_unsent(evidence: Evidence, own: Unsendable) -> tuple[Rung, ...]:
    """Return the way of a call that was not sent: as it was walked, or as another form of the key found it."""
    sent = (item for item in evidence.outcomes if not isinstance(item, Unsendable | Cancelled))
    other = next((item for item in sent if _way(item.request) == _way(own.request)), None)
    if other is None:
        return evidence.walked
    rungs = _joined(evidence.walked or _told(other), tuple(upper_rungs(other)))
    return tuple(rung for rung in rungs if rung.kind.height < RungKind.HTTP.height or _ends_at_http(rung))


def _ends_at_http(rung: Rung) -> bool:
    return rung.kind is RungKind.HTTP and rung.result is Result.FAIL


def _way(request: ProbeRequest) -> tuple[object, ...]:
    """Return what decides where a request goes and by which way, whatever it carries."""
    return (
        request.base_url,
        request.hidden,
        request.kind,
        request.route,
        request.trust,
        request.variables,
        request.proxying,
    )


def _joined(lower: tuple[Rung, ...], upper: tuple[Rung, ...]) -> tuple[Rung, ...]:
    """Return both as one ladder: where two tell of a failure, the lower one counts, and nothing stands above it."""
    below, first = failing(lower), upper[0]
    is_answered = first.kind.height >= RungKind.HTTP.height and first.result in {Result.OK, Result.WARN}
    if is_answered:
        return (*(replace(rung, result=Result.WARN) if rung is below else rung for rung in lower), *upper)
    if below is not None and below.kind.height <= first.kind.height:
        return lower
    return (*(rung for rung in lower if rung.kind.height < first.kind.height), *upper)


def _with_trusts(evidence: Evidence, rung: Rung) -> Rung:
    """Return the rung of the handshake with what came of it under the trust of other clients."""
    is_distrusted = rung.kind is RungKind.TLS or (rung.kind is RungKind.PROXY and rung.result is Result.FAIL)
    tried = evidence.of_variant(Variant.OTHER_TRUST) if is_distrusted else ()
    words = tuple(
        (f"with {trusted_by(item.request.trust)}", "trusted" if isinstance(item, Answered) else outcome_words(item))
        for item in tried
    )
    return replace(rung, facts=(*rung.facts, *words)) if words else rung
