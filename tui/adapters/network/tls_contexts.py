"""TLS contexts: one that trusts whom a client trusts, one that trusts nobody, one that only looks."""

import contextlib
import ssl
import sys
from collections.abc import Mapping
from pathlib import Path

from tui.domain.clients.trust import SSL_CERT_DIR, Store, Trust

# Where distributions keep their bundle, for a Python whose OpenSSL was built to look elsewhere.
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


class UnreadableError(Exception):
    """Certificates cannot be read from where the variable says; it is empty for the stores."""

    def __init__(self, variable: str = "") -> None:
        super().__init__(variable)
        self.variable = variable


def trusting_context(environ: Mapping[str, str], trust: Trust) -> ssl.SSLContext:
    """Return a context that trusts whom the rule says; raises `UnreadableError`."""
    for variable in trust.replaced_by:
        if environ.get(variable):
            return _context_for(variable, environ[variable])
    try:
        context = _context_of_stores(trust)
    except OSError:
        raise UnreadableError from None
    for variable in trust.added_by:
        if environ.get(variable):
            with contextlib.suppress(OSError):  # Node says in a warning that it ignores the file, and goes on
                context.load_verify_locations(environ[variable])
    return context


def empty_context() -> ssl.SSLContext:
    """Return a context that trusts nobody, for addresses that use no TLS."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def looking_context() -> ssl.SSLContext:
    """Return a context that takes any certificate and any version: to look, never to send anything secret."""
    context = empty_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def _context_for(variable: str, place: str) -> ssl.SSLContext:
    context = empty_context()
    try:
        if variable == SSL_CERT_DIR or Path(place).is_dir():
            context.load_verify_locations(capath=place)
        else:
            context.load_verify_locations(cafile=place)
    except (OSError, ValueError):
        raise UnreadableError(variable) from None
    return context


def _context_of_stores(trust: Trust) -> ssl.SSLContext:
    is_system = Store.SYSTEM in trust.stores
    if is_system and sys.platform in {"darwin", "win32"}:
        import truststore  # noqa: PLC0415 - installed on these systems only

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = empty_context()
    if is_system:
        _add_compiled_in(context)
    if Store.MOZILLA in trust.stores:
        import certifi  # noqa: PLC0415 - for clients that bring their own list

        context.load_verify_locations(certifi.where())
    return context


def _add_compiled_in(context: ssl.SSLContext) -> None:
    paths = ssl.get_default_verify_paths()
    cafile = paths.openssl_cafile if Path(paths.openssl_cafile).is_file() else None
    capath = paths.openssl_capath if Path(paths.openssl_capath).is_dir() else None
    if cafile is None:
        cafile = next((bundle for bundle in _BUNDLES if Path(bundle).is_file()), None)
    if cafile or capath:
        context.load_verify_locations(cafile, capath)
