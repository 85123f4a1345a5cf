"""What the connection causes share: the rung that failed, what that rules out, and what to try."""

from typing import TypeVar

from tui.domain.clients.address import shown_host
from tui.domain.clients.client import ClientId
from tui.domain.found.names import shown_url
from tui.domain.judging.diagnosis import Certainty, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.judging.ways_out import is_of_the_api, own_proxy
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
from tui.domain.probing.rung import Result, RungKind
from tui.domain.reasons.base_url import is_dead_detour
from tui.domain.remedies.common import found, observed
from tui.domain.remedies.wording import endpoint_host, place_of, step

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


def host_steps(evidence: Evidence) -> tuple[Remedy, ...]:
    """Return what to try where no answer arrived, best first."""
    base_url = evidence.resolution.base_url
    if base_url is None or is_official(evidence):
        return (*_odd_rungs(evidence), _open_in_browser(evidence), _check_proxy(evidence))
    title = (
        f"start what should answer at {endpoint_host(evidence)}, or correct {base_url.variable} in "
        f"{place_of(base_url)}; without it the official host is called"
    )
    return (*_odd_rungs(evidence), step("check-base-url", title), _check_proxy(evidence))


def _odd_rungs(evidence: Evidence) -> tuple[Remedy, ...]:
    """Return what the rungs say themselves: a line of the hosts file, a family of addresses that leads nowhere."""
    odd = [rung for rung in evidence.walked if rung.result is Result.WARN]
    lines = (dict(rung.facts).get("override", "") for rung in odd if rung.kind is RungKind.NAME)
    hosts = tuple(step("check-hosts-file", f"look at {line}: it decides where the calls go") for line in lines if line)
    dead = [rung.about for rung in odd if rung.kind is RungKind.CONNECTION]
    title = f"have {dead[0]} repaired on this network, or switch it off: the other way works" if dead else ""
    return (*hosts, *((step("repair-family", title),) if title else ()))


def _open_in_browser(evidence: Evidence) -> Remedy:
    title = (
        f"open `{evidence.snapshot.official_url}` in a browser on this machine: if that fails too, it is the network"
    )
    return step("check-network", title)


def _check_proxy(evidence: Evidence) -> Remedy:
    proxy = own_proxy(evidence)
    if proxy is not None:
        return step("check-proxy", f"ask whether the proxy of {proxy.variable} in {place_of(proxy)} is still right")
    is_on_node = evidence.resolution.client.id is ClientId.TYPESCRIPT_SDK
    node = ", and NODE_USE_ENV_PROXY=1 with Node 22.21, 24 or newer" if is_on_node else ""
    return step("check-proxy", f"if this network needs a proxy, set HTTPS_PROXY to it{node}")
