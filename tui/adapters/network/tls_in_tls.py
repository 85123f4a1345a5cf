"""A TLS connection inside another one, as it runs through a proxy that speaks TLS itself."""

from __future__ import annotations

import contextlib
import ssl

_RECORD = 16 * 1024 + 256


def shake_hands_inside(outer: ssl.SSLSocket, host: str, context: ssl.SSLContext) -> ssl.SSLObject:
    """Return the inner connection once it is secured; raises OSError, whose kinds tell why not.

    `SSLContext.wrap_socket` would read past the outer connection, so the bytes are carried by hand.
    """
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    inner = context.wrap_bio(incoming, outgoing, server_hostname=host)
    while True:
        try:
            inner.do_handshake()
        except ssl.SSLWantReadError:
            _carry(outer, incoming, outgoing)
        except ssl.SSLError:
            with contextlib.suppress(OSError):
                _send(outer, outgoing)  # the alert, so that the other side knows as well, where it is still there
            raise
        else:
            _send(outer, outgoing)
            return inner


def _carry(outer: ssl.SSLSocket, incoming: ssl.MemoryBIO, outgoing: ssl.MemoryBIO) -> None:
    _send(outer, outgoing)
    received = outer.recv(_RECORD)
    if received:
        incoming.write(received)
    else:
        incoming.write_eof()


def _send(outer: ssl.SSLSocket, outgoing: ssl.MemoryBIO) -> None:
    waiting = outgoing.read()
    if waiting:
        outer.sendall(waiting)
