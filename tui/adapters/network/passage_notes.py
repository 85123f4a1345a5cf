"""Notes of one call's way, taken from the events of the connection that is made for it anyway."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Protocol, cast

from tui.domain.probing.passage import Passage

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Mapping


class NetworkStream(Protocol):
    """What httpcore's trace hands over when a connection was made."""

    def get_extra_info(self, info: str) -> object:
        """Return the `socket`, among others."""
        ...


class PassageNotes:
    """Follows httpcore's documented trace events; a certificate is read when the notes are asked for."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}
        self._address = ""
        self._protocol, self._certificate = "", b""
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
                self._protocol, self._certificate = _secured_by(info)
            case _:
                pass

    def passage(self, proxy: str, date: str = "") -> Passage:
        """Return what is known; `proxy` is its host and port, `date` the answer's header of that name."""
        connected, tls_started = self._at.get("connect_tcp.complete", 0.0), self._at.get("start_tls.started", 0.0)
        issuer, validity = _read(self._certificate)
        return Passage(
            address=self._address,
            proxy=proxy,
            connecting=self._between("connect_tcp.started", "connect_tcp.complete"),
            tunnelling=(tls_started - connected) * 1000 if self._is_tunnelled else 0.0,
            shaking_hands=self._between("start_tls.started", "start_tls.complete"),
            protocol=self._protocol,
            issuer=issuer,
            begins=validity[0],
            ends=validity[1],
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


def _secured_by(info: Mapping[str, object]) -> tuple[str, bytes]:
    """Return the version of TLS and the certificate; the connection itself is not kept."""
    secured = cast("NetworkStream", info["return_value"]).get_extra_info("socket")
    ssl = sys.modules["ssl"]
    if not isinstance(secured, ssl.SSLSocket):
        return "", b""
    shown = cast("ssl.SSLSocket", secured)
    return shown.version() or "", shown.getpeercert(binary_form=True) or b""


def _read(certificate: bytes) -> tuple[str, tuple[float, float]]:
    if not certificate:
        return "", (0.0, 0.0)
    from tui.domain.probing.certificate import issuer_of, validity_of  # noqa: PLC0415 - plain http has none

    return issuer_of(certificate), validity_of(certificate)
