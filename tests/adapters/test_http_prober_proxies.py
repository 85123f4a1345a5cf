"""Proxies: those that tunnel, those that refuse, and those that are none."""

from pathlib import Path

import pytest
import trustme

from tests import servers
from tests.adapters.probing import ask, tls, words
from tests.builders import GOOD
from tui.domain.clients.client_id import ClientId
from tui.domain.clients.proxies import PYTHON
from tui.domain.probing.probe import (
    Accepted,
    ProbeOutcome,
    ProxyFailed,
    ProxyRefused,
    ProxyUnreachable,
    ProxyUnusable,
    Route,
    ServerFault,
    TimedOut,
    Unrepeatable,
    UntrustedIssuer,
)
from tui.domain.record import replace


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
        outcome = ask(server.url, environ={"https_proxy": f"ada:pw@127.0.0.1:{proxy.port}"}, ca_file=ca_file)
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
    ("handler", "kind", "text"),
    [
        (servers.refuses_tunnel(407), ProxyRefused, "answered 407: it wants a user name"),
        (servers.refuses_tunnel(403), ProxyRefused, "answered 403: it opens no way to the host"),
        (servers.refuses_tunnel(502), ProxyRefused, "answered 502: it opens no way to the host"),
        (servers.closes_early, ProxyFailed, "closed the connection"),
    ],
    ids=["407", "403", "502", "closes"],
)
def test_a_proxy_that_opens_no_tunnel(handler: servers.Handler, kind: type[ProbeOutcome], text: str) -> None:
    with servers.Server(handler) as proxy:
        environ = {"HTTPS_PROXY": f"http://ada:hunter2hunter2@127.0.0.1:{proxy.port}"}
        outcome = ask("https://api.example", environ=environ)
    assert type(outcome) is kind
    assert isinstance(outcome, ProxyFailed)
    assert outcome.proxy == f"127.0.0.1:{proxy.port}"
    assert text in outcome.text
    assert "hunter2" not in repr(outcome)


def test_a_plain_407_is_the_proxys() -> None:
    with servers.Server(servers.says(407, b"", "Content-Type: text/html")) as proxy:
        outcome = ask("http://gateway.example", environ={"HTTP_PROXY": proxy.url})
    assert isinstance(outcome, ProxyRefused)
    assert outcome.code == 407


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
    assert isinstance(outcome, ProxyUnusable)
    assert outcome.is_socks is value.startswith("socks")
    assert text in outcome.text


def test_what_curl_can_do_and_this_program_cannot_is_no_fault_of_curls() -> None:
    outcome = ask("https://api.example", environ={"ALL_PROXY": "socks5://127.0.0.1:9"}, client=ClientId.CURL)
    assert isinstance(outcome, Unrepeatable)
    assert "127.0.0.1:9; this client takes it, fix401 does not" in outcome.text


@pytest.mark.parametrize(
    ("speaks", "kind"), [(True, Unrepeatable), (False, ProxyUnusable), (None, ProxyUnusable)], ids=str
)
def test_whether_python_takes_a_socks_proxy_is_for_its_environment_to_say(
    kind: type[ProbeOutcome], *, speaks: bool | None
) -> None:
    rules = replace(PYTHON, speaks_socks=speaks)
    with servers.Server(servers.speaks_socks()) as proxy:
        environ = {"ALL_PROXY": f"socks5://127.0.0.1:{proxy.port}"}
        outcome = ask("https://api.example", environ=environ, proxying=rules)
    assert type(outcome) is kind
    assert ("the package `socksio`" in words(outcome)) is (kind is ProxyUnusable)
    assert proxy.heads == []


def test_a_client_that_no_package_helps_is_told_of_none() -> None:
    outcome = ask("https://api.example", environ={"HTTPS_PROXY": "socks5://127.0.0.1:9"}, client=ClientId.CLAUDE_CODE)
    assert isinstance(outcome, ProxyUnusable)
    assert outcome.text.endswith("127.0.0.1:9 speaks SOCKS, which this client does not")


def test_nobody_listens_at_the_proxy() -> None:
    with servers.refusing_port() as proxy:
        outcome = ask("https://api.example", environ={"HTTPS_PROXY": proxy})
    assert type(outcome) is ProxyUnreachable
    assert outcome.text == f"the proxy {proxy.removeprefix('http://')}: nothing listens there"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_does_not_answer(scheme: str) -> None:
    with servers.Server(servers.never_reads) as proxy:
        environ = {"HTTPS_PROXY": proxy.url.replace("http", scheme)}
        outcome = ask("https://api.example", environ=environ, deadline=0.4)
        assert proxy.dropped.wait(2)
    assert type(outcome) is ProxyUnreachable
    assert "opened no way within 0." in outcome.text


def test_a_plain_call_that_a_proxy_passed_on_is_waited_for_at_the_host() -> None:
    with servers.Server(servers.never_answers) as proxy:
        outcome = ask("http://gateway.example", environ={"HTTP_PROXY": proxy.url}, deadline=0.4)
    assert type(outcome) is TimedOut


@pytest.mark.parametrize(
    ("client", "variable", "is_used"),
    [
        (ClientId.TYPESCRIPT_SDK, "http_proxy", False),
        (ClientId.CLAUDE_CODE, "HTTPS_PROXY", True),
        (ClientId.CLAUDE_CODE, "ALL_PROXY", False),
        (ClientId.CURL, "HTTP_PROXY", False),
        (ClientId.CURL, "http_proxy", True),
        (ClientId.PYTHON_SDK, "ALL_PROXY", True),
    ],
)
def test_each_client_goes_its_own_way(client: ClientId, variable: str, *, is_used: bool) -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as server, servers.Server(servers.says(503, b"")) as proxy:
        ask(server.url, environ={variable: proxy.url}, client=client)
    assert (bool(proxy.heads), bool(server.heads)) == (is_used, not is_used)


@pytest.mark.skipif(not servers.has_ipv6(), reason="needs IPv6 on loopback")
def test_ipv6_on_loopback_and_its_exception() -> None:
    with (
        servers.Server(servers.says(200, servers.MODELS), host="::1") as server,
        servers.Server(servers.says(503, b"")) as proxy,
    ):
        assert isinstance(ask(server.url), Accepted)
        assert isinstance(ask(server.url, environ={"HTTP_PROXY": proxy.url}), ServerFault)
        assert isinstance(ask(server.url, environ={"HTTP_PROXY": proxy.url, "NO_PROXY": "::1"}), Accepted)


def test_past_the_proxy_and_through_one_that_the_client_passes_by() -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as server, servers.Server(servers.says(503, b"")) as proxy:
        ask(server.url, environ={"HTTP_PROXY": proxy.url}, route=Route.DIRECT)
        assert (len(proxy.heads), len(server.heads)) == (0, 1)
        ask(server.url, environ={"ALL_PROXY": proxy.url}, client=ClientId.TYPESCRIPT_SDK, route=Route.THROUGH_PROXY)
        assert (len(proxy.heads), len(server.heads)) == (1, 1)
