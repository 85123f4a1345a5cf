"""A stand-in for the Claude API on loopback: real HTTP, made-up answers, nothing written anywhere."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self, cast

from tui.practice.answer import Answer, Case
from tui.practice.judgement import judge
from tui.practice.rules import Mode, Rules, SeenRequest

_HANDSHAKE_SECONDS = 10.0
_POLL_SECONDS = 0.01
_JOIN_SECONDS = 5.0


class StandIn:
    """The server, from `with` to the end of the block; `rules` may be exchanged in between.

    It listens on 127.0.0.1 at a free port, answers every connection in a daemon thread and
    closes all of them at the end, whatever they are waiting for.
    """

    def __init__(self, rules: Rules | None = None, *, tls: ssl.SSLContext | None = None) -> None:
        self.rules = rules or Rules()
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._requests: list[SeenRequest] = []
        self._server = _Server(self, tls)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        self._scheme = "https" if tls else "http"

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self._server.server_address[1]

    @property
    def url(self) -> str:
        """The base URL for a client."""
        return f"{self._scheme}://127.0.0.1:{self.port}"

    @property
    def requests(self) -> tuple[SeenRequest, ...]:
        """Every request so far, in the order of arrival."""
        with self._lock:
            return tuple(self._requests)

    def record(self, seen: SeenRequest) -> Case:
        """Remember a request and give it its id."""
        with self._lock:
            self._requests.append(seen)
            number = len(self._requests)
        return Case(self.rules, seen, f"req_01Practice{number:016d}")

    def close(self) -> None:
        """Stop listening, end all connections and release whoever waits."""
        if self.closing.is_set():
            return
        self.closing.set()
        if self._thread.ident is not None:
            self._server.shutdown()
            self._thread.join(_JOIN_SECONDS)
        self._server.server_close()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    """The listening socket; knows all open connections, so that it can end them."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, stand_in: StandIn, tls: ssl.SSLContext | None) -> None:
        self.stand_in = stand_in
        self._tls = tls
        self._open_lock = threading.Lock()
        self._open: set[tuple[socket.socket, threading.Thread]] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        """Bind without the look-up of the host's name that `HTTPServer` makes, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def finish_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Shake hands where TLS is wanted, then answer until the client or the block ends."""
        connection = cast("socket.socket", request)
        with self._open_connection(connection):
            if self._tls is None:
                self._converse(connection, client_address)
                return
            connection.settimeout(_HANDSHAKE_SECONDS)
            secured = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
            with secured, self._open_connection(secured):
                self._converse(secured, client_address)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that vanishes or distrusts the certificate is part of the exercise."""

    def server_close(self) -> None:
        """Close the listening socket and every connection, then wait for their threads."""
        super().server_close()
        with self._open_lock:
            connections = list(self._open)
        for connection, _ in connections:
            with suppress(OSError):
                # Not the TLS socket's own method, which would take its state away from the thread that reads.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
        for _, thread in connections:
            thread.join(_JOIN_SECONDS)

    def _converse(self, connection: socket.socket, client_address: object) -> None:
        # Looked at after the connection was listed: what `server_close` missed must end by itself.
        if not self.stand_in.closing.is_set():
            if isinstance(connection, ssl.SSLSocket):
                connection.do_handshake()
            _Handler(connection, client_address, self)

    @contextmanager
    def _open_connection(self, connection: socket.socket) -> Generator[None]:
        entry = (connection, threading.current_thread())
        with self._open_lock:
            self._open.add(entry)
        try:
            yield
        finally:
            with self._open_lock:
                self._open.discard(entry)


class _Handler(BaseHTTPRequestHandler):
    """One connection: reads requests, asks for the judgement and writes it in the way that the mode wants."""

    protocol_version = "HTTP/1.1"
    server_version = "practice-range"
    sys_version = ""
    wbufsize = -1
    timeout = 60

    def _answer(self) -> None:
        stand_in = cast("_Server", self.server).stand_in
        case = stand_in.record(SeenRequest(self.command, self.path, self._headers(), self._body()))
        mode = case.rules.mode
        if mode is Mode.CLOSES_EARLY:
            self.close_connection = True
            return
        if mode is Mode.SLOW and stand_in.closing.wait(case.rules.slow_seconds):
            self.close_connection = True
            return
        self._write(judge(case), case.request_id, cut=mode is Mode.HALF_BODY)

    do_GET: Callable[[Self], None] = _answer  # noqa: N815 - the base class looks for these names
    do_POST: Callable[[Self], None] = _answer  # noqa: N815 - as above
    do_PUT: Callable[[Self], None] = _answer  # noqa: N815 - as above
    do_PATCH: Callable[[Self], None] = _answer  # noqa: N815 - as above
    do_DELETE: Callable[[Self], None] = _answer  # noqa: N815 - as above
    do_OPTIONS: Callable[[Self], None] = _answer  # noqa: N815 - as above
    do_HEAD: Callable[[Self], None] = _answer  # noqa: N815 - as above

    def _headers(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, str(value)) for name, value in self.headers.raw_items())

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            return b""
        return self.rfile.read(int(length))

    def _write(self, answer: Answer, request_id: str, *, cut: bool) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        if answer.is_api:
            self.send_header("request-id", request_id)
        for name, value in answer.headers:
            self.send_header(name, value)
        if self.close_connection or cut:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body[: len(answer.body) // 2] if cut else answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Write nothing: requests hold keys, and the screen belongs to the wizard."""
