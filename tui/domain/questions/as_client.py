"""The manner in which a client asks: its bytes, its proxy, its trust and its variables."""

from tui.domain.clients.client import ClientChoice
from tui.domain.clients.proxies import ProxyRules
from tui.domain.clients.trust import Trust
from tui.domain.judging.ways_out import rules_of, variables_elsewhere
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import ProbeRequest
from tui.domain.record import Record, replace
from tui.domain.resolving.snapshot import Snapshot


class Manner(Record):
    """How a client asks on this machine."""

    client: ClientChoice
    proxying: ProxyRules
    trust: Trust
    variables: tuple[tuple[str, Secret], ...]

    def of(self, request: ProbeRequest) -> ProbeRequest:
        """Return the request as the client makes it; a trust and variables of its own are kept."""
        return replace(
            request,
            client=self.client.id,
            encoding=self.client.generation.encoding,
            proxying=self.proxying,
            trust=request.trust or self.trust,
            variables=request.variables or self.variables,
        )


def manner_of(client: ClientChoice, snapshot: Snapshot) -> Manner:
    """Return how this client asks here."""
    return Manner(client, *rules_of(client, snapshot), variables_elsewhere(client, snapshot))
