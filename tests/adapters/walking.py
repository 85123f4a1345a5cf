"""One walk to a server on loopback, and what the tests of the walk share."""

from tests.adapters.probing import trusting
from tests.builders import GOOD
from tests.fakes.cancellation import StopButton
from tui.adapters.network.network_ladder import NetworkLadder
from tui.adapters.network.trust_store import TrustStore
from tui.adapters.network.ways_out import WaysOut
from tui.domain.clients.client_id import ClientId
from tui.domain.clients.header import Header
from tui.domain.clients.proxies import RULES
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import ProbeRequest
from tui.domain.probing.rung import Result, Rung, RungKind


def walk(
    url: str,
    *,
    environ: dict[str, str] | None = None,
    ca_file: str = "",
    deadline: float = 5,
    client: ClientId = ClientId.PYTHON_SDK,
    text: str = GOOD,
) -> list[Rung]:
    request = ProbeRequest(Secret(text), Header.BEARER, url, client=client, proxying=RULES[client])
    ladder = NetworkLadder(WaysOut({**trusting(ca_file), **(environ or {})}), TrustStore())
    rungs = list(ladder.walk(request, StopButton(), deadline=deadline))
    assert text[16:24] not in repr(rungs)
    return rungs


def shape(rungs: list[Rung]) -> list[tuple[RungKind, Result]]:
    return [(rung.kind, rung.result) for rung in rungs]
