"""How this client's calls leave this machine, as the variables say that its process sees."""

from tui.domain.client import ClientChoice
from tui.domain.evidence import Evidence
from tui.domain.finding import Finding, Snapshot
from tui.domain.probe import Accepted, Answered, Forbidden, ProbeOutcome, ProxyFailed
from tui.domain.proxies import exemptions, proxy_variable
from tui.domain.resolution import variable_of


def network_of(client: ClientChoice, snapshot: Snapshot) -> dict[str, Finding]:
    """Return the definition that counts of each variable for proxies and certificates, by name."""
    names = dict.fromkeys(finding.variable for finding in snapshot.network)
    found = ((name, variable_of(name, client, snapshot, [])) for name in names)
    return {name: finding for name, finding in found if finding is not None}


def own_proxy(evidence: Evidence) -> Finding | None:
    """Return the variable that sends this client's calls through a proxy, None where they go straight."""
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    return settings.get(proxy_variable(_endpoint(evidence), _texts(settings), evidence.resolution.client.id))


def passed_by_proxy(evidence: Evidence) -> Finding | None:
    """Return a variable that names a proxy for these calls and that this client passes by."""
    if own_proxy(evidence) is not None:
        return None
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    return settings.get(proxy_variable(_endpoint(evidence), _texts(settings), None))


def exceptions_passed_by(evidence: Evidence) -> Finding | None:
    """Return the NO_PROXY that names this host in a way that another client understands and this one does not."""
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    is_exempt_elsewhere = proxy_variable(_endpoint(evidence), _texts(settings), None) == ""
    return exceptions_in_use(evidence) if own_proxy(evidence) is not None and is_exempt_elsewhere else None


def exceptions_in_use(evidence: Evidence) -> Finding | None:
    """Return the NO_PROXY that this client reads."""
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    return settings.get(exemptions(_texts(settings), evidence.resolution.client.id))


def proxies_in_the_way(evidence: Evidence) -> tuple[Finding, ...]:
    """Return every variable that sends the calls through a proxy once those before it are gone."""
    client = evidence.resolution.client
    settings = network_of(client, evidence.snapshot)
    found: list[Finding] = []
    while (name := proxy_variable(_endpoint(evidence), _texts(settings), client.id)) in settings:
        found.append(settings.pop(name))
    return tuple(found)


def is_through_proxy(evidence: Evidence) -> bool:
    """Return whether the client's own call goes through a proxy, be it one of the system's settings."""
    return own_proxy(evidence) is not None or isinstance(evidence.as_found, ProxyFailed)


def is_of_the_api(outcome: ProbeOutcome | None) -> bool:
    """Return whether the API has answered, or a gateway that accepts the key in its place."""
    return isinstance(outcome, Accepted) or (isinstance(outcome, Answered) and outcome.speaks_anthropic)


def is_edge_refusal(outcome: ProbeOutcome | None) -> bool:
    """Return whether a call was forbidden before the API: JSON, but neither its shape nor a request id."""
    return isinstance(outcome, Forbidden) and not outcome.speaks_anthropic and not outcome.request_id


def _endpoint(evidence: Evidence) -> str:
    return evidence.resolution.endpoint


def _texts(settings: dict[str, Finding]) -> dict[str, str]:
    """Return the texts that may be shown: without user name and password, which decide nothing here."""
    return {name: finding.text for name, finding in settings.items()}
