"""The inner handshake by itself, with an outer connection that ends in its midst."""

import ssl
from typing import cast

import pytest
import trustme

from tests.adapters.probing import tls
from tui.adapters.network.tls_in_tls import shake_hands_inside


class Outer:
    """A connection to a server with TLS that takes one greeting, and is gone once that is answered."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._server = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self.sent = 0

    def sendall(self, data: bytes) -> None:
        self.sent += 1
        if self.sent > 1:
            raise BrokenPipeError
        self._incoming.write(data)

    def recv(self, _count: int) -> bytes:
        with pytest.raises(ssl.SSLWantReadError):
            self._server.do_handshake()
        return self._outgoing.read()


def test_a_certificate_that_is_not_trusted_is_told_although_nobody_is_there_to_hear_of_it() -> None:
    outer = Outer(tls(trustme.CA()))
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands_inside(cast("ssl.SSLSocket", outer), "127.0.0.1", ssl.create_default_context())
    assert outer.sent == 2
