"""A handshake by itself: what it told of the certificate, or why the client would not go on."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

from tui.adapters.network.connection_failure import explain
from tui.adapters.network.probe_round import Attempt, Stage
from tui.adapters.network.tls_contexts import looking_context
from tui.domain.probing.certificate import issuer_of, validity_of
from tui.domain.probing.passage import Passage

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    from tui.adapters.network.open_sockets import OpenSockets
    from tui.domain.probing.probe import ProbeRequest


def shake_hands(connection: socket.socket, host: str, context: ssl.SSLContext, sockets: OpenSockets) -> ssl.SSLSocket:
    """Return the connection once it is secured; raises OSError, whose kinds tell why not."""
    secured = context.wrap_socket(connection, server_hostname=host, do_handshake_on_connect=False)
    sockets.add(secured)
    sockets.forget(connection)
    secured.do_handshake()
    return secured


def passage_of(secured: ssl.SSLSocket, milliseconds: float) -> Passage:
    """Return what the handshake told."""
    certificate = secured.getpeercert(binary_form=True) or b""
    begins, ends = validity_of(certificate)
    return Passage(
        shaking_hands=milliseconds,
        protocol=secured.version() or "",
        issuer=issuer_of(certificate),
        begins=begins,
        ends=ends,
    )


def shown_certificate(connection: socket.socket, host: str, sockets: OpenSockets) -> bytes:
    """Return the certificate that is shown there, whoever issued it; raises OSError."""
    return shake_hands(connection, host, looking_context(), sockets).getpeercert(binary_form=True) or b""


def why_unsecured(request: ProbeRequest, proxy: str, error: OSError | ValueError, look: Callable[[], bytes]) -> str:
    """Return in words why the handshake failed; `look` gives the certificate and is called where it matters."""
    attempt = Attempt(request, 0.0, 0.0, time.monotonic(), Stage.HANDSHAKE, proxy=proxy, is_tunnelled=True)

    def seen(*, asks_time: bool) -> tuple[bytes, str]:
        del asks_time  # the call itself asks for the time
        try:
            return look(), ""
        except (OSError, ValueError):
            return b"", ""

    outcome = explain(attempt, error, seen)
    return getattr(outcome, "text", "") or getattr(outcome, "message", "")
