"""What can come of a TLS handshake, and of one that trusts anybody only to see who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.domain.probing.certificate import Certificate
from tui.domain.record import Record

if TYPE_CHECKING:
    import ssl

    from tui.domain.probing.passage import Passage


class Secured(Record):
    """A connection behind its handshake: what is read and written from now on, and what the handshake told."""

    stream: ssl.SSLSocket | ssl.SSLObject
    passage: Passage


class Seen(Record):
    """What the other side showed: its certificates in DER, its own first, the version of TLS, and its `Date`."""

    chain: tuple[bytes, ...] = ()
    protocol: str = ""
    date: str = ""

    @property
    def certificate(self) -> bytes:
        """The other side's own certificate, empty where none was seen."""
        return next(iter(self.chain), b"")


class Distrust(Record):
    """Why a handshake failed, in words, and the certificate that was shown, where it matters."""

    words: str
    certificate: Certificate = Certificate()
