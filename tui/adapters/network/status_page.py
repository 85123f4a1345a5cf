"""Asks the public status page, without a key and without a word where it does not answer."""

from __future__ import annotations

import functools
import json
import time
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui import __version__
from tui.adapters.network.patience import Patience, StoppedError, Workers
from tui.domain.clients.proxies import proxy_for
from tui.domain.probing.service_status import ServiceStatus, read_summary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.adapters.network.trust_store import TrustStore
    from tui.flow.ports import Cancellation

# The first answered programs with a challenge for weeks in September 2026; the second is the same page.
ADDRESSES = (
    "https://status.claude.com/api/v2/summary.json",
    "https://anthropic.statuspage.io/api/v2/summary.json",
)
_SECONDS = 3.0
_OF_THE_FIRST = 2.0
_MOST_BYTES = 1_000_000


class StatusPage:
    """Implements `ServicePage`; the addresses are tried in order, all within three seconds."""

    def __init__(self, environ: Mapping[str, str], trust: TrustStore, addresses: Sequence[str] = ADDRESSES) -> None:
        self._environ, self._trust, self._addresses = dict(environ), trust, tuple(addresses)

    def read(self, cancellation: Cancellation, *, deadline: float) -> ServiceStatus | None:
        """Return what the page says of the API, None where nothing came of it; never raises."""
        ends = time.monotonic() + min(_SECONDS, deadline)
        patience: Patience[str, ServiceStatus | None] = Patience(cancellation, Workers(), ends)
        try:
            for address in self._addresses:
                call = functools.partial(self._ask, address)
                ((_, said),) = patience.results({address: call}, _OF_THE_FIRST)
                if isinstance(said, ServiceStatus):
                    return said
        except StoppedError:
            pass
        return None

    def _ask(self, address: str) -> ServiceStatus | None:
        try:
            return self._asked(address)
        except (OSError, ValueError, HTTPException, RecursionError):
            return None

    def _asked(self, address: str) -> ServiceStatus | None:
        parts = urlsplit(address)
        proxy = proxy_for(address, self._environ)
        handlers: list[urllib.request.BaseHandler] = [
            urllib.request.ProxyHandler({parts.scheme: proxy} if proxy else {})
        ]
        if parts.scheme == "https":
            context = self._trust.context(self._environ)
            if isinstance(context, str):
                return None
            handlers.append(urllib.request.HTTPSHandler(context=context))
        request = urllib.request.Request(address, headers={"User-Agent": f"fix401/{__version__}"})  # noqa: S310 - the addresses are ours
        with urllib.request.build_opener(*handlers).open(request, timeout=_OF_THE_FIRST) as answer:
            return read_summary(parts.hostname or "", json.loads(answer.read(_MOST_BYTES)))
