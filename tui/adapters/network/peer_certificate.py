"""A look at a peer's certificates, and at its clock, without trusting it and without sending it anything secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tui.adapters.network.certificate_chain import chain_of, secured_by
from tui.adapters.network.handshake import Seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.adapters.network.network_stream import NetworkStream
    from tui.adapters.network.open_sockets import Tracer


class SeenError(Exception):
    """Breaks a connection off before anything is sent over it."""


class Look:
    """A trace that notes what is shown by whom a connection is made to, or of what lies behind the proxy.

    `is_enough` breaks the connection off once the handshake is done.
    """

    def __init__(self, tracer: Tracer, *, is_behind_proxy: bool, is_enough: bool) -> None:
        self._tracer = tracer
        self._event = f"{'proxy' if is_behind_proxy else 'connection'}.start_tls.complete"
        self._is_enough = is_enough
        self.seen = Seen()

    def __call__(self, event: str, info: Mapping[str, object]) -> None:
        """Follow the connection; raises `SeenError` once enough was seen."""
        self._tracer(event, info)
        if event != self._event:
            return
        stream = cast("NetworkStream", info["return_value"])
        peer = secured_by(stream)
        if peer is not None:
            self.seen = Seen(chain_of(peer), peer.version() or "")
        if self._is_enough:
            stream.close()
            raise SeenError
