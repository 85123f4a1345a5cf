"""The sockets of a round, so that a blocked read can be ended from another thread."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.adapters.network.network_stream import NetworkStream
    from tui.adapters.network.probe_round import Attempt

from tui.adapters.network.probe_round import Stage


class OpenSockets:
    """Knows every socket that was opened and shuts all down at once; later ones are shut at birth."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: set[socket.socket] = set()
        self._is_shut = False

    def add(self, opened: socket.socket) -> None:
        """Remember a socket."""
        with self._lock:
            self._sockets.add(opened)
            if self._is_shut:
                _shut(opened)

    def forget(self, closed: socket.socket) -> None:
        """Forget a socket that is closed or was replaced."""
        with self._lock:
            self._sockets.discard(closed)

    def shut_down(self) -> None:
        """End every read and write, now and from now on; the peers see the connections end."""
        with self._lock:
            self._is_shut = True
            for opened in self._sockets:
                _shut(opened)

    def close(self) -> None:
        """Close all sockets; to be called once nobody uses one any more."""
        with self._lock:
            for opened in self._sockets:
                opened.close()
            self._sockets.clear()


class Tracer:
    """Follows one attempt through httpcore's documented trace events: its stage and its sockets."""

    def __init__(self, attempt: Attempt, sockets: OpenSockets) -> None:
        self._attempt = attempt
        self._sockets = sockets
        self._connected: socket.socket | None = None
        self._twin: socket.socket | None = None

    def __call__(self, event: str, info: Mapping[str, object]) -> None:
        """Take note of an event such as `connection.connect_tcp.complete`."""
        part, _, step = event.partition(".")
        self._attempt.notes.take(event, info)
        match step:
            case "connect_tcp.started":
                self._attempt.stage = Stage.CONNECTING
            case "connect_tcp.complete" | "start_tls.complete":
                self._take(info)
            case "start_tls.started":
                self._attempt.stage = Stage.HANDSHAKE
                self._attempt.is_tunnelled |= part == "proxy"
                self._hold()
            case "start_tls.failed":
                self._release()
            case "send_request_headers.started":
                self._attempt.stage = Stage.ANSWER
            case "receive_response_headers.complete":
                self._attempt.status = cast("tuple[object, int]", info["return_value"])[1]
            case _:
                pass

    def _take(self, info: Mapping[str, object]) -> None:
        opened = cast("NetworkStream", info["return_value"]).get_extra_info("socket")
        if isinstance(opened, socket.socket):
            self._connected = opened
            self._sockets.add(opened)
        self._release()

    def _hold(self) -> None:
        """Keep a second handle during the handshake, in which the first one has no connection.

        `SSLContext.wrap_socket` takes the connection away from the plain socket before it
        shakes hands. A second handle afterwards would keep a closed connection open.
        """
        plain = self._connected
        if plain is not None and type(plain) is socket.socket:
            self._twin = plain.dup()
            self._sockets.add(self._twin)
            self._sockets.forget(plain)

    def _release(self) -> None:
        twin, self._twin = self._twin, None
        if twin is not None:
            self._sockets.forget(twin)
            twin.close()


def _shut(opened: socket.socket) -> None:
    # The plain method: that of an SSLSocket would drop its TLS state under the reading thread.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(opened, socket.SHUT_RDWR)
