"""The proxy that is used is the one that the Python SDK's HTTP client uses."""

import os

import httpx2
import pytest

from tui.domain.clients.proxies import proxy_for, proxy_host

P, Q = "http://proxy.example:3128", "http://other.example:3128"
API = "https://api.anthropic.com/v1/models"
LOCAL = "http://127.0.0.1:8080/v1/models"

CASES: list[tuple[str, dict[str, str], str]] = [
    (API, {}, ""),
    (API, {"HTTPS_PROXY": P}, P),
    (API, {"https_proxy": P, "HTTPS_PROXY": Q}, P),
    (API, {"https_proxy": "", "HTTPS_PROXY": Q}, ""),
    (API, {"ALL_PROXY": P}, P),
    (API, {"ALL_PROXY": P, "HTTPS_PROXY": Q}, Q),
    (API, {"HTTP_PROXY": P}, ""),
    (API, {"HTTPS_PROXY": "proxy.example:3128"}, P),
    (LOCAL, {"HTTP_PROXY": P}, P),
    (LOCAL, {"HTTP_PROXY": P, "REQUEST_METHOD": "GET"}, ""),
    (LOCAL, {"HTTPS_PROXY": P}, ""),
    (LOCAL, {"HTTP_PROXY": P, "NO_PROXY": "127.0.0.1"}, ""),
    (LOCAL, {"HTTP_PROXY": P, "NO_PROXY": "localhost"}, P),
    (LOCAL, {"HTTP_PROXY": P, "NO_PROXY": "127.0.0.0/8"}, ""),
    (LOCAL, {"HTTP_PROXY": P, "NO_PROXY": "10.0.0.0/8, 192.168.0.0/16"}, P),
    (LOCAL, {"HTTP_PROXY": P, "NO_PROXY": "127.0.0.1/99"}, P),
    (API, {"HTTPS_PROXY": P, "NO_PROXY": "*"}, ""),
    (API, {"HTTPS_PROXY": P, "NO_PROXY": "example.com,*"}, ""),
    (API, {"HTTPS_PROXY": P, "NO_PROXY": "anthropic.com"}, ""),
    (API, {"HTTPS_PROXY": P, "NO_PROXY": ".anthropic.com"}, ""),
    (API, {"HTTPS_PROXY": P, "NO_PROXY": "*.anthropic.com"}, ""),
    (API, {"HTTPS_PROXY": P, "NO_PROXY": "api.anthropic.com"}, ""),
    (API, {"HTTPS_PROXY": P, "NO_PROXY": "thropic.com"}, P),
    (API, {"HTTPS_PROXY": P, "NO_PROXY": ".api.anthropic.com"}, P),
    (API, {"HTTPS_PROXY": P, "no_proxy": " API.Anthropic.com , x"}, ""),
    ("http://localhost:4000/v1", {"HTTP_PROXY": P, "NO_PROXY": "localhost"}, ""),
    ("http://localhost:4000/v1", {"HTTP_PROXY": P, "NO_PROXY": "localhost:4000"}, ""),
    ("http://localhost:4000/v1", {"HTTP_PROXY": P, "NO_PROXY": "localhost:4001"}, P),
    ("http://[::1]:4000/v1", {"HTTP_PROXY": P, "NO_PROXY": "::1"}, ""),
    ("http://[::1]:4000/v1", {"HTTP_PROXY": P, "NO_PROXY": "fe80::/10"}, P),
    ("http://[::1]:4000/v1", {"HTTP_PROXY": P, "NO_PROXY": "::/0"}, ""),
]


@pytest.mark.parametrize(("url", "environ", "proxy"), CASES, ids=[str(number) for number in range(len(CASES))])
def test_the_proxy_is_the_sdks(url: str, environ: dict[str, str], proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(url, environ) == proxy
    with httpx2.Client() as client:
        transport = client._transport_for_url(httpx2.URL(url))  # pyright: ignore[reportPrivateUsage] - the oracle
        pool = getattr(transport, "_pool", None)
        used = getattr(pool, "_proxy_url", None)
        assert (used is not None) is bool(proxy)
        assert used is None or used.host.decode() in proxy


def test_an_address_that_is_none_needs_no_proxy() -> None:
    assert proxy_for("api.anthropic.com", {"ALL_PROXY": P}) == ""


def test_a_proxys_password_is_not_its_host() -> None:
    assert proxy_host("http://ada:p@w@proxy.example:3128/x") == "proxy.example:3128"
