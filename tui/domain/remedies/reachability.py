"""What to try where a host gives no answer."""

from tui.domain.clients.client import ClientId
from tui.domain.judging.diagnosis import Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.judging.ways_out import own_proxy
from tui.domain.probing.rung import Result, RungKind
from tui.domain.remedies.wording import endpoint_host, place_of, step


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
