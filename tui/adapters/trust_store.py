"""The trust store as one shared TLS context, read in a thread beside other work."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping


class TrustStore:
    """Reads the certificates once, and only when an `https://` address is to be called.

    It takes some 50 ms, in which the interpreter is free for other threads.
    """

    def __init__(self, environ: Mapping[str, str], extra_ca: str | None = None) -> None:
        self._environ = environ
        self._extra_ca = extra_ca
        self._built = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._context: ssl.SSLContext | None = None

    def prepare(self) -> None:
        """Begin to read; a second call does nothing."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._build, name="trust-store", daemon=True)
                self._thread.start()

    def context(self) -> ssl.SSLContext | str:
        """Return the context, waiting for it, or a sentence why there is none."""
        self.prepare()
        self._built.wait()
        return self._context or self._why_unreadable()

    def _build(self) -> None:
        try:
            from tui.adapters.tls_contexts import trusting_context  # noqa: PLC0415 - loads ssl in this thread

            context = trusting_context(self._environ)
            if self._extra_ca:
                context.load_verify_locations(self._extra_ca)
            self._context = context
        except OSError:
            pass  # `context` says it
        finally:
            self._built.set()

    def _why_unreadable(self) -> str:
        for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
            if self._environ.get(name):
                return f"{name} is set, and certificates cannot be read from there"
        return "the certificates of this machine's trust store cannot be read"
