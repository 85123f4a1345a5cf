"""Why no answer came, told from the types and codes of exceptions; their texts are never read."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from typing import TYPE_CHECKING

from tui.adapters.probe_round import Attempt, Stage
from tui.domain.origin import printable
from tui.domain.probe import (
    ConnectionRefused,
    ForeignAnswer,
    NameNotResolved,
    ProbeOutcome,
    ProxyFailed,
    TlsFailed,
    UntrustedIssuer,
)
from tui.domain.proxies import proxy_host

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Codes of OpenSSL (x509_vfy.h), of macOS (SecBase.h) and of Windows (winerror.h).
_EXPIRED = frozenset({10, -67818, 0x800B0101})
_NOT_YET_VALID = frozenset({9, -67819})
_OTHER_HOST = frozenset({62, 64, -67602, 0x800B010F})
_UNTRUSTED = frozenset({2, 18, 19, 20, 21, 24, 27, -67843, 0x800B0109, 0x800B010A})
_UNREACHABLE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
_AUTHORITY = re.compile(r"[^:/]*://(?:[^/?#]*@)?([^/?#]*)")
_OTHER_TLS_VERSION = re.compile(r"VERSION|PROTOCOL")


def explain(attempt: Attempt, error: BaseException, proxy: str, find_issuer: Callable[[], str]) -> ProbeOutcome:
    """Return the outcome for a connection that failed or ended before an answer's head was there.

    `find_issuer` is asked only when the certificate's issuer is not trusted.
    """
    links = list(_links(error))
    if proxy and not attempt.is_tunnelled:
        return ProxyFailed(attempt.request, attempt.milliseconds, _about_proxy(attempt, links, proxy_host(proxy)))
    for link in links:
        if isinstance(link, ssl.SSLCertVerificationError):
            return _about_certificate(attempt, link.verify_code, find_issuer)
    tls = next((link for link in links if isinstance(link, ssl.SSLError)), None)
    if tls is not None or attempt.stage is Stage.HANDSHAKE:
        return TlsFailed(attempt.request, attempt.milliseconds, _about_handshake(attempt, tls))
    if any(type(link).__module__.partition(".")[0] == "h11" for link in links):
        return ForeignAnswer(
            attempt.request, attempt.milliseconds, status=0, message="what answers there does not speak HTTP"
        )
    return _about_connection(attempt, links)


def called_host(attempt: Attempt) -> str:
    """Return host and port of the address, without user name and password, fit to be shown."""
    match = _AUTHORITY.match(attempt.request.url)
    return printable(match[1])[:80] if match else ""


def _links(error: BaseException) -> Iterator[BaseException]:
    """Yield the exception and what it arose from; httpcore's pool hides causes, so contexts count as well."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__


def _about_proxy(attempt: Attempt, links: list[BaseException], host: str) -> str:
    host = printable(host)[:80]
    if attempt.status == 407:
        return f"the proxy {host} answered 407: it wants a user name and a password"
    if attempt.status:
        return f"the proxy {host} answered {attempt.status} and opened no tunnel"
    for link in links:
        if isinstance(link, socket.gaierror):
            return f"the proxy's name {host} has no address"
        if isinstance(link, ConnectionRefusedError):
            return f"nothing listens at the proxy's address {host}"
        if isinstance(link, ssl.SSLError):
            return f"the TLS handshake with the proxy {host} failed"
    return f"the proxy {host} closed the connection"


def _about_certificate(attempt: Attempt, code: int, find_issuer: Callable[[], str]) -> TlsFailed:
    host, request = called_host(attempt), attempt.request
    if code in _UNTRUSTED:
        issuer = printable(find_issuer())[:80]
        by = f"`{issuer}`" if issuer else "somebody"
        text = f"the certificate of {host} was issued by {by}, whom this machine does not trust"
        return UntrustedIssuer(request, attempt.milliseconds, text)
    if code in _EXPIRED:
        text = f"the certificate of {host} has expired, or this machine's clock is wrong"
    elif code in _NOT_YET_VALID:
        text = f"the certificate of {host} is not yet valid, or this machine's clock is wrong"
    elif code in _OTHER_HOST:
        text = f"the certificate that came was issued for another host than {host}"
    else:
        text = f"the certificate of {host} was refused, code {code}"
    return TlsFailed(request, attempt.milliseconds, text)


def _about_handshake(attempt: Attempt, error: ssl.SSLError | None) -> str:
    host = called_host(attempt)
    reason = getattr(error, "reason", None)
    if error is None or isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError) or not isinstance(reason, str):
        return f"{host} ended the connection during the TLS handshake"
    if reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"}:
        return f"{host} does not answer in TLS"
    if _OTHER_TLS_VERSION.search(reason):
        return f"{host} and this machine have no TLS version in common ({reason})"
    return f"the TLS handshake with {host} failed ({reason})"


def _about_connection(attempt: Attempt, links: list[BaseException]) -> ProbeOutcome:
    host, request, milliseconds = called_host(attempt), attempt.request, attempt.milliseconds
    for link in links:
        if isinstance(link, socket.gaierror):
            text = f"the name {host} has no address"
            if link.errno == socket.EAI_AGAIN:
                text = f"the name {host} could not be looked up: no name server answered"
            return NameNotResolved(request, milliseconds, text)
        if isinstance(link, ConnectionRefusedError):
            return ConnectionRefused(request, milliseconds, f"nothing listens at {host}")
        if isinstance(link, OSError) and link.errno in _UNREACHABLE:
            return ConnectionRefused(request, milliseconds, f"there is no way through the network to {host}")
    return ConnectionRefused(request, milliseconds, f"{host} closed the connection without an answer")
