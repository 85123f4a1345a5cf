"""How this client's calls leave this machine, as the variables say that its process sees."""

from tui.domain.clients.client import ClientChoice, ClientId
from tui.domain.clients.proxies import ANY, NODE_ON_REQUEST, RULES, ProxyRules, exemptions, proxy_variable
from tui.domain.clients.trust import TRUST_VARIABLES, Store, Trust
from tui.domain.found.finding import Finding
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import Accepted, Answered, Forbidden, ProbeOutcome, ProxyFailed, UntrustedIssuer
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Snapshot, without
from tui.domain.resolving.variables import variable_of


def network_of(client: ClientChoice, snapshot: Snapshot) -> dict[str, Finding]:
    """Return the definition that counts of each variable for proxies and certificates, by name."""
    late = late_trust(client, snapshot)
    seen = without(snapshot, lambda finding: finding in late) if late else snapshot
    names = dict.fromkeys(finding.variable for finding in seen.network)
    found = ((name, variable_of(name, client, seen, [])) for name in names)
    return {name: finding for name, finding in found if finding is not None}


def variables_elsewhere(client: ClientChoice, snapshot: Snapshot) -> tuple[tuple[str, Secret], ...]:
    """Return the variables that the client has from elsewhere than this process: a loaded `.env`, settings."""
    counting = network_of(client, snapshot).items()
    return tuple((name, item.value.secret) for name, item in counting if item.origin.kind is not OriginKind.PROCESS)


def late_trust(client: ClientChoice, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return the variables for certificates in Claude Code's settings, which it reads too late for them to count."""
    if client.id is not ClientId.CLAUDE_CODE:
        return ()
    return tuple(
        finding
        for finding in snapshot.network
        if finding.origin.kind is OriginKind.CLAUDE_SETTINGS and finding.variable in TRUST_VARIABLES
    )


def rules_of(client: ClientChoice, snapshot: Snapshot) -> tuple[ProxyRules, Trust]:
    """Return how this client picks its proxy and whom it trusts, as it is started here."""
    stack, usual, trust = snapshot.surroundings.stack, RULES[client.runs_as], client.generation.trust
    if stack is not None and client.id is ClientId.PYTHON_SDK:
        return replace(usual, speaks_socks=stack.has_socks), trust
    if stack is None or client.id is not ClientId.TYPESCRIPT_SDK:
        return usual, trust
    both = replace(trust, stores=(*trust.stores, Store.SYSTEM))
    return NODE_ON_REQUEST if stack.follows_proxies else usual, both if stack.uses_system_store else trust


def own_proxy(evidence: Evidence) -> Finding | None:
    """Return the variable that sends this client's calls through a proxy, None where they go straight."""
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    return settings.get(proxy_variable(_endpoint(evidence), _texts(settings), _proxying(evidence)))


def passed_by_proxy(evidence: Evidence) -> Finding | None:
    """Return a variable that names a proxy for these calls and that this client passes by."""
    if own_proxy(evidence) is not None:
        return None
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    return settings.get(proxy_variable(_endpoint(evidence), _texts(settings), ANY))


def exceptions_passed_by(evidence: Evidence) -> Finding | None:
    """Return the NO_PROXY that names this host in a way that another client understands and this one does not."""
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    is_exempt_elsewhere = proxy_variable(_endpoint(evidence), _texts(settings), ANY) == ""
    return exceptions_in_use(evidence) if own_proxy(evidence) is not None and is_exempt_elsewhere else None


def exceptions_in_use(evidence: Evidence) -> Finding | None:
    """Return the NO_PROXY that this client reads."""
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    return settings.get(exemptions(_texts(settings), _proxying(evidence)))


def proxies_in_the_way(evidence: Evidence) -> tuple[Finding, ...]:
    """Return every variable that sends the calls through a proxy once those before it are gone."""
    settings = network_of(evidence.resolution.client, evidence.snapshot)
    found: list[Finding] = []
    while (name := proxy_variable(_endpoint(evidence), _texts(settings), _proxying(evidence))) in settings:
        found.append(settings.pop(name))
    return tuple(found)


def is_through_proxy(evidence: Evidence) -> bool:
    """Return whether the client's own call goes through a proxy, be it one of the system's settings."""
    outcome = evidence.as_found
    is_at_proxy = isinstance(outcome, ProxyFailed) or (isinstance(outcome, UntrustedIssuer) and outcome.proxy != "")
    return own_proxy(evidence) is not None or is_at_proxy


def is_of_the_api(outcome: ProbeOutcome | None) -> bool:
    """Return whether the API has answered, or a gateway that accepts the key in its place."""
    return isinstance(outcome, Accepted) or (isinstance(outcome, Answered) and outcome.speaks_anthropic)


def is_edge_refusal(outcome: ProbeOutcome | None) -> bool:
    """Return whether a call was forbidden before the API: JSON, but neither its shape nor a request id."""
    return isinstance(outcome, Forbidden) and not outcome.speaks_anthropic and not outcome.request_id


def _proxying(evidence: Evidence) -> ProxyRules:
    return rules_of(evidence.resolution.client, evidence.snapshot)[0]


def _endpoint(evidence: Evidence) -> str:
    return evidence.resolution.endpoint


def _texts(settings: dict[str, Finding]) -> dict[str, str]:
    """Return the texts that may be shown: without user name and password, which decide nothing here."""
    return {name: finding.text for name, finding in settings.items()}
