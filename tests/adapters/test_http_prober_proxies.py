"""Proxies: those that tunnel, those that refuse, and those that are none."""

from pathlib import Path

import pytest
import trustme

from tests import servers
from tests.adapters.probing import ask, tls
from tests.builders import GOOD
from tui.domain.probe import (
    Accepted,
    ProxyFailed,
    UntrustedIssuer,
)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Corporate Inspection Ltd")


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def tunnelling() -> servers.Server:
    return servers.Server(servers.tunnels)


def test_a_proxy_that_tunnels(authority: trustme.CA, ca_file: str) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server, tunnelling() as proxy:
        outcome = ask(server.url, environ={"https_proxy": f"ada:pw@127.0.0.1:{proxy.port}"}, extra_ca=ca_file)
    assert isinstance(outcome, Accepted)
    assert proxy.heads[0].startswith(f"CONNECT 127.0.0.1:{server.port} ".encode())
    assert b"Proxy-Authorization: Basic YWRhOnB3\r\n" in proxy.heads[0]
    assert GOOD.encode() not in proxy.heads[0]


def test_an_intercepting_proxy_is_named(authority: trustme.CA) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server, tunnelling() as proxy:
        outcome = ask(server.url, environ={"ALL_PROXY": proxy.url})
    assert type(outcome) is UntrustedIssuer
    assert "`Corporate Inspection Ltd`" in outcome.text


def test_a_plain_request_goes_through_the_proxy_whole() -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as proxy:
        outcome = ask("http://gateway.example", environ={"HTTP_PROXY": proxy.url})
    assert isinstance(outcome, Accepted)
    assert proxy.heads[0].startswith(b"GET http://gateway.example/v1/models?limit=1000 ")


def test_no_proxy_is_obeyed() -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as server, servers.refusing_port() as proxy:
        outcome = ask(server.url, environ={"HTTP_PROXY": proxy, "NO_PROXY": "localhost,127.0.0.1"})
    assert isinstance(outcome, Accepted)


def test_the_environment_of_this_process_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as server, servers.refusing_port() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy)
        assert isinstance(ask(server.url), Accepted)


@pytest.mark.parametrize(
    ("handler", "text"),
    [
        (servers.refuses_tunnel(407), "answered 407: it wants a user name"),
        (servers.refuses_tunnel(403), "answered 403 and opened no tunnel"),
        (servers.closes_early, "closed the connection"),
    ],
    ids=["407", "403", "closes"],
)
def test_a_proxy_that_opens_no_tunnel(handler: servers.Handler, text: str) -> None:
    with servers.Server(handler) as proxy:
        environ = {"HTTPS_PROXY": f"http://ada:hunter2hunter2@127.0.0.1:{proxy.port}"}
        outcome = ask("https://api.example", environ=environ)
    assert type(outcome) is ProxyFailed
    assert text in outcome.text
    assert "hunter2" not in repr(outcome)


def test_a_plain_407_is_the_proxys() -> None:
    with servers.Server(servers.says(407, b"", "Content-Type: text/html")) as proxy:
        assert type(ask("http://gateway.example", environ={"HTTP_PROXY": proxy.url})) is ProxyFailed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("socks5://127.0.0.1:1080", "speaks SOCKS"),
        ("ftp://127.0.0.1:21", "none that a client can use"),
        ("http://127.0.0.1:port", "none that a client can use"),
    ],
    ids=["socks", "ftp", "port"],
)
def test_a_proxy_that_no_client_can_use(value: str, text: str) -> None:
    outcome = ask("http://gateway.example", environ={"HTTP_PROXY": value})
    assert type(outcome) is ProxyFailed
    assert text in outcome.text


def test_nobody_listens_at_the_proxy() -> None:
    with servers.refusing_port() as proxy:
        outcome = ask("https://api.example", environ={"HTTPS_PROXY": proxy})
    assert type(outcome) is ProxyFailed
    assert "nothing listens at the proxy's address 127.0.0.1" in outcome.text
