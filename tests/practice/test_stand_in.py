import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import closing

import pytest
import trustme

from tests.practice.speak import GOOD, MESSAGE, VERSION, ask, ask_on, bearer, connect
from tui.practice.rules import Mode, Rules
from tui.practice.stand_in import StandIn

RULES = Rules(keys=(GOOD,))
PROMPT = 5.0


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline
        pause.wait(0.01)


def test_it_listens_on_loopback_at_a_free_port() -> None:
    with StandIn(RULES) as one, StandIn(RULES) as other:
        assert one.url == f"http://127.0.0.1:{one.port}"
        assert one.port != other.port


def test_each_request_is_recorded_as_it_came() -> None:
    with StandIn(RULES) as server:
        ask(server, ("X-One", "1"), bearer(GOOD), ("x-one", "2"), VERSION, path="/v1/models?limit=1")
        ask(server, bearer(GOOD), VERSION, method="POST", path="/v1/messages", body=MESSAGE)
        first, second = server.requests
    assert (first.method, first.path) == ("GET", "/v1/models?limit=1")
    assert [name for name, _ in first.headers] == ["Host", "X-One", "Authorization", "x-one", "anthropic-version"]
    assert first.header("x-one") == "1, 2"
    assert first.header("authorization") == f"Bearer {GOOD}"
    assert second.body.startswith(b'{"model"')
    assert GOOD not in repr(first)


def test_many_requests_at_once_are_all_recorded() -> None:
    with StandIn(RULES) as server:
        threads = [threading.Thread(target=ask, args=(server, bearer(GOOD), VERSION)) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(server.requests) == 20


def test_one_connection_serves_many_requests() -> None:
    with StandIn(RULES) as server:
        connection = connect(server)
        connection.connect()
        port = connection.sock.getsockname()[1]
        statuses = [
            ask_on(connection, bearer(GOOD), VERSION).status,
            ask_on(connection, bearer(GOOD), VERSION, method="POST", path="/v1/messages", body=MESSAGE).status,
            ask_on(connection, bearer(GOOD), VERSION, method="POST", path="/nowhere", body=MESSAGE).status,
            ask_on(connection, VERSION).status,
        ]
        assert connection.sock.getsockname()[1] == port
        connection.close()
    assert statuses == [200, 200, 404, 401]


def test_head_has_headers_only_and_keeps_the_connection() -> None:
    common = f"Host: here\r\nAuthorization: Bearer {GOOD}\r\nanthropic-version: 2026-10-21\r\n"
    both = f"HEAD /v1/models HTTP/1.1\r\n{common}\r\nGET /v1/models HTTP/1.1\r\n{common}Connection: close\r\n\r\n"
    with StandIn(RULES) as server, socket.create_connection(("127.0.0.1", server.port), 10) as client:
        client.sendall(both.encode())
        with client.makefile("rb") as answers:
            text = answers.read()
    first, second, body = text.split(b"\r\n\r\n")
    assert first.startswith(b"HTTP/1.1 404")
    assert second.startswith(b"HTTP/1.1 200")
    assert body.startswith(b"{")


def test_a_body_without_a_length_ends_the_connection() -> None:
    with StandIn(RULES) as server, closing(connect(server)) as connection:
        connection.putrequest("POST", "/v1/messages")
        for name, value in (VERSION, bearer(GOOD), ("Transfer-Encoding", "chunked")):
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        assert response.status == 400
        assert response.getheader("connection") == "close"
        response.read()


def test_closes_early_gives_no_answer_but_is_recorded() -> None:
    with StandIn(Rules(mode=Mode.CLOSES_EARLY)) as server:
        with pytest.raises(http.client.RemoteDisconnected):
            ask(server, bearer(GOOD), VERSION)
        assert len(server.requests) == 1


def test_half_a_body_ends_in_the_middle() -> None:
    with StandIn(Rules(keys=(GOOD,), mode=Mode.HALF_BODY)) as server, pytest.raises(http.client.IncompleteRead) as half:
        ask(server, bearer(GOOD), VERSION)
    assert half.value.expected is not None
    assert 0 <= len(half.value.partial) - half.value.expected <= 1


def test_slow_answers_after_its_time() -> None:
    with StandIn(Rules(keys=(GOOD,), mode=Mode.SLOW, slow_seconds=0.2)) as server:
        begin = time.monotonic()
        assert ask(server, bearer(GOOD), VERSION).status == 200
        assert time.monotonic() - begin >= 0.2


def test_closing_releases_who_waits() -> None:
    errors: list[BaseException] = []

    def wait(server: StandIn) -> None:
        try:
            ask(server, bearer(GOOD), VERSION)
        except (OSError, http.client.HTTPException) as error:
            errors.append(error)

    with StandIn(Rules(keys=(GOOD,), mode=Mode.SLOW, slow_seconds=600)) as server:
        thread = threading.Thread(target=wait, args=(server,))
        thread.start()
        until(lambda: len(server.requests) == 1)
        begin = time.monotonic()
    thread.join(PROMPT)
    assert not thread.is_alive()
    assert time.monotonic() - begin < PROMPT
    assert len(errors) == 1


def test_closing_ends_idle_connections_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with StandIn(RULES) as server:
        idle = [connect(server) for _ in range(3)]
        for connection in idle:
            assert ask_on(connection, bearer(GOOD), VERSION).status == 200
        begin = time.monotonic()
    assert time.monotonic() - begin < PROMPT
    until(lambda: set(threading.enumerate()) <= before)
    for connection in idle:
        connection.close()
    with pytest.raises(ConnectionRefusedError):
        ask(server, bearer(GOOD), VERSION)


def test_closing_twice_and_without_a_start_is_harmless() -> None:
    server = StandIn(RULES)
    server.close()
    server.close()
    with StandIn(RULES) as another:
        another.close()


def test_clients_that_vanish_are_not_talked_about(capfd: pytest.CaptureFixture[str]) -> None:
    with StandIn(Rules(keys=(GOOD,), mode=Mode.HUGE_BODY)) as server:
        for data in (b"", b"GET /v1/mo", b"\x16\x03\x01 rubbish\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", server.port)) as client:
                client.sendall(data)
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(b"GET /v1/models HTTP/1.1\r\nanthropic-version: 2026-10-21\r\n\r\n")
            client.recv(100)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        server.rules = RULES
        assert ask(server, bearer(GOOD), VERSION).status == 200
    assert capfd.readouterr() == ("", "")


def _contexts(name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    at_server, at_client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert(name).configure_cert(at_server)  # pyright: ignore[reportUnknownMemberType] - pyOpenSSL's stubs
    authority.configure_trust(at_client)  # pyright: ignore[reportUnknownMemberType] - pyOpenSSL's stubs
    return at_server, at_client


def test_it_speaks_tls() -> None:
    at_server, at_client = _contexts("127.0.0.1")
    with StandIn(RULES, tls=at_server) as server:
        assert server.url.startswith("https://")
        connection = connect(server, at_client)
        assert [ask_on(connection, bearer(GOOD), VERSION).status for _ in range(2)] == [200, 200]
        begin = time.monotonic()
    assert time.monotonic() - begin < PROMPT
    connection.close()


def test_a_certificate_that_is_not_trusted_fails_in_the_client_only(capfd: pytest.CaptureFixture[str]) -> None:
    at_server, _ = _contexts("127.0.0.1")
    with StandIn(RULES, tls=at_server) as server:
        stranger = connect(server, ssl.create_default_context())
        with pytest.raises(ssl.SSLCertVerificationError):
            stranger.connect()
        stranger.close()
        assert server.requests == ()
    assert capfd.readouterr() == ("", "")


def test_a_client_that_never_shakes_hands_does_not_hold_the_end() -> None:
    at_server, _ = _contexts("127.0.0.1")
    with StandIn(RULES, tls=at_server) as server, socket.create_connection(("127.0.0.1", server.port)):
        begin = time.monotonic()
        server.close()
        assert time.monotonic() - begin < PROMPT
