"""Sends probes over HTTP; the only module that knows httpx, which is loaded when the first request goes out."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import sys
import threading
from typing import TYPE_CHECKING, cast

from tui.adapters.network.bounded_body import bounded_body
from tui.adapters.network.handshake import Seen
from tui.adapters.network.hosts_file import override_of
from tui.adapters.network.open_sockets import OpenSockets, Tracer
from tui.adapters.network.passage_notes import PassageNotes
from tui.adapters.network.probe_round import MOST_CONNECTIONS, Attempt, ProbeRound
from tui.adapters.network.trust_store import TrustStore, why_unreadable
from tui.adapters.network.ways_out import WaysOut, sends_unchecked
from tui.adapters.network.wire_request import request_body, request_headers
from tui.domain.clients.client_id import ClientId
from tui.domain.clients.proxies import PYTHON, WANTS_LOGIN, is_socks, proxy_host
from tui.domain.clients.trust import Trust, trust_in_proxy
from tui.domain.key.secret import Secret
from tui.domain.origin import printable
from tui.domain.probing.answer import judge
from tui.domain.probing.lower_rungs import without_port
from tui.domain.probing.probe import (
    ConnectionRefused,
    NameNotResolved,
    ProbeOutcome,
    ProbeRequest,
    ProxyUnusable,
    TlsFailed,
    UnreadableTrust,
    Unrepeatable,
    Unsendable,
)
from tui.domain.probing.sendable import address, unsendable
from tui.domain.record import replace

if TYPE_CHECKING:
    import ssl
    from collections.abc import Generator, Iterator, Mapping, Sequence
    from types import ModuleType

    import httpx

    from tui.adapters.network.network_ladder import NetworkLadder
    from tui.adapters.network.status_page import StatusPage
    from tui.flow.ports import Cancellation

_UNCHECKED = "the certificate is not valid; Node sends the key with NODE_TLS_REJECT_UNAUTHORIZED=0, fix401 does not"
_SOCKS = "the way goes through the SOCKS proxy {proxy}; this client takes it, fix401 does not"
_NoClient = UnreadableTrust | ProxyUnusable | Unrepeatable
_Way = tuple[str, str, Trust | None, tuple[tuple[str, Secret], ...]]


class HttpProber:
    """Implements `Prober`; proxies and certificates are taken from the environment that it is given.

    `expects_https` begins to read the trust store at once, beside whatever comes before the
    first request. `asks_system_for_proxies` lets the system's settings count as they do for the
    Python SDK.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        *,
        expects_https: bool = False,
        asks_system_for_proxies: bool = False,
    ) -> None:
        self._environ = environ
        self._ways = WaysOut(environ, asks_system=asks_system_for_proxies)
        self._trust = TrustStore()
        if expects_https:
            self._trust.prepare(environ)

    def ladder(self) -> NetworkLadder:
        """Return what walks the lower rungs by the same ways out and the same certificates."""
        from tui.adapters.network.network_ladder import NetworkLadder  # noqa: PLC0415 - few checks need it

        return NetworkLadder(self._ways, self._trust)

    def status_page(self) -> StatusPage:
        """Return what asks the public status page, with the same certificates."""
        from tui.adapters.network.status_page import StatusPage  # noqa: PLC0415 - only an outage needs it

        return StatusPage(self._environ, self._trust)

    def send(
        self, requests: Sequence[ProbeRequest], cancellation: Cancellation, *, deadline: float
    ) -> Iterator[ProbeOutcome]:
        """Send all concurrently, each at most once; yields one outcome a request, never raises."""
        sendable: list[ProbeRequest] = []
        for request in requests:
            refused = unsendable(request)
            if refused:
                yield refused
            else:
                sendable.append(request)
        for request in sendable:
            if address(request).lower().startswith("https:"):
                self._trust.prepare(self._ways.environ(request), request.trust)
        sockets = OpenSockets()
        session = _Session(self._ways, self._trust, sockets)
        yield from ProbeRound(
            sendable, seconds=deadline, ask=session.ask, stop=sockets.shut_down, close=session.close
        ).outcomes(cancellation)


class _Session:
    """The HTTP clients of one round, one for each proxy and scheme, and the way from request to outcome."""

    def __init__(self, ways: WaysOut, trust: TrustStore, sockets: OpenSockets) -> None:
        import logging  # noqa: PLC0415 - with httpx

        with _without_command_line():
            import httpx  # noqa: PLC0415 - 110 ms of every start that sends nothing

        from tui.adapters.network import connection_failure, peer_certificate, tls_contexts  # noqa: PLC0415 - load ssl

        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._httpx, self._failure, self._peer, self._tls = httpx, connection_failure, peer_certificate, tls_contexts
        self._ways = ways
        self._trust = trust
        self._sockets = sockets
        self._clients: dict[_Way, httpx.Client] = {}
        self._lock = threading.Lock()
        self._override = functools.cache(override_of)

    def close(self) -> None:
        """Close the connections that are kept open."""
        for client in self._clients.values():
            client.close()

    def ask(self, attempt: Attempt) -> ProbeOutcome:
        """Send one request and return what came of it, with the way that it took; never raises."""
        outcome = self._asked(attempt)
        passage = outcome.passage or attempt.notes.passage(attempt.proxy)
        name = without_port(attempt.proxy or self._failure.called_host(attempt))
        override = self._override(name) if passage.is_fresh and name != passage.address else ""
        return replace(outcome, passage=replace(passage, override=override))

    def _asked(self, attempt: Attempt) -> ProbeOutcome:
        httpx, request = self._httpx, attempt.request
        proxy = self._ways.proxy(request)
        attempt.proxy = printable(proxy_host(proxy))[:80]
        try:
            client = self._client(attempt, proxy)
            attempt.begin()
            if isinstance(client, _NoClient):
                return client
            return self._exchange(client, attempt)
        except httpx.TimeoutException:
            return attempt.timed_out()
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError):
            return Unsendable(request, 0.0, "the client refuses to build the request: the base URL is no address")
        except httpx.TransportError as error:
            outcome = self._failure.explain(attempt, error, functools.partial(self._look, attempt, proxy))
            is_sent = isinstance(outcome, TlsFailed) and sends_unchecked(request, self._ways.environ(request))
            return Unrepeatable(request, outcome.milliseconds, _UNCHECKED) if is_sent else outcome
        except UnicodeError:
            text = f"{self._failure.called_host(attempt)} is no name of a host"
            return NameNotResolved(request, attempt.milliseconds, text)
        except Exception as error:  # noqa: BLE001 - whatever it is, its text may hold the key
            text = f"the request failed inside this program: {type(error).__name__}"
            return ConnectionRefused(request, attempt.milliseconds, text)

    def _exchange(self, client: httpx.Client, attempt: Attempt) -> ProbeOutcome:
        request = attempt.request
        with client.stream(
            request.method,
            address(request),
            headers=request_headers(request),
            content=request_body(request),
            timeout=self._patience(attempt),
            follow_redirects=False,
            extensions={"trace": Tracer(attempt, self._sockets)},
        ) as response:
            if attempt.proxy and response.status_code == WANTS_LOGIN:
                return self._failure.proxy_refusal(attempt, response.status_code)
            headers = dict(response.headers.items())
            body, complete = (b"", True) if response.is_redirect else self._read(response)
            judged = judge(
                request, response.status_code, headers, body, complete=complete, milliseconds=attempt.milliseconds
            )
            return replace(judged, passage=attempt.notes.passage(attempt.proxy, headers.get("date", "")))

    def _read(self, response: httpx.Response) -> tuple[bytes, bool]:
        """Return the body up to a little over 2 MB, and whether it ended as announced."""
        broken = self._httpx.RemoteProtocolError, self._httpx.ReadError
        return bounded_body(response.iter_raw(), response.headers.get("content-encoding", ""), broken)

    def _patience(self, attempt: Attempt) -> httpx.Timeout:
        return self._httpx.Timeout(attempt.remaining, connect=attempt.for_connecting, read=attempt.for_answering)

    def _client(self, attempt: Attempt, proxy: str) -> httpx.Client | _NoClient:
        request = attempt.request
        scheme = address(request).partition(":")[0].lower()
        uses_tls = scheme == "https" or proxy.lower().startswith("https:")
        environ = self._ways.environ(request)
        is_read = uses_tls or self._trust.is_read_at_once(environ, request.trust)
        context = self._trust.context(environ, request.trust) if is_read else self._tls.empty_context()
        if isinstance(context, str):
            return UnreadableTrust(request, 0.0, why_unreadable(context), context)
        way = scheme, proxy, request.trust, request.variables
        with self._lock:
            if way not in self._clients:
                client = self._new_client(context, self._proxy_context(attempt, proxy), attempt, proxy)
                if isinstance(client, _NoClient):
                    return client
                self._clients[way] = client
            return self._clients[way]

    def _proxy_context(self, attempt: Attempt, proxy: str) -> ssl.SSLContext | str | None:
        """Return how a proxy is checked that speaks TLS itself, None for any other."""
        request = attempt.request
        is_tls = proxy.lower().startswith("https:")
        return self._trust.context(self._ways.environ(request), trust_in_proxy(request.trust)) if is_tls else None

    def _new_client(
        self, context: ssl.SSLContext, proxy_context: ssl.SSLContext | str | None, attempt: Attempt, proxy: str
    ) -> httpx.Client | _NoClient:
        httpx = self._httpx
        limits = httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS)
        if not proxy:
            return httpx.Client(verify=context, trust_env=False, limits=limits)
        if is_socks(proxy) and _speaks_socks(attempt.request) is False:
            return _without_socks(attempt)
        if isinstance(proxy_context, str):
            return UnreadableTrust(attempt.request, 0.0, why_unreadable(proxy_context), proxy_context)
        try:
            through = httpx.Proxy(proxy, ssl_context=proxy_context)
            return httpx.Client(verify=context, trust_env=False, limits=limits, proxy=through)
        except ImportError:
            if _speaks_socks(attempt.request):
                return Unrepeatable(attempt.request, 0.0, _SOCKS.format(proxy=attempt.proxy))
            return _without_socks(attempt)
        except (ValueError, httpx.InvalidURL):
            text = "the address of the proxy in the environment is none that a client can use"
            return ProxyUnusable(attempt.request, 0.0, text, attempt.proxy)

    def _look(self, attempt: Attempt, proxy: str, *, asks_time: bool) -> Seen:
        """Return what the peer shows, and its `Date` header if asked: trusts anybody and sends no secret."""
        looking = dataclasses.replace(attempt, notes=PassageNotes())
        is_behind = bool(proxy) and attempt.is_tunnelled
        look = self._peer.Look(Tracer(looking, self._sockets), is_behind_proxy=is_behind, is_enough=not asks_time)
        trusting_all, proxy_context = self._tls.looking_context(), self._proxy_context(attempt, proxy)
        if proxy_context is not None and not is_behind:
            proxy_context = trusting_all
        client = self._new_client(trusting_all, proxy_context, attempt, proxy)
        if isinstance(client, _NoClient):
            return Seen()
        date = ""
        url = self._httpx.URL(address(attempt.request)).copy_with(raw_path=b"/", userinfo=b"")
        with client, contextlib.suppress(self._peer.SeenError, self._httpx.HTTPError):
            date = client.head(url, timeout=self._patience(attempt), extensions={"trace": look}).headers.get("date", "")
        return replace(look.seen, date=date)


def _speaks_socks(request: ProbeRequest) -> bool | None:
    return request.client is ClientId.CURL or (request.proxying or PYTHON).speaks_socks


def _without_socks(attempt: Attempt) -> ProxyUnusable:
    is_python = attempt.request.client is ClientId.PYTHON_SDK
    need = "takes the package `socksio` in Python" if is_python else "this client does not"
    text = f"the proxy {attempt.proxy} speaks SOCKS, which {need}"
    return ProxyUnusable(attempt.request, 0.0, text, attempt.proxy, is_socks=True)


@contextlib.contextmanager
def _without_command_line() -> Generator[None]:
    """Keep httpx from loading its own command line.

    It does so wherever click is installed, for the sake of `httpx.main`, and takes rich and
    pygments along: 30 ms of its 80 ms. A module that is None cannot be imported.
    """
    name = "httpx._main"
    if "httpx" in sys.modules:
        yield
        return
    sys.modules[name] = cast("ModuleType", None)
    try:
        yield
    finally:
        del sys.modules[name]
