"""A handshake by itself: what it told of the certificates, or why the client would not go on."""

from __future__ import annotations

import functools
import ssl
import time
from typing import TYPE_CHECKING

from tui.adapters.network.certificate_chain import chain_of
from tui.adapters.network.connection_failure import explain
from tui.adapters.network.handshake import Distrust, Secured, Seen
from tui.adapters.network.probe_round import Attempt, Stage
from tui.adapters.network.tls_contexts import looking_context
from tui.adapters.network.tls_in_tls import shake_hands_inside
from tui.domain.probing.certificate import read_chain
from tui.domain.probing.passage import Passage

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from tui.adapters.network.open_sockets import OpenSockets
    from tui.domain.probing.probe import ProbeRequest


def secure(connection: socket.socket, host: str, context: ssl.SSLContext, sockets: OpenSockets) -> Secured:
    """Return the connection once it is secured; raises OSError, whose kinds tell why not."""
    began = time.monotonic()
    stream = _shake_hands(connection, host, context, sockets)
    spent = (time.monotonic() - began) * 1000
    passage = Passage(shaking_hands=spent, protocol=stream.version() or "", certificate=read_chain(chain_of(stream)))
    return Secured(stream, passage)


def look_at(connection: socket.socket, host: str, sockets: OpenSockets) -> Seen:
    """Return what is shown there, whoever issued it; raises OSError."""
    stream = _shake_hands(connection, host, looking_context(), sockets)
    return Seen(chain_of(stream), stream.version() or "")


def why_unsecured(
    request: ProbeRequest,
    proxy: str,
    error: OSError | ValueError,
    look: Callable[[], Seen],
    *,
    inside: bool,
) -> Distrust:
    """Return why the handshake failed; `look` is called where it matters what is shown there.

    `proxy` is the one on the way, empty for none, and `inside` tells that it has opened its tunnel.
    """
    attempt = Attempt(request, 0.0, 0.0, time.monotonic(), Stage.HANDSHAKE, proxy=proxy, is_tunnelled=inside)
    is_certificate = isinstance(error, ssl.SSLCertVerificationError)
    looked = functools.cache(functools.partial(_looked, look))

    def seen(*, asks_time: bool) -> Seen:
        del asks_time  # the call itself asks for the time
        return looked()

    outcome = explain(attempt, error, seen)
    words = getattr(outcome, "text", "") or getattr(outcome, "message", "")
    return Distrust(words, read_chain(looked().chain)) if is_certificate else Distrust(words)


def _looked(look: Callable[[], Seen]) -> Seen:
    try:
        return look()
    except (OSError, ValueError):
        return Seen()


def _shake_hands(
    connection: socket.socket, host: str, context: ssl.SSLContext, sockets: OpenSockets
) -> ssl.SSLSocket | ssl.SSLObject:
    if isinstance(connection, ssl.SSLSocket):
        return shake_hands_inside(connection, host, context)
    secured = context.wrap_socket(connection, server_hostname=host, do_handshake_on_connect=False)
    sockets.add(secured)
    sockets.forget(connection)
    secured.do_handshake()
    return secured
