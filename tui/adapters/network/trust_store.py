"""Whom a client trusts, as a TLS context that is read in a thread beside other work and shared by all requests."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from tui.domain.clients.trust import PYTHON_TRUST, Trust

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping


# The rule, and the variables that it reads, with the files that they name.
_Source = tuple[Trust, tuple[tuple[str, str], ...]]


class TrustStore:
    """Reads the certificates of each rule once, and only when they are needed.

    The system's take some 50 ms, in which the interpreter is free for other threads. A context
    is the name of the variable instead where certificates cannot be read from there, empty for
    the stores.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readings: dict[_Source, _Reading] = {}

    def prepare(self, environ: Mapping[str, str], trust: Trust | None = None) -> None:
        """Begin to read, by default what the newest Python SDK trusts; a second call does nothing."""
        self._reading(environ, trust or PYTHON_TRUST)

    def context(self, environ: Mapping[str, str], trust: Trust | None = None) -> ssl.SSLContext | str:
        """Return the context, waiting for it, or the variable to blame."""
        return self._reading(environ, trust or PYTHON_TRUST).result()

    def is_read_at_once(self, environ: Mapping[str, str], trust: Trust | None) -> bool:
        """Return whether the client reads a file of certificates even where it speaks no TLS."""
        rule = trust or PYTHON_TRUST
        return rule.is_read_at_once and any(environ.get(name) for name in rule.replaced_by)

    def _reading(self, environ: Mapping[str, str], trust: Trust) -> _Reading:
        named = tuple((name, environ[name]) for name in (*trust.replaced_by, *trust.added_by) if environ.get(name))
        with self._lock:
            if (trust, named) not in self._readings:
                self._readings[trust, named] = _Reading(dict(named), trust)
            return self._readings[trust, named]


def why_unreadable(variable: str) -> str:
    """Return in words what the name in place of a context means."""
    if variable:
        return f"{variable} is set, and certificates cannot be read from there"
    return "the certificates of this machine's trust store cannot be read"


class _Reading:
    """One rule's certificates, on their way."""

    def __init__(self, environ: Mapping[str, str], trust: Trust) -> None:
        self._arguments = environ, trust
        self._built = threading.Event()
        self._result: ssl.SSLContext | str = ""
        threading.Thread(target=self._build, name="trust-store", daemon=True).start()

    def result(self) -> ssl.SSLContext | str:
        self._built.wait()
        return self._result

    def _build(self) -> None:
        environ, trust = self._arguments
        from tui.adapters.network.tls_contexts import UnreadableError, trusting_context  # noqa: PLC0415 - loads ssl here

        try:
            self._result = trusting_context(environ, trust)
        except UnreadableError as error:
            self._result = error.variable
        except OSError:
            pass  # an empty name: no certificates of this machine's can be read
        finally:
            self._built.set()
