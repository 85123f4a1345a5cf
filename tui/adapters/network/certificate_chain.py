"""Every certificate that the other side of a TLS connection showed, as far as this Python's `ssl` tells."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tui.adapters.network.network_stream import NetworkStream


class _Certificate(Protocol):
    def public_bytes(self) -> str: ...


def chain_of(secured: ssl.SSLSocket | ssl.SSLObject) -> tuple[bytes, ...]:
    """Return the certificates in DER, the other side's own first, then those above it that it sent.

    Python 3.13 tells the chain; before it, an attribute that is not documented does, and without either
    only the own one is known. Nothing of it is verified here.
    """
    own = secured.getpeercert(binary_form=True)
    return _sent(secured) or ((own,) if own else ())


def secured_by(stream: NetworkStream) -> ssl.SSLSocket | ssl.SSLObject | None:
    """Return the innermost TLS of a connection that httpcore has made, None where there is none."""
    found = (stream.get_extra_info(name) for name in ("ssl_object", "socket"))
    return next((item for item in found if isinstance(item, ssl.SSLSocket | ssl.SSLObject)), None)


def _sent(secured: ssl.SSLSocket | ssl.SSLObject) -> tuple[bytes, ...]:
    name = "get_unverified_chain"
    ask = getattr(secured, name, None) or getattr(getattr(secured, "_sslobj", None), name, None)
    if not callable(ask):
        return ()
    try:
        found = cast("Callable[[], Iterable[object] | None]", ask)() or ()
        return tuple(_in_der(certificate) for certificate in found)
    except (AttributeError, TypeError, ValueError, ssl.SSLError):
        return ()


def _in_der(certificate: object) -> bytes:
    """Return a certificate's bytes; before Python 3.13 it is an object that gives them as PEM."""
    if isinstance(certificate, bytes):
        return certificate
    return ssl.PEM_cert_to_DER_cert(cast("_Certificate", certificate).public_bytes())
