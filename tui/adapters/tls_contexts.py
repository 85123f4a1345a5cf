"""TLS contexts: one that trusts whom the Python SDK trusts, one that trusts nobody, one that only looks."""

import ssl
import sys
from collections.abc import Mapping
from pathlib import Path

# Where distributions keep their bundle, for a Python whose OpenSSL was built to look elsewhere.
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def trusting_context(environ: Mapping[str, str]) -> ssl.SSLContext:
    """Return a context for `SSL_CERT_FILE`, else `SSL_CERT_DIR`, else the operating system's store.

    A file that cannot be read is an `OSError`. The order is that of the Python SDK since 1.0.
    """
    if environ.get("SSL_CERT_FILE"):
        return ssl.create_default_context(cafile=environ["SSL_CERT_FILE"])
    if environ.get("SSL_CERT_DIR"):
        return ssl.create_default_context(capath=environ["SSL_CERT_DIR"])
    if sys.platform in {"darwin", "win32"}:
        import truststore  # noqa: PLC0415 - installed on these systems only

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return _compiled_in_context()


def empty_context() -> ssl.SSLContext:
    """Return a context that trusts nobody, for addresses that use no TLS."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def looking_context() -> ssl.SSLContext:
    """Return a context that takes any certificate: to look at one, never to send anything."""
    context = empty_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _compiled_in_context() -> ssl.SSLContext:
    paths = ssl.get_default_verify_paths()
    cafile = paths.openssl_cafile if Path(paths.openssl_cafile).is_file() else None
    capath = paths.openssl_capath if Path(paths.openssl_capath).is_dir() else None
    if cafile is None:
        cafile = next((bundle for bundle in _BUNDLES if Path(bundle).is_file()), None)
    context = empty_context()
    if cafile or capath:
        context.load_verify_locations(cafile, capath)
    return context
