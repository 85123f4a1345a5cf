"""Notes of one call's way, taken from the events of the connection that is made for it anyway."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from tui.domain.probing.certificate import read_chain
from tui.domain.probing.passage import Passage

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

    from tui.adapters.network.network_stream import NetworkStream


class PassageNotes:
    """Follows httpcore's documented trace events; a certificate is read when the notes are asked for."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}
        self._address = ""
        self._protocol, self._chain = "", tuple[bytes, ...]()
        self._is_tunnelled = False

    def take(self, event: str, info: Mapping[str, object]) -> None:
        """Take note of an event such as `connection.connect_tcp.complete`."""
        part, _, step = event.partition(".")
        self._at[step] = time.monotonic()
        match step:
            case "connect_tcp.complete":
                self._address = _peer_of(info)
            case "start_tls.started":
                self._is_tunnelled = part == "proxy"
            case "start_tls.complete":
                self._protocol, self._chain = _secured_by(info)
            case _:
                pass

    @property
    def is_secured(self) -> bool:
        """Whether a handshake has succeeded, be it with the proxy."""
        return self._protocol != ""

    def passage(self, proxy: str, date: str = "") -> Passage:
        """Return what is known; `proxy` is its host and port, `date` the answer's header of that name."""
        connected, tls_started = self._at.get("connect_tcp.complete", 0.0), self._at.get("start_tls.started", 0.0)
        return Passage(
            address=self._address,
            proxy=proxy,
            connecting=self._between("connect_tcp.started", "connect_tcp.complete"),
            tunnelling=(tls_started - connected) * 1000 if self._is_tunnelled else 0.0,
            shaking_hands=self._between("start_tls.started", "start_tls.complete"),
            protocol=self._protocol,
            certificate=read_chain(self._chain),
            answering=self._between("send_request_headers.started", "receive_response_headers.complete"),
            own_clock=time.time(),
            their_clock=clock_in(date) if date else 0.0,
        )

    def _between(self, first: str, last: str) -> float:
        begun, ended = self._at.get(first, 0.0), self._at.get(last, 0.0)
        return (ended - begun) * 1000 if begun and ended >= begun else 0.0


def clock_in(date: str) -> float:
    """Return the Unix seconds of a `Date` header, 0 where it is none."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - loaded with httpx, or needed by few

    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _peer_of(info: Mapping[str, object]) -> str:
    opened = cast("NetworkStream", info["return_value"]).get_extra_info("socket")
    try:
        return str(cast("socket.socket", opened).getpeername()[0])
    except OSError:
        return ""


def _secured_by(info: Mapping[str, object]) -> tuple[str, tuple[bytes, ...]]:
    """Return the version of TLS and the certificates; the connection itself is not kept."""
    from tui.adapters.network.certificate_chain import chain_of, secured_by  # noqa: PLC0415 - plain http has none

    secured = secured_by(cast("NetworkStream", info["return_value"]))
    return (secured.version() or "", chain_of(secured)) if secured else ("", ())
