"""The real prober against real servers on loopback: every fault is an outcome, and no key escapes."""

import datetime
import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme

from tests import servers
from tests.builders import GOOD, OLD, api_key
from tests.contract.prober import STUCK, ProberContract
from tests.fakes.cancellation import StopButton
from tests.fakes.prober import FakeProber, accepts
from tui import __version__
from tui.adapters.http_prober import HttpProber
from tui.domain.probe import (
    Accepted,
    Cancelled,
    ConnectionRefused,
    ForeignAnswer,
    Header,
    NameNotResolved,
    ProbeKind,
    ProbeOutcome,
    ProbeRequest,
    ProxyFailed,
    Redirected,
    Rejected,
    ServerFault,
    TimedOut,
    TlsFailed,
    Unanswered,
    Unsendable,
    UntrustedIssuer,
)
from tui.domain.secret import Secret
from tui.flow.ports import Prober

ROOT = Path(__file__).resolve().parents[2]


class TestHttpProber(ProberContract):
    @pytest.fixture
    def prober(self) -> Prober:
        return HttpProber({})

    @pytest.fixture
    def base_url(self) -> Iterator[str]:
        with servers.Server(servers.accepts_only(GOOD, stuck=STUCK)) as server:
            yield server.url


class TestFakeProber(ProberContract):
    @pytest.fixture
    def prober(self) -> Prober:
        return FakeProber({GOOD: accepts()}, stuck=[STUCK])

    @pytest.fixture
    def base_url(self) -> str:
        return "https://api.anthropic.com"


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA(organization_name="Corporate Inspection Ltd")


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def ask(
    base_url: str,
    text: str = GOOD,
    *,
    header: Header = Header.BEARER,
    kind: ProbeKind = ProbeKind.AUTH,
    environ: dict[str, str] | None = None,
    extra_ca: str | None = None,
    deadline: float = 5,
) -> ProbeOutcome:
    request = ProbeRequest(Secret(text), header, base_url, kind=kind, model="claude-haiku-4-5")
    prober = HttpProber(environ or {}, extra_ca)
    start = time.monotonic()
    (outcome,) = prober.send([request], StopButton(), deadline=deadline)
    assert 0 <= outcome.milliseconds <= (time.monotonic() - start) * 1000
    assert text[16:24] not in repr(outcome)
    return outcome


def tls(
    authority: trustme.CA, host: str = "127.0.0.1", *, not_after: datetime.datetime | None = None
) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued = authority.issue_cert(host, not_after=not_after)
    issued.configure_cert(context)  # pyright: ignore[reportUnknownMemberType] - it also takes pyOpenSSL's contexts
    return context


def words(outcome: ProbeOutcome) -> str:
    return outcome.text if isinstance(outcome, Unanswered) else outcome.message


# ---- what is sent


@pytest.mark.parametrize(
    ("header", "line"),
    [(Header.BEARER, f"Authorization: Bearer {GOOD}"), (Header.X_API_KEY, f"X-Api-Key: {GOOD}")],
    ids=["bearer", "x-api-key"],
)
def test_the_request_is_the_sdks(header: Header, line: str) -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as server:
        outcome = ask(server.url, header=header)
    assert isinstance(outcome, Accepted)
    (head,) = server.heads
    lines = head.decode().split("\r\n")
    assert lines[0] == "GET /v1/models?limit=1000 HTTP/1.1"
    assert {line, "anthropic-version: 2023-06-01", "Accept: application/json", f"User-Agent: fix401/{__version__}"} <= {
        *lines
    }
    assert head.count(GOOD.encode()) == 1


def test_a_hello_costs_one_token() -> None:
    reply = b'{"type":"message","content":[]}'
    with servers.Server(servers.says(200, reply)) as server:
        outcome = ask(server.url, kind=ProbeKind.HELLO)
    assert isinstance(outcome, Accepted)
    assert server.heads[0].startswith(b"POST /v1/messages HTTP/1.1\r\n")
    assert json.loads(server.bodies[0]) == {
        "model": "claude-haiku-4-5",
        "max_tokens": 1,
        "messages": [{"role": "user", "content": "hi"}],
    }


def test_a_model_is_asked_for_by_name() -> None:
    with servers.Server(servers.says(200, b'{"type":"model","id":"claude-haiku-4-5"}')) as server:
        assert isinstance(ask(server.url, kind=ProbeKind.MODEL), Accepted)
    assert server.heads[0].startswith(b"GET /v1/models/claude-haiku-4-5 HTTP/1.1\r\n")


def test_nothing_is_retried() -> None:
    with servers.Server(servers.says(529, b"{}")) as server:
        assert isinstance(ask(server.url), ServerFault)
    assert len(server.heads) == 1


def test_twenty_requests_share_eight_connections() -> None:
    keys = [api_key(chr(65 + number)) for number in range(20)]
    with servers.Server(servers.accepts_only(keys[7])) as server:
        requests = [ProbeRequest(Secret(key), Header.BEARER, server.url) for key in keys]
        outcomes = list(HttpProber({}).send(requests, StopButton(), deadline=20))
    assert len(outcomes) == len({item.request for item in outcomes}) == 20
    assert [item.request for item in outcomes if isinstance(item, Accepted)] == [requests[7]]
    assert len(server.heads) == 20
    assert server.most_open <= 8


def test_the_key_does_not_follow_a_redirect() -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as other:
        moved = servers.says(302, b"", f"Location: http://user:{GOOD}@127.0.0.1:{other.port}/login?next=1")
        with servers.Server(moved) as server:
            outcome = ask(server.url)
    assert isinstance(outcome, Redirected)
    assert outcome.message == f"127.0.0.1:{other.port}"
    assert other.heads == []


# ---- what comes back


@pytest.mark.parametrize(
    ("handler", "expected", "text"),
    [
        (servers.closes_early, ConnectionRefused, "closed the connection without an answer"),
        (servers.half_a_body, ForeignAnswer, "the answer broke off"),
        (servers.ten_megabytes, ForeignAnswer, "more than 2 MB"),
        (servers.speaks_no_http, ForeignAnswer, "does not speak HTTP"),
        (servers.says(200, b"<html><title>Sign in</title>", "Content-Type: text/html"), ForeignAnswer, "Sign in"),
        (servers.says(401, b"<html><title>Blocked</title>", "Content-Type: text/html"), ForeignAnswer, "Blocked"),
        (servers.says(502, b"<html>bad gateway", "Content-Type: text/html"), ServerFault, "web page"),
        (servers.says(401, servers.REFUSAL), Rejected, "API key is invalid."),
        (servers.says(200, b"not gzip at all", "Content-Encoding: gzip"), ForeignAnswer, "broke off"),
    ],
    ids=["closes", "half", "10 MB", "no http", "page", "401 page", "502 page", "401", "bad gzip"],
)
def test_each_fault_has_its_outcome(handler: servers.Handler, expected: type[ProbeOutcome], text: str) -> None:
    with servers.Server(handler) as server:
        outcome = ask(server.url)
    assert type(outcome) is expected
    assert text in words(outcome)


def test_nobody_listens() -> None:
    with servers.refusing_port() as url:
        outcome = ask(url)
    assert type(outcome) is ConnectionRefused
    assert "nothing listens at 127.0.0.1" in outcome.text


@pytest.mark.parametrize(
    "host", ["no-such-host.invalid", "a..b", f"{'a' * 70}.example"], ids=["unknown", "dots", "long"]
)
def test_a_name_without_an_address(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def unknown(name: str, *rest: object, **more: object) -> object:
        if name.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return real(name, *rest, **more)  # pyright: ignore[reportArgumentType, reportCallIssue, reportUnknownVariableType] - passed through

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    outcome = ask(f"http://{host}")
    assert type(outcome) is NameNotResolved
    assert host[:20] in outcome.text


@pytest.mark.parametrize("handler", [servers.never_answers, servers.slow_drip], ids=["silent", "drip"])
def test_the_deadline_bounds_every_answer(handler: servers.Handler) -> None:
    with servers.Server(handler) as server:
        start = time.monotonic()
        outcome = ask(server.url, deadline=0.4)
        assert time.monotonic() - start < 1
        assert server.dropped.wait(2)
    assert type(outcome) is TimedOut
    assert outcome.text == "connected, and no whole answer came within 0.4 s"


def test_a_handshake_that_does_not_end() -> None:
    with servers.Server(servers.never_reads) as server:
        outcome = ask(server.url.replace("http:", "https:"), deadline=0.4)
        assert server.dropped.wait(2)
    assert type(outcome) is TimedOut
    assert "handshake" in outcome.text


def test_an_echoed_key_is_masked() -> None:
    body = json.dumps({"type": "error", "error": {"type": "authentication_error", "message": f"no: {GOOD}"}}).encode()
    with servers.Server(servers.says(401, body, f"request-id: {GOOD}", f"Server: {GOOD}")) as server:
        outcome = ask(server.url)
    assert isinstance(outcome, Rejected)
    assert outcome.message == "no: <masked>"
    assert (outcome.request_id, outcome.server) == ("", "<masked>")


def test_logs_stay_silent(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"), servers.Server(servers.says(200, servers.MODELS)) as server:
        ask(server.url)
    assert caplog.records == []


# ---- stopping


@pytest.mark.parametrize("handler", [servers.never_answers, servers.slow_drip], ids=["silent", "drip"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_stop_closes_the_connection(
    handler: servers.Handler, scheme: str, authority: trustme.CA, ca_file: str
) -> None:
    with servers.Server(handler, tls(authority) if scheme == "https" else None) as server:
        button = StopButton()
        request = ProbeRequest(Secret(GOOD), Header.BEARER, server.url)
        prober = HttpProber({}, ca_file)
        threading.Thread(target=lambda: _when(lambda: bool(server.heads), button.press), daemon=True).start()
        outcomes = list(prober.send([request], button, deadline=30))
        pressed = time.monotonic()
        assert [type(item) for item in outcomes] == [Cancelled]
        assert server.dropped.wait(2)
        assert time.monotonic() - pressed < 0.5


def test_a_stop_ends_a_handshake() -> None:
    with servers.Server(servers.never_reads) as server:
        button = StopButton()
        request = ProbeRequest(Secret(GOOD), Header.BEARER, server.url.replace("http:", "https:"))
        threading.Thread(target=lambda: _when(lambda: bool(server.heads), button.press), daemon=True).start()
        outcomes = list(HttpProber({}).send([request], button, deadline=30))
        assert [type(item) for item in outcomes] == [Cancelled]
        assert server.dropped.wait(2)


def test_closing_the_generator_closes_the_connections() -> None:
    with servers.Server(servers.accepts_only(GOOD, stuck=STUCK)) as server:
        requests = [ProbeRequest(Secret(text), Header.BEARER, server.url) for text in (GOOD, STUCK)]
        outcomes = HttpProber({}).send(requests, StopButton(), deadline=30)
        assert isinstance(next(outcomes), Accepted)
        _when(lambda: len(server.heads) == 2, lambda: None)
        getattr(outcomes, "close")()  # noqa: B009 - the port promises an iterator, this is a generator
        assert server.dropped.wait(2)


def test_no_thread_keeps_the_process_alive() -> None:
    program = (
        "import sys\n"
        "from tests.fakes.cancellation import StopButton\n"
        "from tui.adapters.http_prober import HttpProber\n"
        "from tui.domain.probe import Header, ProbeRequest\n"
        "from tui.domain.secret import Secret\n"
        "requests = [ProbeRequest(Secret(text), Header.BEARER, sys.argv[1]) for text in ('good-key', 'stuck-key')]\n"
        "next(iter(HttpProber({}).send(requests, StopButton(), deadline=60)))\n"
    )
    with servers.Server(servers.accepts_only("good-key", stuck="stuck-key")) as server:
        subprocess.run([sys.executable, "-c", program, server.url], cwd=ROOT, check=True, timeout=20)


def test_importing_it_loads_no_client() -> None:
    program = (
        "import sys, tui.adapters.http_prober\n"
        "print(*({'httpx', 'httpcore', 'ssl', 'json', 'asyncio', 'urllib.request', 'logging'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""


def test_sending_loads_httpx_and_not_its_command_line() -> None:
    program = (
        "import sys\n"
        "from tests.fakes.cancellation import StopButton\n"
        "from tui.adapters.http_prober import HttpProber\n"
        "from tui.domain.probe import Header, ProbeRequest\n"
        "from tui.domain.secret import Secret\n"
        "requests = [ProbeRequest(Secret('some-key'), Header.BEARER, sys.argv[1])]\n"
        "list(HttpProber({}).send(requests, StopButton(), deadline=20))\n"
        "print(*sorted({'httpx', 'httpx._main', 'click', 'rich', 'asyncio'} & {*sys.modules}))"
    )
    with servers.Server(servers.says(200, servers.MODELS)) as server:
        command = [sys.executable, "-c", program, server.url]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["httpx"]


# ---- certificates


def test_a_trusted_certificate(authority: trustme.CA, ca_file: str) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        assert isinstance(ask(server.url, extra_ca=ca_file), Accepted)
        assert isinstance(ask(server.url, environ={"SSL_CERT_FILE": ca_file}), Accepted)


def test_an_unknown_issuer_is_named(authority: trustme.CA) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority)) as server:
        outcome = ask(server.url)
    assert type(outcome) is UntrustedIssuer
    assert "`Corporate Inspection Ltd`" in outcome.text
    assert server.heads == []


def test_an_expired_certificate(authority: trustme.CA, ca_file: str) -> None:
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    with servers.Server(servers.says(200, servers.MODELS), tls(authority, not_after=yesterday)) as server:
        outcome = ask(server.url, extra_ca=ca_file)
    assert type(outcome) is TlsFailed
    assert "has expired" in outcome.text


def test_a_certificate_of_another_host(authority: trustme.CA, ca_file: str) -> None:
    with servers.Server(servers.says(200, servers.MODELS), tls(authority, "other.example")) as server:
        outcome = ask(server.url, extra_ca=ca_file)
    assert type(outcome) is TlsFailed
    assert "another host than 127.0.0.1" in outcome.text


def test_https_to_a_port_without_tls() -> None:
    with servers.Server(lambda peer: peer.answer(400, b"{}")) as server:
        outcome = ask(server.url.replace("http:", "https:"))
    assert type(outcome) is TlsFailed
    assert "does not answer in TLS" in outcome.text


@pytest.mark.parametrize("name", ["SSL_CERT_FILE"])
def test_a_trust_store_that_points_nowhere(name: str) -> None:
    with servers.refusing_port() as url:
        outcome = ask(url.replace("http:", "https:"), environ={name: "/nowhere/ca.pem"})
    assert type(outcome) is TlsFailed
    assert outcome.text == f"{name} is set, and certificates cannot be read from there"


# ---- proxies


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


def test_an_address_that_only_the_client_refuses() -> None:
    assert type(ask("http://999.1.2.3:80")) is Unsendable


def test_two_keys_at_once_do_not_mix() -> None:
    with servers.Server(servers.accepts_only(GOOD)) as server:
        requests = [ProbeRequest(Secret(key), Header.BEARER, server.url) for key in (GOOD, OLD)]
        outcomes = {item.request: type(item) for item in HttpProber({}).send(requests, StopButton(), deadline=5)}
    assert outcomes == {requests[0]: Accepted, requests[1]: Rejected}


def _when(is_so: Callable[[], bool], act: Callable[[], None]) -> None:
    gate = threading.Event()
    for _ in range(400):
        if is_so():
            break
        gate.wait(0.01)
    act()
