"""The manner in which a client asks: its bytes, its proxy, its trust and its variables."""

from tui.domain.client import ClientChoice
from tui.domain.finding import Snapshot
from tui.domain.network import rules_of, variables_elsewhere
from tui.domain.probe import ProbeRequest
from tui.domain.proxies import ProxyRules
from tui.domain.record import Record, replace
from tui.domain.secret import Secret
from tui.domain.trust import Trust


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
