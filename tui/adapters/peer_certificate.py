"""A look at a peer's certificate during a handshake, after which the connection is broken off."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, cast

from tui.domain.certificate import issuer_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.adapters.open_sockets import NetworkStream, Tracer


class SeenError(Exception):
    """Breaks a connection off before anything is sent over it."""


class Look:
    """A trace that notes who issued the certificate of the address, or of what lies behind the proxy."""

    def __init__(self, tracer: Tracer, *, is_proxied: bool) -> None:
        self._tracer = tracer
        self._event = f"{'proxy' if is_proxied else 'connection'}.start_tls.complete"
        self.issuer = ""

    def __call__(self, event: str, info: Mapping[str, object]) -> None:
        """Follow the connection; raises `SeenError` once the handshake is done."""
        self._tracer(event, info)
        if event != self._event:
            return
        peer = cast("NetworkStream", info["return_value"]).get_extra_info("socket")
        if isinstance(peer, ssl.SSLSocket):
            self.issuer = issuer_of(peer.getpeercert(binary_form=True) or b"")
            peer.close()
        raise SeenError
