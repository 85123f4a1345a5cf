"""Walks the lower rungs of a client's way to a host, from its name to the handshake; sends no key to anybody."""

from __future__ import annotations

import functools
import socket
import time
from typing import TYPE_CHECKING, TypeVar

from tui.adapters.network.hosts_file import hosts_path, line_for
from tui.adapters.network.open_sockets import OpenSockets
from tui.adapters.network.patience import Late, Patience, StoppedError, Workers
from tui.adapters.network.socket_errors import is_silence, why_unconnected, why_unresolved
from tui.adapters.network.trust_store import why_unreadable
from tui.domain.clients.proxies import is_loopback
from tui.domain.origin import printable
from tui.domain.probing.lower_rungs import (
    IPV4,
    IPV6,
    address_rung,
    connected_rung,
    name_rung,
    relay_rung,
    secured_rung,
    straight_rung,
    trusted_by,
    tunnel_rung,
    unconnected_rung,
)
from tui.domain.probing.passage import Passage
from tui.domain.probing.rung import Result, Rung, RungKind
from tui.domain.probing.sendable import address, why_no_destination
from tui.domain.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from tui.adapters.network.proxy_tunnel import Opening
    from tui.adapters.network.trust_store import TrustStore
    from tui.adapters.network.ways_out import WaysOut
    from tui.domain.probing.lower_rungs import ProxyUse
    from tui.domain.probing.probe import ProbeRequest
    from tui.flow.ports import Cancellation

# What each rung may take of the whole time.
_LOOKING_UP, _CONNECTING, _ASKING_PROXY, _SHAKING_HANDS = 0.3, 0.4, 0.4, 0.4
# A socket's own clock ends first, so that it is closed where it is used.
_GRACE = 0.1
_FAMILIES = {socket.AF_INET: IPV4, socket.AF_INET6: IPV6}
Value = TypeVar("Value")


class Place(Record):
    """One address of the host: its family and what a socket connects to."""

    family: socket.AddressFamily
    place: tuple[object, ...]

    @property
    def address(self) -> str:
        """The address in numbers."""
        return str(self.place[0])


class Connected(Record):
    """A connection that was made: to which place, and in how many milliseconds."""

    connection: socket.socket
    place: Place
    milliseconds: float


_Found = dict[str, list[Place]]


class NetworkLadder:
    """Implements `Walker` with plain sockets; `ways` and `trust` are those of the calls that it walks beside."""

    def __init__(self, ways: WaysOut, trust: TrustStore, hosts: Path | None = None) -> None:
        self._ways, self._trust = ways, trust
        self._hosts = hosts or hosts_path()

    def walk(self, request: ProbeRequest, cancellation: Cancellation, *, deadline: float) -> Iterator[Rung]:
        """Yield each rung as it is known, up to the first that fails; never raises, and ends at once on a stop."""
        if why_no_destination(request):
            return
        sockets, workers = OpenSockets(), Workers()
        cancellation.on_cancel(sockets.shut_down)
        walk = _Walk(self._ways, self._trust, self._hosts, request, sockets)
        try:
            yield from walk.rungs(cancellation, workers, deadline)
        except StoppedError:
            return
        finally:
            sockets.shut_down()
            workers.then(sockets.close)


class _Walk:
    """One walk."""

    def __init__(
        self, ways: WaysOut, trust: TrustStore, hosts: Path, request: ProbeRequest, sockets: OpenSockets
    ) -> None:
        from tui.adapters.network import proxy_tunnel, tls_rung  # noqa: PLC0415 - load ssl and urllib.parse

        self._tunnel, self._tls = proxy_tunnel, tls_rung
        self._request, self._sockets, self._hosts = request, sockets, hosts
        self._url, self._proxy = address(request), ways.proxy(request)
        self._use: ProxyUse = ways.proxy_use(request)
        self._context = functools.partial(trust.context, ways.environ(request), request.trust)
        self._is_tls = self._url.lower().startswith("https:")

    def rungs(self, cancellation: Cancellation, workers: Workers, deadline: float) -> Iterator[Rung]:
        self._cancellation, self._workers, self._deadline = cancellation, workers, deadline
        self._ends = time.monotonic() + deadline
        try:
            host, port = self._tunnel.end_of(self._proxy or self._url)
            self._host, self._port = self._tunnel.end_of(self._url)
        except ValueError:
            kind = RungKind.PROXY if self._proxy else RungKind.NAME
            yield Rung(kind, Result.FAIL, f"the address of the {'proxy' if self._proxy else 'host'} cannot be read")
            return
        found = yield from self._look_up(host, port)
        connected = (yield from self._connect(found)) if found else None
        if connected is not None and (yield from self._pass_proxy(connected.connection)) and self._is_tls:
            yield self._shake_hands(connected)

    def _look_up(self, host: str, port: int) -> Generator[Rung, None, _Found]:
        began = time.monotonic()
        result = self._wait(functools.partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM), _LOOKING_UP)
        spent, shown = (time.monotonic() - began) * 1000, printable(host)[:80]
        if isinstance(result, Late | OSError | ValueError):
            words = why_unresolved(shown, is_silent=isinstance(result, Late) or is_silence(result))
            yield Rung(RungKind.NAME, Result.FAIL, words, spent)
            return {}
        found: _Found = {}
        for family, _, _, _, place in result:
            if family in _FAMILIES:
                found.setdefault(_FAMILIES[family], []).append(Place(family, place))
        addresses = [item.address for group in found.values() for item in group]
        yield address_rung(shown) if host in addresses else name_rung(shown, addresses, spent, self._override(host))
        return found

    def _override(self, host: str) -> str:
        line = 0 if is_loopback(f"http://{host}") else line_for(host, self._hosts)
        return f"`{self._hosts}:{line}`" if line else ""

    def _connect(self, found: _Found) -> Generator[Rung, None, Connected | None]:
        """Try each family by itself, both at once; the one that the system puts first is gone on with."""
        seconds = self._deadline * _CONNECTING
        calls = {family: functools.partial(self._reach, places, seconds) for family, places in found.items()}
        began, reached, words = time.monotonic(), dict[str, Connected](), dict[str, str]()
        patience: Patience[str, Connected] = Patience(self._cancellation, self._workers, self._ends)
        for family, landed in patience.results(calls, seconds + _GRACE):
            if isinstance(landed, Connected):
                reached[family] = landed
                yield connected_rung(family, self._named(landed.place), landed.milliseconds)
            else:
                words[family] = _why_unconnected(landed, self._named(found[family][0]), seconds)
        spent = (time.monotonic() - began) * 1000
        for family, text in words.items():
            yield unconnected_rung(family, text, spent, other_works=bool(reached))
        return next((reached[family] for family in found if family in reached), None)

    def _named(self, place: Place) -> str:
        return f"{place.address} (the proxy)" if self._proxy else place.address

    def _reach(self, places: list[Place], seconds: float) -> Connected:
        """Return a connection to the first address that takes one; raises the last failure."""
        began = time.monotonic()
        last: OSError = TimeoutError()
        for place in places:
            try:
                opened = self._open(place, max(0.01, began + seconds - time.monotonic()))
            except OSError as error:
                last = error
            else:
                return Connected(opened, place, (time.monotonic() - began) * 1000)
        raise last

    def _open(self, place: Place, seconds: float) -> socket.socket:
        connection = socket.socket(place.family, socket.SOCK_STREAM)
        self._sockets.add(connection)
        connection.settimeout(seconds)
        try:
            connection.connect(place.place)
        except OSError:
            self._sockets.forget(connection)
            connection.close()
            raise
        return connection

    def _pass_proxy(self, connection: socket.socket) -> Generator[Rung, None, bool]:
        """Return whether the way goes on behind the proxy, if there is one."""
        if not self._proxy:
            straight = straight_rung(self._use)
            yield from () if straight is None else (straight,)
            return True
        if not self._is_tls:
            yield relay_rung(self._use)
            return True
        if self._proxy.lower().startswith("https:"):
            words = f"{self._use.proxy} is named as one that speaks TLS itself: the call alone shows whether it does"
            yield Rung(RungKind.PROXY, Result.UNKNOWN, words, facts=self._use.facts)
            return False
        rung = self._ask_proxy(connection)
        yield rung
        return rung.result is not Result.FAIL

    def _ask_proxy(self, connection: socket.socket) -> Rung:
        began, seconds = time.monotonic(), self._deadline * _ASKING_PROXY
        connection.settimeout(seconds)
        result = self._wait(lambda: self._open_tunnel(connection), _ASKING_PROXY)
        spent = (time.monotonic() - began) * 1000
        if isinstance(result, Late | TimeoutError):
            return tunnel_rung(self._use, 0, f"opened no way within {round(seconds, 1):g} s", spent)
        if isinstance(result, OSError | ValueError):
            return tunnel_rung(self._use, 0, "closed the connection without an answer", spent)
        return tunnel_rung(self._use, result.status, result.refusal, spent)

    def _open_tunnel(self, connection: socket.socket) -> Opening:
        return self._tunnel.ask_for_way(connection, self._proxy, self._host, self._port)

    def _shake_hands(self, connected: Connected) -> Rung:
        began, seconds = time.monotonic(), self._deadline * _SHAKING_HANDS
        connected.connection.settimeout(seconds)
        result = self._wait(lambda: self._secured(connected.connection), _SHAKING_HANDS)
        spent = (time.monotonic() - began) * 1000
        if isinstance(result, str):
            return Rung(RungKind.TLS, Result.FAIL, why_unreadable(result), spent)
        if isinstance(result, Passage):
            return secured_rung(result, self._request.trust, result.shaking_hands)
        if isinstance(result, Late | TimeoutError):
            return Rung(
                RungKind.TLS, Result.FAIL, f"the TLS handshake did not end within {round(seconds, 1):g} s", spent
            )
        look = functools.partial(self._look, connected.place)
        seen = self._wait(lambda: self._tls.why_unsecured(self._request, self._use.proxy, result, look), _SHAKING_HANDS)
        text = seen if isinstance(seen, str) else "the TLS handshake failed"
        facts = (("trusted by it", trusted_by(self._request.trust)),) if self._request.trust else ()
        return Rung(RungKind.TLS, Result.FAIL, text, spent, facts=facts)

    def _secured(self, connection: socket.socket) -> Passage | str:
        context = self._context()
        if isinstance(context, str):
            return context
        began = time.monotonic()  # the certificates may still have been on their way until now
        secured = self._tls.shake_hands(connection, self._host, context, self._sockets)
        return self._tls.passage_of(secured, (time.monotonic() - began) * 1000)

    def _look(self, place: Place) -> bytes:
        connection = self._open(place, self._deadline * _CONNECTING)
        if self._proxy and self._open_tunnel(connection).refusal:
            return b""
        return self._tls.shown_certificate(connection, self._host, self._sockets)

    def _wait(self, call: Callable[[], Value], share: float) -> Value | OSError | ValueError | Late:
        patience: Patience[str, Value] = Patience(self._cancellation, self._workers, self._ends)
        ((_, result),) = patience.results({"": call}, self._deadline * share + _GRACE)
        return result


def _why_unconnected(failure: OSError | ValueError | Late, address: str, seconds: float) -> str:
    if isinstance(failure, Late | TimeoutError):
        return f"{address} does not answer within {round(seconds, 1):g} s"
    return why_unconnected(failure, address) or f"{address} breaks the connection off"
