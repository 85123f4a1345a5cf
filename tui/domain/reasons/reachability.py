"""What the connection causes share: the rung that failed, and what that rules out."""

from typing import TypeVar

from tui.domain.clients.address import shown_host
from tui.domain.found.names import shown_url
from tui.domain.judging.diagnosis import Certainty, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import is_of_the_api
from tui.domain.probing.probe import (
    Answered,
    ConnectionRefused,
    HandshakeBroken,
    NameNotResolved,
    OutOfDateCertificate,
    Route,
    TimedOut,
    UnreadableTrust,
    UntrustedIssuer,
)
from tui.domain.reasons.base_url import is_dead_detour
from tui.domain.remedies.common import found, observed

Failure = TypeVar(
    "Failure",
    NameNotResolved,
    ConnectionRefused,
    TimedOut,
    HandshakeBroken,
    OutOfDateCertificate,
    UnreadableTrust,
    UntrustedIssuer,
)
_NO_WAY = NameNotResolved | ConnectionRefused | TimedOut | HandshakeBroken


def failed_with(evidence: Evidence, kind: type[Failure]) -> Failure | None:
    """Return the failure of the client's own call, if it is of this kind and neither base URL nor proxy is to blame."""
    outcome = evidence.as_found
    if not isinstance(outcome, kind) or is_dead_detour(evidence):
        return None
    is_the_way = is_of_the_api(evidence.direct) or is_of_the_api(evidence.through_proxy)
    return None if is_the_way and isinstance(outcome, _NO_WAY) else outcome


def certainty_of(evidence: Evidence) -> Certainty:
    """Return PROVEN, unless the same host answered another request by the same way and so can be reached."""
    host = shown_host(evidence.resolution.endpoint)
    answered = any(
        isinstance(outcome, Answered)
        and shown_host(outcome.request.base_url) == host
        and outcome.request.route is Route.AS_SET
        for outcome in evidence.outcomes
    )
    return Certainty.LIKELY if answered else Certainty.PROVEN


def attempt(evidence: Evidence) -> tuple[EvidenceLine, ...]:
    """Return what was tried, the base URL where it names the host, and the rungs where the way was walked."""
    base_url = evidence.resolution.base_url
    named = () if base_url is None else (found(base_url, f"{base_url.variable} is `{shown_url(base_url.text)}`"),)
    rungs = "; ".join(f"{rung.name}: {rung.text}" for rung in evidence.walked)
    walked = (EvidenceLine("the way there", rungs),) if rungs else ()
    return (*named, *observed(evidence.as_found), *walked)
