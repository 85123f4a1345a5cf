"""Why no answer came, told from the types and codes of exceptions; their texts are never read."""

from __future__ import annotations

import socket
import ssl
import time
from typing import TYPE_CHECKING, Protocol

from tui.adapters.network.passage_notes import clock_in
from tui.adapters.network.probe_round import Attempt, Stage
from tui.adapters.network.socket_errors import is_silence, why_unconnected, why_unresolved
from tui.domain.clients.proxies import refusal_words
from tui.domain.origin import printable
from tui.domain.probing.certificate import hosts_of, issuer_of, validity_of
from tui.domain.probing.probe import (
    ConnectionRefused,
    ForeignAnswer,
    HandshakeBroken,
    NameNotResolved,
    OutOfDateCertificate,
    ProbeOutcome,
    ProxyFailed,
    ProxyRefused,
    ProxyUnreachable,
    StrangeHost,
    TlsFailed,
    UntrustedIssuer,
)
from tui.domain.record import replace
from tui.domain.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.adapters.network.handshake import Seen

# Codes of OpenSSL (x509_vfy.h), of macOS (SecBase.h) and of Windows (winerror.h).
_EXPIRED = frozenset({10, -67818, 0x800B0101})
_NOT_YET_VALID = frozenset({9, -67819})
_OTHER_HOST = frozenset({62, 64, -67602, 0x800B010F})
_UNTRUSTED = frozenset({2, 18, 19, 20, 21, 24, 27, -67843, 0x800B0109, 0x800B010A})
_UNFIT = (
    (_EXPIRED, "has expired by this machine's clock"),
    (_NOT_YET_VALID, "is not yet valid by this machine's clock"),
    (_OTHER_HOST, "was issued for another host"),
)
_AUTHORITY = regex(r"[^:/]*://(?:[^/?#]*@)?([^/?#]*)")
_AT_THE_PROXY: tuple[tuple[type[OSError], str], ...] = (
    (socket.gaierror, "its name has no address"),
    (ConnectionRefusedError, "nothing listens there"),
)
_OLD_TLS = {"SSLv3": "SSL 3.0", "TLSv1": "TLS 1.0", "TLSv1.1": "TLS 1.1"}
_TOO_OLD = (
    "{host}, or a box on the way to it, speaks {old} only, and this client wants TLS 1.2 or newer; whoever runs it has "
    "to switch TLS 1.2 on, or another network leads past it"
)
_OTHER_TLS_VERSION = regex(r"VERSION|PROTOCOL")


class Look(Protocol):
    """Looks at the peer without trusting it."""

    def __call__(self, *, asks_time: bool) -> Seen:
        """Return what it shows, with its `Date` header if asked."""
        ...


def explain(attempt: Attempt, error: BaseException, look: Look) -> ProbeOutcome:
    """Return the outcome for a connection that failed or ended before an answer's head was there.

    `look` is called only when the certificate does not do, or the version is too old.
    """
    links = list(_links(error))
    if attempt.proxy and not attempt.is_tunnelled:
        return _about_proxy(attempt, links, look)
    for link in links:
        if isinstance(link, ssl.SSLCertVerificationError):
            return _about_certificate(attempt, link.verify_code, look)
    tls = next((link for link in links if isinstance(link, ssl.SSLError)), None)
    if tls is not None or attempt.stage is Stage.HANDSHAKE:
        return _about_handshake(attempt, tls, look)
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


def proxy_refusal(attempt: Attempt, code: int) -> ProxyRefused:
    """Return the outcome for a proxy that answers for itself."""
    text = f"the proxy {attempt.proxy} {refusal_words(code)}"
    return ProxyRefused(attempt.request, attempt.milliseconds, text, attempt.proxy, code)


def _about_proxy(attempt: Attempt, links: list[BaseException], look: Look) -> ProxyFailed | UntrustedIssuer:
    if attempt.status:
        return proxy_refusal(attempt, attempt.status)
    refused = next((link for link in links if isinstance(link, ssl.SSLCertVerificationError)), None)
    if refused is not None:
        return _about_proxys_certificate(attempt, refused.verify_code, look)
    for link in links:
        for kind, words in _AT_THE_PROXY:
            if isinstance(link, kind):
                text = f"the proxy {attempt.proxy}: {words}"
                return ProxyUnreachable(attempt.request, attempt.milliseconds, text, attempt.proxy)
    is_tls = any(isinstance(link, ssl.SSLError) for link in links)
    what = "does not take part in a TLS handshake" if is_tls else "closed the connection without an answer"
    text, speaks_tls = f"the proxy {attempt.proxy} {what}", attempt.notes.is_secured
    return ProxyFailed(attempt.request, attempt.milliseconds, text, attempt.proxy, speaks_tls=speaks_tls)


def _about_proxys_certificate(attempt: Attempt, code: int, look: Look) -> ProxyFailed | UntrustedIssuer:
    whose = f"the proxy {attempt.proxy}"
    if code in _UNTRUSTED:
        return replace(_untrusted(attempt, whose, look), proxy=attempt.proxy)
    words = next((words for codes, words in _UNFIT if code in codes), f"was refused, code {code}")
    text = f"the certificate of {whose} {words}"
    return ProxyFailed(attempt.request, attempt.milliseconds, text, attempt.proxy, speaks_tls=True)


def _untrusted(attempt: Attempt, whose: str, look: Look) -> UntrustedIssuer:
    issuer = printable(issuer_of(look(asks_time=False).certificate))[:80]
    by = f"`{issuer}`" if issuer else "somebody"
    text = f"the certificate of {whose} was issued by {by}, whom this client does not trust"
    return UntrustedIssuer(attempt.request, attempt.milliseconds, text, issuer)


def _about_certificate(attempt: Attempt, code: int, look: Look) -> TlsFailed:
    host, request = called_host(attempt), attempt.request
    if code in _UNTRUSTED:
        return _untrusted(attempt, host, look)
    if code in _EXPIRED or code in _NOT_YET_VALID:
        return _out_of_date(attempt, has_ended=code in _EXPIRED, look=look)
    if code in _OTHER_HOST:
        named = ", ".join(hosts_of(look(asks_time=False).certificate)) or "another host"
        text = f"the certificate that came was issued for {named}, and not for {host}"
        return StrangeHost(request, attempt.milliseconds, text)
    return TlsFailed(request, attempt.milliseconds, f"the certificate of {host} was refused, code {code}")


def _out_of_date(attempt: Attempt, *, has_ended: bool, look: Look) -> OutOfDateCertificate:
    seen = look(asks_time=True)
    begins, ends = validity_of(seen.certificate)
    state = "has expired" if has_ended else "is not yet valid"
    text = f"by this machine's clock the certificate of {called_host(attempt)} {state}"
    times = begins, ends, time.time(), clock_in(seen.date)
    return OutOfDateCertificate(attempt.request, attempt.milliseconds, text, has_ended, *times)


def _about_handshake(attempt: Attempt, error: ssl.SSLError | None, look: Look) -> TlsFailed:
    host, request, milliseconds = called_host(attempt), attempt.request, attempt.milliseconds
    reason = str(getattr(error, "reason", None) or "")  # Python does not know the name of every reason
    if error is None or isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return HandshakeBroken(request, milliseconds, f"{host} ended the connection during the TLS handshake")
    if reason in {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"}:
        return StrangeHost(request, milliseconds, f"{host} does not answer in TLS", speaks_no_tls=True)
    is_version = _OTHER_TLS_VERSION.search(reason) is not None
    old = _OLD_TLS.get(look(asks_time=False).protocol, "") if is_version or not reason else ""
    if old:
        return TlsFailed(request, milliseconds, _TOO_OLD.format(host=host, old=old))
    shown = f" ({reason})" if reason else ""
    failed = (
        f"{host} and this machine have no TLS version in common"
        if is_version
        else f"the TLS handshake with {host} failed"
    )
    return TlsFailed(request, milliseconds, f"{failed}{shown}")


def _about_connection(attempt: Attempt, links: list[BaseException]) -> ProbeOutcome:
    host, request, milliseconds = called_host(attempt), attempt.request, attempt.milliseconds
    for link in links:
        if isinstance(link, socket.gaierror):
            return NameNotResolved(request, milliseconds, why_unresolved(host, is_silent=is_silence(link)))
        if words := why_unconnected(link, host):
            return ConnectionRefused(request, milliseconds, words)
    return ConnectionRefused(request, milliseconds, f"{host} closed the connection without an answer")
