"""A look at a peer's certificate, and at its clock, without trusting it and without sending it anything secret."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.adapters.network.open_sockets import Tracer
    from tui.adapters.network.passage_notes import NetworkStream


class SeenError(Exception):
    """Breaks a connection off before anything is sent over it."""


class Look:
    """A trace that notes the certificate of the address, or of what lies behind the proxy.

    `is_enough` breaks the connection off once the handshake is done.
    """

    def __init__(self, tracer: Tracer, *, is_proxied: bool, is_enough: bool) -> None:
        self._tracer = tracer
        self._event = f"{'proxy' if is_proxied else 'connection'}.start_tls.complete"
        self._is_enough = is_enough
        self.certificate = b""

    def __call__(self, event: str, info: Mapping[str, object]) -> None:
        """Follow the connection; raises `SeenError` once enough was seen."""
        self._tracer(event, info)
        if event != self._event:
            return
        peer = cast("NetworkStream", info["return_value"]).get_extra_info("socket")
        if isinstance(peer, ssl.SSLSocket):
            self.certificate = peer.getpeercert(binary_form=True) or b""
            if self._is_enough:
                peer.close()
        if self._is_enough:
            raise SeenError
