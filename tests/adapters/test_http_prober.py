"""The real prober against real servers on loopback: what it sends, and what each fault becomes."""

import contextlib
import gzip
import json
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from tests import servers
from tests.adapters.probing import ask, words
from tests.builders import GOOD, OLD, api_key
from tests.contract.prober import STUCK, ProberContract
from tests.fakes.cancellation import StopButton
from tests.fakes.prober import FakeProber, accepts
from tui import __version__
from tui.adapters.network.http_prober import HttpProber
from tui.domain.clients.header import Header
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import (
    Accepted,
    ConnectionRefused,
    ForeignAnswer,
    NameNotResolved,
    ProbeKind,
    ProbeOutcome,
    ProbeRequest,
    Redirected,
    Rejected,
    ServerFault,
    TimedOut,
    Unsendable,
)
from tui.domain.record import replace
from tui.flow.ports import Prober


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


def test_only_a_login_goes_out_with_the_beta_header_of_logins() -> None:
    login = ProbeRequest(Secret(OLD), Header.BEARER, "", is_login=True)
    with servers.Server(servers.says(200, servers.MODELS)) as server:
        for request in (login, replace(login, is_login=False)):
            list(HttpProber({}).send([replace(request, base_url=server.url)], StopButton(), deadline=5))
    first, second = (head.decode().split("\r\n") for head in server.heads)
    assert {f"Authorization: Bearer {OLD}", "anthropic-beta: oauth-2025-04-20"} <= {*first}
    assert not any(line.lower().startswith("anthropic-beta") for line in second)


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


def fifty(base_url: str) -> list[ProbeRequest]:
    return [ProbeRequest(Secret(f"sk-ant-api03-{number:093d}AA"), Header.BEARER, base_url) for number in range(50)]


def test_fifty_keys_do_not_wait_for_the_slowest() -> None:
    all_but_one, lock = threading.Event(), threading.Lock()
    answered = list[bytes]()

    def first_is_slow(peer: servers.Peer) -> None:
        while head := peer.head():
            if f"{0:093d}AA".encode() in head:
                assert all_but_one.wait(10)
            with lock:
                answered.append(head)
                if len(answered) == 49:
                    all_but_one.set()
            peer.answer(401, servers.REFUSAL)

    with servers.Server(first_is_slow) as server:
        outcomes = list(HttpProber({}).send(fifty(server.url), StopButton(), deadline=20))
    assert [type(item) for item in outcomes] == [Rejected] * 50
    assert server.most_open <= 8
    assert len(server.heads) == 50


def test_nothing_is_kept_of_fifty_long_answers() -> None:
    body = json.dumps({"data": [{"id": "claude-haiku-4-5", "note": "x" * 1_000_000}], "has_more": False}).encode()
    with servers.Server(servers.says(200, body)) as server:
        list(HttpProber({}).send(fifty(server.url)[:8], StopButton(), deadline=30))  # what this loads is not counted
        tracemalloc.start()
        try:
            outcomes = list(HttpProber({}).send(fifty(server.url), StopButton(), deadline=30))
            kept, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert {type(item) for item in outcomes} == {Accepted}
    assert kept < 3_000_000  # of fifty megabytes that came
    assert peak < 50_000_000  # eight at once, some copies of each, the server's among them


def test_the_key_does_not_follow_a_redirect() -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as other:
        moved = servers.says(302, b"", f"Location: http://user:{GOOD}@127.0.0.1:{other.port}/login?next=1")
        with servers.Server(moved) as server:
            outcome = ask(server.url)
    assert isinstance(outcome, Redirected)
    assert outcome.message == f"127.0.0.1:{other.port}"
    assert other.heads == []


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
        (servers.gzip_bomb, ForeignAnswer, "more than 2 MB"),
        (servers.speaks_http_1_0, Accepted, ""),
        (servers.floods_with_headers, ForeignAnswer, "does not speak HTTP"),
        (servers.says(200, gzip.compress(servers.MODELS), "Content-Encoding: gzip"), Accepted, ""),
        (servers.says(200, zlib.compress(servers.MODELS), "Content-Encoding: deflate"), Accepted, ""),
        (servers.says(200, servers.MODELS, "Content-Encoding: x-unknown"), ForeignAnswer, "broke off"),
    ],
    ids=[
        *("closes", "half", "10 MB", "no http", "page", "401 page", "502 page", "401", "bad gzip"),
        *("bomb", "HTTP/1.0", "header flood", "gzip", "deflate", "unknown encoding"),
    ],
)
def test_each_fault_has_its_outcome(handler: servers.Handler, expected: type[ProbeOutcome], text: str) -> None:
    with servers.Server(handler) as server:
        outcome = ask(server.url)
    assert type(outcome) is expected
    assert text in words(outcome)


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 407, 429, 500, 502, 503, 511, 529])
def test_a_web_page_is_no_judgement_whatever_its_status(status: int) -> None:
    page = b"<html><title>Sign in</title>"
    with servers.Server(servers.says(status, page, "Content-Type: text/html")) as server:
        assert not isinstance(ask(server.url), Accepted | Rejected)


def test_the_memory_of_a_bomb_is_bounded() -> None:
    tracemalloc.start()
    try:
        with servers.Server(servers.gzip_bomb) as server:
            ask("http://127.0.0.1:1")  # what the first request loads is not counted
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            ask(server.url)
            assert tracemalloc.get_traced_memory()[1] - before < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_call_tells_of_its_way() -> None:
    with servers.Server(servers.says(401, servers.REFUSAL, "Date: Sun, 06 Nov 1994 08:49:37 GMT")) as server:
        passage = ask(server.url).passage
    assert passage is not None
    assert passage.address == "127.0.0.1"
    assert passage.connecting > 0
    assert passage.answering > 0
    assert passage.their_clock == 784111777
    assert (passage.protocol, passage.proxy) == ("", "")


def test_a_connection_that_was_there_tells_nothing_new() -> None:
    with servers.Server(servers.says(200, servers.MODELS)) as server:
        requests = [ProbeRequest(Secret(api_key(chr(65 + number))), Header.BEARER, server.url) for number in range(20)]
        outcomes = list(HttpProber({}).send(requests, StopButton(), deadline=20))
    fresh = [item for item in outcomes if item.passage and item.passage.is_fresh]
    assert 1 <= len(fresh) <= 8


@pytest.mark.skipif(not servers.has_ipv6(), reason="needs IPv6 on loopback")
def test_an_address_that_swallows_packets_leaves_time_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    full = socket.socket(socket.AF_INET6)
    full.bind(("::1", 0))
    full.listen(0)
    with full, servers.Server(servers.says(200, servers.MODELS)) as server, contextlib.ExitStack() as waiting:
        for _ in range(3):  # nobody takes them, so that the next one gets no answer
            knock = waiting.enter_context(socket.socket(socket.AF_INET6))
            knock.settimeout(0)
            knock.connect_ex(full.getsockname())

        def both(*_rest: object, **_more: object) -> list[tuple[object, ...]]:
            return [
                (socket.AF_INET6, socket.SOCK_STREAM, 6, "", full.getsockname()),
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port)),
            ]

        monkeypatch.setattr(socket, "getaddrinfo", both)
        outcome = ask(f"http://api.example:{server.port}", deadline=2)
    assert isinstance(outcome, Accepted)
    assert outcome.milliseconds > 700


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


def test_an_address_that_only_the_client_refuses() -> None:
    assert type(ask("http://999.1.2.3:80")) is Unsendable


def test_two_keys_at_once_do_not_mix() -> None:
    with servers.Server(servers.accepts_only(GOOD)) as server:
        requests = [ProbeRequest(Secret(key), Header.BEARER, server.url) for key in (GOOD, OLD)]
        outcomes = {item.request: type(item) for item in HttpProber({}).send(requests, StopButton(), deadline=5)}
    assert outcomes == {requests[0]: Accepted, requests[1]: Rejected}
