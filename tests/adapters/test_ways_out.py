"""The proxy and the variables of each client's process; the system's proxies count for Python alone."""

import pytest

from tests.builders import request
from tui.adapters.network import ways_out
from tui.adapters.network.ways_out import WaysOut
from tui.domain.clients.client_id import ClientId
from tui.domain.key.secret import Secret
from tui.domain.record import replace

PROXY = "http://proxy.example:3128"
OTHER = "http://other.example:1"
CALL = request()


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways_out, "_system_proxies", lambda: {"https": PROXY})


@pytest.mark.parametrize("environ", [{"HOME": "/home/ada"}, {"HTTP_PROXY": ""}])
def test_the_system_fills_in(environ: dict[str, str]) -> None:
    assert WaysOut(environ, asks_system=True).proxy(CALL) == PROXY
    assert WaysOut(environ).proxy(CALL) == ""


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "http_proxy", "NO_PROXY"])
def test_a_variable_outranks_the_system(name: str) -> None:
    environ = {name: OTHER}
    assert WaysOut(environ, asks_system=True).environ(CALL) == environ


@pytest.mark.parametrize("client", [ClientId.TYPESCRIPT_SDK, ClientId.CURL, ClientId.CLAUDE_CODE])
def test_no_other_client_asks_the_system(client: ClientId) -> None:
    assert WaysOut({}, asks_system=True).proxy(replace(CALL, client=client)) == ""


def test_what_the_client_has_from_elsewhere_counts() -> None:
    given = replace(CALL, variables=(("HTTPS_PROXY", Secret(OTHER)),))
    assert WaysOut({}).proxy(given) == OTHER
    assert WaysOut({"https_proxy": PROXY}).proxy(given) == PROXY
