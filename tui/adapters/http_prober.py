"""Sends probes over HTTP; the only module that knows httpx, which is loaded when the first request goes out."""

from __future__ import annotations

import contextlib
import functools
import sys
import threading
from typing import TYPE_CHECKING, cast

import tui
from tui.adapters.open_sockets import OpenSockets, Tracer
from tui.adapters.probe_round import MOST_CONNECTIONS, Attempt, ProbeRound
from tui.adapters.trust_store import TrustStore
from tui.adapters.ways_out import WaysOut, sends_unchecked
from tui.domain.clients.proxies import proxy_host
from tui.domain.clients.trust import Trust
from tui.domain.key.secret import Secret
from tui.domain.origin import printable
from tui.domain.probing.answer import MOST_BYTES, judge
from tui.domain.probing.probe import (
    ConnectionRefused,
    NameNotResolved,
    ProbeKind,
    ProbeOutcome,
    ProbeRequest,
    ProxyUnusable,
    TlsFailed,
    UnreadableTrust,
    Unrepeatable,
    Unsendable,
)
from tui.domain.probing.sendable import address, header_along, header_value, unsendable

if TYPE_CHECKING:
    import ssl
    from collections.abc import Generator, Iterator, Mapping, Sequence
    from types import ModuleType

    import httpx

    from tui.flow.ports import Cancellation

_API_VERSION = b"2023-06-01"
_LOGIN_BETA = b"oauth-2025-04-20"
_PROXY_WANTS_LOGIN = 407
_UNCHECKED = "the certificate is not valid; Node sends the key with NODE_TLS_REJECT_UNAUTHORIZED=0, fix401 does not"
_Way = tuple[str, str, Trust | None, tuple[tuple[str, Secret], ...]]


class HttpProber:
    """Implements `Prober`; proxies and certificates are taken from the environment that it is given.

    `expects_https` begins to read the trust store at once, beside whatever comes before the
    first request. `extra_ca` is a file of certificates to trust as well; `asks_system_for_proxies`
    lets the system's settings count as they do for the Python SDK.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        extra_ca: str | None = None,
        *,
        expects_https: bool = False,
        asks_system_for_proxies: bool = False,
    ) -> None:
        self._ways = WaysOut(environ, asks_system=asks_system_for_proxies)
        self._trust = TrustStore(extra_ca)
        if expects_https:
            self._trust.prepare(environ)

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

        from tui.adapters import connection_failure, peer_certificate, tls_contexts  # noqa: PLC0415 - load ssl

        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._httpx, self._failure, self._peer, self._tls = httpx, connection_failure, peer_certificate, tls_contexts
        self._ways = ways
        self._trust = trust
        self._sockets = sockets
        self._clients: dict[_Way, httpx.Client] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the connections that are kept open."""
        for client in self._clients.values():
            client.close()

    def ask(self, attempt: Attempt) -> ProbeOutcome:
        """Send one request and return what came of it; never raises."""
        httpx, request = self._httpx, attempt.request
        proxy = self._ways.proxy(request)
        attempt.proxy = printable(proxy_host(proxy))[:80]
        try:
            client = self._client(attempt, proxy)
            attempt.begin()
            if isinstance(client, UnreadableTrust | ProxyUnusable):
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
            content=_body(request),
            timeout=attempt.remaining,
            follow_redirects=False,
            extensions={"trace": Tracer(attempt, self._sockets)},
        ) as response:
            if attempt.proxy and response.status_code == _PROXY_WANTS_LOGIN:
                return self._failure.proxy_refusal(attempt, response.status_code)
            body, complete = (b"", True) if response.is_redirect else self._read(response)
            return judge(
                request,
                response.status_code,
                dict(response.headers.items()),
                body,
                complete=complete,
                milliseconds=attempt.milliseconds,
            )

    def _read(self, response: httpx.Response) -> tuple[bytes, bool]:
        """Return the body up to a little over 2 MB, and whether it ended as announced."""
        body = bytearray()
        try:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    break
        except (self._httpx.RemoteProtocolError, self._httpx.ReadError, self._httpx.DecodingError):
            return bytes(body), False
        return bytes(body), True

    def _client(self, attempt: Attempt, proxy: str) -> httpx.Client | UnreadableTrust | ProxyUnusable:
        request = attempt.request
        scheme = address(request).partition(":")[0].lower()
        uses_tls = scheme == "https" or proxy.lower().startswith("https:")
        environ = self._ways.environ(request)
        is_read = uses_tls or self._trust.is_read_at_once(environ, request.trust)
        context = self._trust.context(environ, request.trust) if is_read else self._tls.empty_context()
        if isinstance(context, str):
            return UnreadableTrust(request, 0.0, _why_unreadable(context), context)
        way = scheme, proxy, request.trust, request.variables
        with self._lock:
            if way not in self._clients:
                client = self._new_client(context, attempt, proxy)
                if isinstance(client, ProxyUnusable):
                    return client
                self._clients[way] = client
            return self._clients[way]

    def _new_client(self, context: ssl.SSLContext, attempt: Attempt, proxy: str) -> httpx.Client | ProxyUnusable:
        httpx = self._httpx
        limits = httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS)
        if not proxy:
            return httpx.Client(verify=context, trust_env=False, limits=limits)
        try:
            is_tls = proxy.lower().startswith("https:")
            through = httpx.Proxy(proxy, ssl_context=context if is_tls else None)
            return httpx.Client(verify=context, trust_env=False, limits=limits, proxy=through)
        except ImportError:
            text = f"the proxy {attempt.proxy} speaks SOCKS, which takes the package `socksio` in Python"
            return ProxyUnusable(attempt.request, 0.0, text, attempt.proxy, is_socks=True)
        except (ValueError, httpx.InvalidURL):
            text = "the address of the proxy in the environment is none that a client can use"
            return ProxyUnusable(attempt.request, 0.0, text, attempt.proxy)

    def _look(self, attempt: Attempt, proxy: str, *, asks_time: bool) -> tuple[bytes, str]:
        """Return the peer's certificate, and its `Date` header if asked: trusts anybody and sends no secret."""
        look = self._peer.Look(Tracer(attempt, self._sockets), is_proxied=bool(proxy), is_enough=not asks_time)
        client = self._new_client(self._tls.looking_context(), attempt, proxy)
        if isinstance(client, ProxyUnusable):
            return b"", ""
        date = ""
        url = self._httpx.URL(address(attempt.request)).copy_with(raw_path=b"/", userinfo=b"")
        with client, contextlib.suppress(self._peer.SeenError, self._httpx.HTTPError):
            date = client.head(url, timeout=attempt.remaining, extensions={"trace": look}).headers.get("date", "")
        return look.certificate, date


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


def _why_unreadable(variable: str) -> str:
    if variable:
        return f"{variable} is set, and certificates cannot be read from there"
    return "the certificates of this machine's trust store cannot be read"


def request_headers(request: ProbeRequest) -> list[tuple[bytes, bytes]]:
    """Return the headers that go out with a request, in order; those of the transport come on top."""
    own = ((request.header.wire_name.encode(), header_value(request)), (b"anthropic-version", _API_VERSION))
    headers = [
        *(() if request.is_bare else own),
        (b"Accept", b"application/json"),
        (b"User-Agent", f"fix401/{tui.__version__}".encode()),
    ]
    if request.is_login:
        headers.append((b"anthropic-beta", _LOGIN_BETA))
    if request.kind is ProbeKind.HELLO:
        headers.append((b"Content-Type", b"application/json"))
    for header in request.along:
        name, value = header_along(header, request.client)
        if not header.doubles:
            headers = [item for item in headers if item[0].lower() != name.lower()]
        headers.append((name, value))
    return headers


def _body(request: ProbeRequest) -> bytes | None:
    if request.kind is not ProbeKind.HELLO:
        return None
    import json  # noqa: PLC0415 - for the one paid request

    hello = {"model": request.model, "max_tokens": 1, "messages": [{"role": "user", "content": "hi"}]}
    return json.dumps(hello).encode()
