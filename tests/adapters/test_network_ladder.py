"""The walk up the lower rungs against real servers: what each fault is called, and that no key goes out."""

import datetime
import socket
import ssl
import threading
import time
from pathlib import Path

import pytest
import trustme

from tests import servers
from tests.adapters.probing import ask, old_tls, tls, when
from tests.adapters.walking import shape, walk
from tests.builders import GOOD
from tests.fakes.cancellation import StopButton
from tui.adapters.network import hosts_file
from tui.adapters.network.network_ladder import NetworkLadder
from tui.adapters.network.trust_store import TrustStore
from tui.adapters.network.ways_out import WaysOut
from tui.domain.clients.client_id import ClientId
from tui.domain.clients.header import Header
from tui.domain.key.secret import Secret
from tui.domain.probing.lower_rungs import told_rungs
from tui.domain.probing.probe import ProbeRequest
from tui.domain.probing.rung import Result, RungKind

OK, WARN, FAIL, UNKNOWN = Result
NAME, CONNECTION, PROXY, TLS = RungKind.NAME, RungKind.CONNECTION, RungKind.PROXY, RungKind.TLS
NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Corporate Inspection Ltd")


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture
def both_families(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every name two addresses of loopback, that of IPv6 first, as most systems do."""

    def both(_host: str, port: int, *_rest: object, **_more: object) -> list[tuple[object, ...]]:
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", port, 0, 0)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", both)


def test_a_whole_way_tells_protocol_issuer_and_validity(authority: trustme.CA, ca_file: str) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        rungs = walk(server.url, ca_file=ca_file)
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (TLS, OK)]
    facts = dict(rungs[-1].facts)
    assert (facts["protocol"], facts["issuer"]) == ("TLSv1.3", "Corporate Inspection Ltd")
    assert "3000" in facts["holds"]
    assert facts["issued for"] == "127.0.0.1"
    assert server.heads == []


def test_a_plain_host_has_no_handshake() -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as server:
        rungs = walk(server.url, text=f"{GOOD}\n")
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK)]
    assert server.heads == []


@pytest.mark.parametrize(
    ("url", "words"),
    [("https://no-such-host.invalid", "has no address"), ("https://a..b", "has no address")],
    ids=["unknown", "no name"],
)
def test_a_name_without_an_address(url: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str, *_rest: object, **_more: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, name) if name.endswith("invalid") else UnicodeError(name)

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    (rung,) = walk(url)
    assert (rung.kind, rung.result) == (NAME, FAIL)
    assert words in rung.text
    assert rung.rules_out.startswith("the key")


def test_a_name_server_that_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()

    def silent(*_rest: object, **_more: object) -> bool:
        return never.wait(20)

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    began = time.monotonic()
    (rung,) = walk("https://api.example", deadline=0.5)
    never.set()
    assert time.monotonic() - began < 1
    assert "no name server answered" in rung.text


def test_no_address_to_walk_to() -> None:
    assert walk("api.anthropic.com") == []
    assert [rung.text for rung in walk("http://127.0.0.1:99999")] == []


def test_nobody_listens() -> None:
    with servers.refusing_port() as url:
        rungs = walk(url)
    assert shape(rungs) == [(NAME, OK), (CONNECTION, FAIL)]
    assert rungs[-1].text == "nothing listens at 127.0.0.1"


@pytest.mark.usefixtures("both_families")
@pytest.mark.skipif(not servers.has_ipv6(), reason="needs IPv6 on loopback")
def test_a_broken_ipv6_beside_a_working_ipv4() -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as server:
        rungs = walk(server.url.replace("127.0.0.1", "api.example"))
    by_family = {rung.about: rung for rung in rungs if rung.kind is CONNECTION}
    assert (by_family["IPv4"].result, by_family["IPv6"].result) == (OK, WARN)
    assert by_family["IPv6"].text == "nothing listens at ::1"
    assert dict(rungs[0].facts) == {"name": "api.example", "IPv4": "127.0.0.1", "IPv6": "::1"}


@pytest.mark.skipif(not servers.has_ipv6(), reason="needs IPv6 on loopback")
def test_ipv6_alone() -> None:
    with servers.Server(servers.says(200, servers.MODELS), host="::1") as server:
        rungs = walk(server.url)
    assert [(rung.about, rung.result) for rung in rungs if rung.kind is CONNECTION] == [("IPv6", OK)]


@pytest.mark.usefixtures("both_families")
def test_a_line_in_the_hosts_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text("127.0.0.1 localhost\n# 10.0.0.9 api.example\n10.0.0.9 other.api.example\n::1 API.example extra\n")
    monkeypatch.setattr(hosts_file, "hosts_path", lambda: hosts)
    with servers.Server(servers.says(200, servers.MODELS)) as server:
        named = walk(server.url.replace("127.0.0.1", "api.example"))[0]
        unnamed = walk(server.url.replace("127.0.0.1", "example"))[0]
        usual = walk(server.url.replace("127.0.0.1", "localhost"))[0]
    assert (named.result, unnamed.result, usual.result) == (WARN, OK, OK)
    assert f"{hosts}:4" in named.text


@pytest.mark.usefixtures("both_families")
def test_a_call_tells_of_the_hosts_file_without_a_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text("127.0.0.1 api.example\n")
    monkeypatch.setattr(hosts_file, "hosts_path", lambda: hosts)
    with servers.Server(servers.says(401, servers.REFUSAL)) as server:
        told = [
            told_rungs(passage, host, None)[0]
            for host in ("api.example", "other.example")
            if (passage := ask(server.url.replace("127.0.0.1", host)).passage)
        ]
    assert [rung.result for rung in told] == [WARN, OK]
    assert told[0].text == f"`{hosts}:1` says 127.0.0.1, whatever the name servers say"


@pytest.mark.parametrize(
    ("begins", "ends", "host", "words"),
    [
        (None, None, "other.example", "was issued for other.example, and not for 127.0.0.1"),
        (NOW - 9 * DAY, NOW - DAY, "127.0.0.1", "has expired"),
        (NOW + DAY, NOW + 9 * DAY, "127.0.0.1", "is not yet valid"),
    ],
    ids=["other host", "expired", "not begun"],
)
def test_a_certificate_that_does_not_do(
    begins: datetime.datetime | None,
    ends: datetime.datetime | None,
    host: str,
    words: str,
    authority: trustme.CA,
    ca_file: str,
) -> None:
    context = tls(authority, host, not_before=begins, not_after=ends)
    with servers.Server(servers.says(200, servers.MODELS), context) as server:
        rungs = walk(server.url, ca_file=ca_file)
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (TLS, FAIL)]
    assert words in rungs[-1].text
    assert dict(rungs[-1].facts)["issued for"] == host
    assert server.heads == []


def test_an_unknown_issuer_is_named(authority: trustme.CA) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        rung = walk(server.url)[-1]
    assert rung.result is FAIL
    assert "`Corporate Inspection Ltd`" in rung.text
    assert server.heads == []


def test_handshakes_that_fail(authority: trustme.CA, ca_file: str) -> None:
    with servers.Server(servers.says(200, servers.MODELS), old_tls(authority, ssl.TLSVersion.TLSv1)) as server:
        rung = walk(server.url, ca_file=ca_file)[-1]
    assert "speaks TLS 1.0 only, and this client wants TLS 1.2 or newer" in rung.text
    assert server.heads == []
    with servers.Server(lambda peer: peer.answer(400, b"{}")) as server:
        assert "does not answer in TLS" in walk(server.url.replace("http:", "https:"))[-1].text
    with servers.Server(lambda peer: peer.connection.recv(1)) as server:
        assert "ended the connection" in walk(server.url.replace("http:", "https:"))[-1].text
    with servers.Server(servers.never_reads) as server:
        rung = walk(server.url.replace("http:", "https:"), deadline=1)[-1]
    assert rung.text == "the TLS handshake did not end within 0.4 s"


def test_certificates_that_cannot_be_read(authority: trustme.CA) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        rung = walk(server.url, environ={"SSL_CERT_FILE": "/nowhere/ca.pem"})[-1]
    assert (rung.kind, rung.result) == (TLS, FAIL)
    assert rung.text.startswith("SSL_CERT_FILE is set")


def test_a_proxy_that_opens_the_way(authority: trustme.CA, ca_file: str) -> None:
    with (
        servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server,
        servers.Server(servers.tunnels) as proxy,
    ):
        environ = {"https_proxy": f"ada:pw%21hunter2@127.0.0.1:{proxy.port}"}
        rungs = walk(server.url, environ=environ, ca_file=ca_file)
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (PROXY, OK), (TLS, OK)]
    assert dict(rungs[2].facts) == {
        "named by": "https_proxy",
        "login": "with user name and password",
        "answer": "200",
    }
    assert "hunter2" not in repr(rungs)
    assert b"Proxy-Authorization: Basic YWRhOnB3IWh1bnRlcjI=\r\n" in proxy.heads[0]


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        (servers.refuses_tunnel(407), "answered 407: it wants a user name and a password"),
        (servers.refuses_tunnel(403), "answered 403: it opens no way to the host"),
        (servers.refuses_tunnel(502), "answered 502: it opens no way to the host"),
        (servers.closes_early, "closed the connection without an answer"),
        (servers.speaks_no_http, "answers, but not as an HTTP proxy does"),
        (servers.never_answers, "opened no way within 0.4 s"),
    ],
    ids=["407", "403", "502", "closes", "no http", "silent"],
)
def test_a_proxy_that_opens_none(handler: servers.Handler, words: str) -> None:
    with servers.Server(handler) as proxy:
        rungs = walk("https://api.example", environ={"HTTPS_PROXY": proxy.url}, deadline=1)
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (PROXY, FAIL)]
    assert rungs[-1].text == f"the proxy 127.0.0.1:{proxy.port} {words}"


def test_a_proxy_that_nobody_runs() -> None:
    with servers.refusing_port() as proxy:
        rungs = walk("https://api.example", environ={"HTTPS_PROXY": proxy})
    assert shape(rungs) == [(NAME, OK), (CONNECTION, FAIL)]
    assert rungs[-1].text == "nothing listens at 127.0.0.1 (the proxy)"


@pytest.mark.parametrize(
    ("client", "environ", "words"),
    [
        (ClientId.PYTHON_SDK, {"HTTP_PROXY": "{}", "NO_PROXY": "127.0.0.1"}, "HTTP_PROXY is set, and NO_PROXY excepts"),
        (ClientId.TYPESCRIPT_SDK, {"HTTP_PROXY": "{}"}, "HTTP_PROXY is set, and this client does not follow it"),
        (ClientId.CURL, {"HTTP_PROXY": "{}"}, "HTTP_PROXY is set, and this client does not follow it"),
    ],
    ids=["exempt", "node", "curl"],
)
def test_a_proxy_that_is_passed_by(client: ClientId, environ: dict[str, str], words: str) -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as server, servers.refusing_port() as proxy:
        given = {name: text.format(proxy) for name, text in environ.items()}
        rungs = walk(server.url, environ=given, client=client)
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (PROXY, OK)]
    assert words in rungs[-1].text


def test_a_plain_call_is_handed_to_the_proxy_whole() -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as proxy:
        rungs = walk("http://gateway.example", environ={"HTTP_PROXY": proxy.url})
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (PROXY, OK)]
    assert proxy.heads == []


@pytest.mark.parametrize("login", [b"", b"ada\x08hunter22"], ids=["open", "login"])
def test_a_socks_proxy_is_asked_for_the_way(login: bytes, authority: trustme.CA, ca_file: str) -> None:
    user = "ada:hunter22@" if login else ""
    with (
        servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server,
        servers.Server(servers.speaks_socks(login=login)) as proxy,
    ):
        rungs = walk(server.url, environ={"ALL_PROXY": f"socks5h://{user}127.0.0.1:{proxy.port}"}, ca_file=ca_file)
    assert shape(rungs) == [(NAME, OK), (CONNECTION, OK), (PROXY, OK), (TLS, OK)]
    assert "hunter22" not in repr(rungs)


def breaks_off_in_its_answer(peer: servers.Peer) -> None:
    """Be a SOCKS 5 proxy that ends the connection before the address in its answer."""
    peer.connection.recv(512)
    peer.connection.sendall(b"\x05\x00")
    peer.connection.recv(512)
    peer.connection.sendall(b"\x05\x00\x00\x03")


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        (servers.speaks_socks(5), "says that the host refuses the connection"),
        (servers.speaks_socks(99), "opens no way to the host (SOCKS answer 99)"),
        (servers.speaks_socks(login=b"x"), "wants a user name and a password"),
        (servers.greets_as_mail, "answers, but not as a SOCKS 5 proxy does"),
        (breaks_off_in_its_answer, "closed the connection in the midst of its answer"),
    ],
    ids=["refused", "other", "login", "no socks", "cut"],
)
def test_a_socks_proxy_that_opens_none(handler: servers.Handler, words: str) -> None:
    with servers.Server(handler) as proxy:
        environ = {"ALL_PROXY": f"socks5://127.0.0.1:{proxy.port}"}
        rung = walk("https://api.example", environ=environ, deadline=1)[-1]
    assert (rung.kind, rung.result) == (PROXY, FAIL)
    assert words in rung.text


@pytest.mark.parametrize("where", ["name", "proxy", "handshake"])
def test_a_stop_ends_the_walk_at_once(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    never, is_there = threading.Event(), threading.Event()

    def silent(*_rest: object, **_more: object) -> bool:
        is_there.set()
        return never.wait(20)

    if where == "name":
        monkeypatch.setattr(socket, "getaddrinfo", silent)
    handler = servers.never_answers if where == "proxy" else servers.never_reads
    with servers.Server(handler) as server:
        button, pressed = StopButton(), list[float]()
        environ = {"HTTPS_PROXY": server.url} if where == "proxy" else {}
        url = "https://api.example" if where != "handshake" else server.url.replace("http:", "https:")
        request = ProbeRequest(Secret(GOOD), Header.BEARER, url)

        def press() -> None:
            pressed.append(time.monotonic())
            button.press()

        is_under_way = is_there.is_set if where == "name" else lambda: bool(server.heads)
        threading.Thread(target=lambda: when(is_under_way, press), daemon=True).start()
        list(NetworkLadder(WaysOut(environ), TrustStore()).walk(request, button, deadline=30))
        assert time.monotonic() - pressed[0] < 0.5
        assert where == "name" or server.dropped.wait(2)
        never.set()
