"""Which devices stand behind the ports: the machine's own, or in the practice range none of them."""

from pathlib import Path

import pytest

from tests.builders import GOOD, request
from tests.servers import refusing_port
from tui import wiring
from tui.adapters.network import ways_out
from tui.domain.probing.probe import Accepted, ProxyFailed
from tui.flow.cancellation import StopSignal
from tui.options import Options
from tui.practice.lab import find_lab
from tui.practice.rules import Rules
from tui.practice.stand_in import StandIn


def options(project: Path, url: str) -> Options:
    return Options(project=project, api_url=url)


def test_the_proxy_of_the_system_is_used_for_the_real_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with StandIn(Rules(keys=(GOOD,))) as server, refusing_port() as proxy:
        monkeypatch.setattr(ways_out, "_system_proxies", lambda: {"http": proxy})
        toolkit = wiring.toolkit(options(tmp_path, server.url))
        (outcome,) = toolkit.prober.send([request(base_url=server.url)], StopSignal(), deadline=10)
        assert isinstance(outcome, ProxyFailed)
        assert server.requests == ()


def test_the_practice_range_never_asks_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lab = find_lab("nothing-wrong")
    assert lab is not None
    with refusing_port() as proxy:
        monkeypatch.setattr(ways_out, "_system_proxies", lambda: {"http": proxy})
        chosen = options(tmp_path, "")
        with wiring.practice(lab, chosen) as toolkit, StandIn(Rules(keys=(GOOD,))) as server:
            (outcome,) = toolkit.prober.send([request(base_url=server.url)], StopSignal(), deadline=10)
    assert isinstance(outcome, Accepted)
