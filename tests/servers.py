"""Small servers on loopback, each with one fault, and proxies in front of them."""

import contextlib
import select
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Generator
from types import TracebackType
from typing import Self

MODELS = b'{"data":[{"type":"model","id":"claude-haiku-4-5"}],"has_more":false}'
REFUSAL = b'{"type":"error","error":{"type":"authentication_error","message":"API key is invalid."}}'


class Peer:
    """The server's end of one connection."""

    def __init__(self, connection: socket.socket, server: "Server") -> None:
        self.connection = connection
        self.server = server

    def head(self) -> bytes:
        """Return the next request's head, empty when the client has gone."""
        data = b""
        while not data.endswith(b"\r\n\r\n"):
            byte = self.connection.recv(1)
            if not byte:
                return b""
            data += byte
        self.server.heads.append(data)
        return data

    def body(self, head: bytes) -> bytes:
        """Return the body that a head announces."""
        lines = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        length = int(lines[0].partition(b":")[2]) if lines else 0
        data = b""
        while len(data) < length:
            data += self.connection.recv(length - len(data))
        self.server.bodies.append(data)
        return data

    def answer(self, status: int, body: bytes, *headers: str) -> None:
        """Send a whole answer."""
        kinds = () if any(header.lower().startswith("content-type") for header in headers) else (_JSON,)
        lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", *kinds, *headers]
        self.connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def wait_for_end(self, seconds: float = 30) -> bool:
        """Return whether the client ends the connection within this time."""
        readable, _, _ = select.select([self.connection], [], [], seconds)
        return bool(readable) and not self.connection.recv(1)


_JSON = "Content-Type: application/json"
Handler = Callable[[Peer], object]


class Server:
    """Accepts on a free port of a loopback address, hands each connection to the handler, and counts.

    `dropped` is set once a client has ended a connection on which it had no whole answer.
    """

    def __init__(self, handler: Handler, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self._handler = handler
        self._tls = tls
        self._lock = threading.Lock()
        self._host = f"[{host}]" if ":" in host else host
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family)
        self._connections: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self.port: int = self._listener.getsockname()[1]
        self.heads: list[bytes] = []
        self.bodies: list[bytes] = []
        self.most_open = 0
        self.asked = threading.Event()
        self.dropped = threading.Event()

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://{self._host}:{self.port}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for connection in self._connections:
                _end(connection)
        for thread in self._threads:
            thread.join(5)

    def _start(self, target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._start(lambda connection=connection: self._serve(connection))

    def _serve(self, plain: socket.socket) -> None:
        connection = plain
        try:
            with self._lock:
                self._connections.add(connection)
                self.most_open = max(self.most_open, len(self._connections))
            self.asked.set()
            if self._tls:
                plain.settimeout(5)
                connection = self._tls.wrap_socket(plain, server_side=True)
                with self._lock:
                    self._connections.add(connection)
                    self._connections.discard(plain)
            if self._handler(Peer(connection, self)) is True:
                self.dropped.set()
        except OSError:
            self.dropped.set()
        finally:
            with self._lock:
                self._connections -= {plain, connection}
            connection.close()
            plain.close()


def says(status: int, body: bytes, *headers: str) -> Handler:
    """Answer every request of a connection in the same way."""

    def handle(peer: Peer) -> None:
        while head := peer.head():
            peer.body(head)
            peer.answer(status, body, *headers)

    return handle


def accepts_only(key: str, *, stuck: str = "") -> Handler:
    """Answer like the API that knows one key, and not at all for another."""

    def handle(peer: Peer) -> object:
        while head := peer.head():
            if stuck and stuck.encode() in head:
                return peer.wait_for_end()
            good = f" {key}\r\n".encode() in head
            peer.answer(200 if good else 401, MODELS if good else REFUSAL, "request-id: req_test")
        return None

    return handle


def never_answers(peer: Peer) -> bool:
    """Take the request and stay silent."""
    peer.head()
    return peer.wait_for_end()


def never_reads(peer: Peer) -> bool:
    """Take the connection and stay silent, through a TLS handshake too."""
    while peer.connection.recv(4096):
        peer.server.heads.append(b"")
    return True


def speaks_no_tls(peer: Peer) -> None:
    """Take a greeting for a request without sense, as a server without TLS does."""
    if peer.connection.recv(1):
        peer.answer(400, b"")


def closes_early(peer: Peer) -> None:
    """Take the request and close."""
    peer.head()


def speaks_no_http(peer: Peer) -> None:
    """Answer as a mail server does."""
    peer.head()
    peer.connection.sendall(b"220 mail.example ESMTP ready\r\n\r\n")


def greets_as_mail(peer: Peer) -> None:
    """Speak first, as a mail server does."""
    peer.connection.sendall(b"220 mail.example ESMTP ready\r\n")


def half_a_body(peer: Peer) -> None:
    """Announce more than is sent."""
    peer.head()
    peer.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + MODELS)


def ten_megabytes(peer: Peer) -> None:
    """Send 10 MB of JSON."""
    peer.head()
    peer.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n" + b" " * 10_000_000)


def slow_drip(peer: Peer) -> bool:
    """Send one byte of an endless body after the other."""
    peer.head()
    peer.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while not peer.wait_for_end(0.02):
        peer.connection.sendall(b" ")
    return True


def gzip_bomb(peer: Peer) -> None:
    """Send 200 kB that unpack into 200 MB."""
    peer.head()
    packer = zlib.compressobj(wbits=31)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    peer.answer(200, packed, "Content-Encoding: gzip")


def speaks_http_1_0(peer: Peer) -> None:
    """Answer as the servers of long ago: without a length, the end of the connection ends the body."""
    peer.head()
    peer.connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + MODELS)


def floods_with_headers(peer: Peer) -> None:
    """Send a head that does not end."""
    peer.head()
    with contextlib.suppress(OSError):
        peer.connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(200_000):
            peer.connection.sendall(f"X-Flood-{number}: {'x' * 200}\r\n".encode())


def speaks_socks(refusal: int = 0, *, login: bytes = b"") -> Handler:
    """Be a SOCKS 5 proxy: it opens the way, or refuses it with this code; `login` is the user and word it wants."""

    def handle(peer: Peer) -> None:
        greeting = peer.connection.recv(2)
        if not greeting:
            return
        offered = peer.connection.recv(greeting[1])
        method = b"\x02" if login else b"\x00"
        peer.connection.sendall(b"\x05" + (method if method in offered else b"\xff"))
        if login and method in offered:
            given = peer.connection.recv(512)
            peer.server.bodies.append(given)
            peer.connection.sendall(b"\x01" + (b"\x00" if login in given else b"\x01"))
        wish = peer.connection.recv(512)
        if not wish:
            return
        peer.server.heads.append(wish)
        peer.connection.sendall(bytes([5, refusal, 0, 1, 0, 0, 0, 0, 0, 0]))
        if not refusal:
            name, port = wish[5 : 5 + wish[4]].decode(), int.from_bytes(wish[-2:], "big")
            with socket.create_connection((name, port), timeout=5) as onward:
                relay(peer.connection, onward)

    return handle


def tunnels(peer: Peer) -> None:
    """Be a proxy that opens the tunnel it is asked for."""
    head = peer.head()
    if head:
        _tunnel(peer, head)


def tunnels_or_says(status: int, body: bytes, *headers: str) -> Handler:
    """Be a proxy that opens tunnels, and answers plain calls itself."""

    def handle(peer: Peer) -> None:
        head = peer.head()
        if head.startswith(b"CONNECT "):
            _tunnel(peer, head)
        elif head:
            peer.answer(status, body, "Connection: close", *headers)

    return handle


def _tunnel(peer: Peer, head: bytes) -> None:
    host, _, port = head.split()[1].decode().partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as onward:
        peer.connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        relay(peer.connection, onward)


def passes_on_to(port: int) -> Handler:
    """Be a company's proxy: it takes every tunnel to one server, whatever host was asked for."""

    def handle(peer: Peer) -> None:
        peer.head()
        with socket.create_connection(("127.0.0.1", port), timeout=5) as onward:
            peer.connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            relay(peer.connection, onward)

    return handle


def refuses_tunnel(status: int) -> Handler:
    """Be a proxy that answers CONNECT with this status."""

    def handle(peer: Peer) -> None:
        peer.head()
        peer.answer(status, b"<html>no</html>", "Content-Type: text/html")

    return handle


def has_ipv6() -> bool:
    """Return whether this machine has the loopback address of IPv6."""
    with contextlib.suppress(OSError), socket.create_server(("::1", 0), family=socket.AF_INET6):
        return True
    return False


@contextlib.contextmanager
def refusing_port() -> Generator[str]:
    """Give an address at which nothing listens: the port is taken, and not listened on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def relay(left: socket.socket, right: socket.socket) -> None:
    """Carry bytes both ways until one side ends."""
    other = {left: right, right: left}
    while True:
        readable, _, _ = select.select([left, right], [], [], 30)
        for source in readable:
            data = source.recv(65536)
            if not data:
                return
            other[source].sendall(data)
        if not readable:
            return


def _end(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
