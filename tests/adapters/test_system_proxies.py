"""The system's proxies count only where the environment names none."""

import pytest

from tui.adapters import system_proxies
from tui.adapters.system_proxies import with_system_proxies
from tui.domain.proxies import proxy_for

PROXY = "http://proxy.example:3128"
API = "https://api.anthropic.com"


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_proxies, "_system_proxies", lambda: {"https": PROXY})


def test_the_system_fills_in() -> None:
    assert proxy_for(API, with_system_proxies({"HOME": "/home/ada"})) == PROXY


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "http_proxy", "NO_PROXY"])
def test_a_variable_outranks_the_system(name: str) -> None:
    environ = {name: "http://other.example:1"}
    assert with_system_proxies(environ) == environ


def test_an_empty_variable_does_not_count() -> None:
    assert with_system_proxies({"HTTP_PROXY": ""})["https_proxy"] == PROXY
