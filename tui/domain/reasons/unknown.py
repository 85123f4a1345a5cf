"""Why nothing could be concluded, in one sentence about what came back."""

from tui.domain.found.finding import Finding
from tui.domain.judging.absence import unread
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import (
    Accepted,
    BadRequest,
    Cancelled,
    Forbidden,
    ForeignAnswer,
    NotFound,
    ProbeKind,
    ProbeOutcome,
    ProxyFailed,
    Redirected,
    Rejected,
    ServerFault,
    Throttled,
    TlsFailed,
    Unrepeatable,
    Unsendable,
)
from tui.domain.probing.rung import failing
from tui.domain.remedies.what_if import hidden_key
from tui.domain.remedies.wording import client_name, endpoint_host, place_of, said

_SENTENCES: tuple[tuple[type[ProbeOutcome], str], ...] = (
    (Cancelled, "stopped before {host} answered, so {key} was not judged"),
    (ForeignAnswer, "something other than the Claude API answered at {host}, so {key} was not judged: {said}"),
    (Redirected, "{host} sends calls on to another host ({said}); {key} was not sent there, and so not judged"),
    (ServerFault, "{host} failed and did not judge {key}: {said}; try again in a few minutes"),
    (Throttled, "{host} knows {key} but answers no calls of its account for now: {said}"),
    (Forbidden, "{host} refused the call, which does not mean that {key} is wrong: {said}"),
    (BadRequest, "{host} refused the request without rejecting {key}: {said}"),
    (NotFound, "{host} has nothing at the API's address, so {key} was not judged: {said}"),
    (Unrepeatable, "{key} was not judged, and nothing else shows why calls fail: {said}"),
    (Unsendable, "{client} cannot send {key}, and nothing else shows why: {said}"),
    (ProxyFailed, "the proxy did not let the call through, so {key} was not judged: {said}"),
    (TlsFailed, "no safe connection to {host}, so {key} was not sent: {said}"),
)


def why_unknown(evidence: Evidence) -> str:
    """Return what could not be found out, and why, without a full stop."""
    winner, outcome = evidence.winner, evidence.as_found
    if winner is None:
        sources = unread(evidence)
        if sources:
            return sources[0].sentence
        return f"{client_name(evidence)} finds no key here, and nothing shows why"
    if outcome is None:
        hidden = hidden_key(evidence)
        more = f"; it hides another key in {place_of(hidden)}" if hidden else ""
        return f"{_why_unsent(evidence)}, so {_key(winner)} was not judged{more}"
    if isinstance(outcome, Rejected):
        return _refused(evidence, winner, outcome)
    below = failing(evidence.walked)
    if isinstance(outcome, Unrepeatable) and below is not None:
        return f"the way to {endpoint_host(evidence)} breaks off, so {_key(winner)} was not judged: {below.text}"
    hello = evidence.outcome(ProbeKind.HELLO)
    if isinstance(outcome, Accepted) and hello is not None:
        return f"{_key(winner)} was accepted, but the paid test call was not answered as it should be: {said(hello)}"
    return not_judged(outcome, host=endpoint_host(evidence), key=_key(winner), client=client_name(evidence))


def not_judged(outcome: ProbeOutcome, *, host: str, key: str, client: str) -> str:
    """Return why an outcome says nothing about the key, with these names for host, key and client."""
    parts = {"host": host, "key": key, "client": client, "said": said(outcome)}
    for kind, sentence in _SENTENCES:
        if isinstance(outcome, kind):
            return sentence.format(**parts)
    return "no answer came from {host}, so {key} was not judged: {said}".format(**parts)


def _why_unsent(evidence: Evidence) -> str:
    if evidence.was_skipped:
        return "nothing was sent: you skipped the test"
    return "nothing was sent (--offline)" if evidence.offline else "nothing was sent"


def _refused(evidence: Evidence, winner: Finding, outcome: Rejected) -> str:
    if outcome.speaks_anthropic:
        return f"{endpoint_host(evidence)} rejected {_key(winner)}, and no test shows why: {said(outcome)}"
    return (
        f"something at {endpoint_host(evidence)} rejected {_key(winner)}, but not in the way the Claude API does: "
        f"{said(outcome)}"
    )


def _key(winner: Finding) -> str:
    return f"the key {winner.value.secret.hint} from {place_of(winner)}"
