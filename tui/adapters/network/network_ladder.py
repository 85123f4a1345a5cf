"""Walks the lower rungs of a client's way to a host, from its name to the handshake; sends no key to anybody."""

from __future__ import annotations

import functools
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from tui.adapters.network.connecting import Connected, Place, connect, reach, why_unreached
from tui.adapters.network.handshake import Distrust, Secured, Seen
from tui.adapters.network.hosts_file import override_of
from tui.adapters.network.open_sockets import OpenSockets
from tui.adapters.network.patience import Late, Patience, StoppedError, Workers
from tui.adapters.network.socket_errors import is_silence, why_unresolved
from tui.adapters.network.trust_store import why_unreadable
from tui.domain.clients.trust import trust_in_proxy
from tui.domain.origin import printable
from tui.domain.probing.lower_rungs import (
    IPV4,
    IPV6,
    address_rung,
    certificate_facts,
    connected_rung,
    name_rung,
    relay_rung,
    secured_rung,
    secured_words,
    straight_rung,
    trusted_by,
    tunnel_rung,
    unconnected_rung,
)
from tui.domain.probing.rung import Result, Rung, RungKind
from tui.domain.probing.sendable import address, why_no_destination
from tui.domain.record import replace

if TYPE_CHECKING:
    import ssl
    from collections.abc import Generator, Iterator

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


_Found = dict[str, list["Place"]]
_AskContext = Callable[[], "ssl.SSLContext | str"]
_Look = Callable[[], Seen]


class NetworkLadder:
    """Implements `Walker` with plain sockets; `ways` and `trust` are those of the calls that it walks beside."""

    def __init__(self, ways: WaysOut, trust: TrustStore) -> None:
        self._ways, self._trust = ways, trust

    def walk(self, request: ProbeRequest, cancellation: Cancellation, *, deadline: float) -> Iterator[Rung]:
        """Yield each rung as it is known, up to the first that fails; never raises, and ends at once on a stop."""
        if why_no_destination(request):
            return
        sockets, workers = OpenSockets(), Workers()
        cancellation.on_cancel(sockets.shut_down)
        walk = _Walk(self._ways, self._trust, request, sockets)
        try:
            yield from walk.rungs(cancellation, workers, deadline)
        except StoppedError:
            return
        finally:
            sockets.shut_down()
            workers.then(sockets.close)


class _Walk:
    """One walk."""

    def __init__(self, ways: WaysOut, trust: TrustStore, request: ProbeRequest, sockets: OpenSockets) -> None:
        from tui.adapters.network import proxy_tunnel, tls_rung  # noqa: PLC0415 - load ssl and urllib.parse

        self._tunnel, self._tls = proxy_tunnel, tls_rung
        self._request, self._sockets = request, sockets
        self._url, self._proxy = address(request), ways.proxy(request)
        self._use: ProxyUse = ways.proxy_use(request)
        environ = ways.environ(request)
        self._context = functools.partial(trust.context, environ, request.trust)
        self._proxy_context = functools.partial(trust.context, environ, trust_in_proxy(request.trust))
        self._is_tls, self._is_tls_to_proxy = (text.lower().startswith("https:") for text in (self._url, self._proxy))

    def rungs(self, cancellation: Cancellation, workers: Workers, deadline: float) -> Iterator[Rung]:
        self._cancellation, self._workers, self._deadline = cancellation, workers, deadline
        self._ends = time.monotonic() + deadline
        try:
            host, port = self._tunnel.end_of(self._proxy or self._url)
            self._proxy_host = host
            self._host, self._port = self._tunnel.end_of(self._url)
        except ValueError:
            kind = RungKind.PROXY if self._proxy else RungKind.NAME
            yield Rung(kind, Result.FAIL, f"the address of the {'proxy' if self._proxy else 'host'} cannot be read")
            return
        found = yield from self._look_up(host, port)
        connected = (yield from self._connect(found)) if found else None
        onward = (yield from self._pass_proxy(connected)) if connected else None
        if connected is not None and onward is not None and self._is_tls:
            yield self._shake_hands(onward, connected.place)

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
        yield address_rung(shown) if host in addresses else name_rung(shown, addresses, spent, override_of(host))
        return found

    def _connect(self, found: _Found) -> Generator[Rung, None, Connected | None]:
        """Try each family by itself, both at once; the one that the system puts first is gone on with."""
        seconds = self._deadline * _CONNECTING
        calls = {family: functools.partial(reach, places, seconds, self._sockets) for family, places in found.items()}
        began, reached, words = time.monotonic(), dict[str, Connected](), dict[str, str]()
        patience: Patience[str, Connected] = Patience(self._cancellation, self._workers, self._ends)
        for family, landed in patience.results(calls, seconds + _GRACE):
            if isinstance(landed, Connected):
                reached[family] = landed
                yield connected_rung(family, self._named(landed.place), landed.milliseconds)
            else:
                words[family] = why_unreached(landed, self._named(found[family][0]), seconds)
        spent = (time.monotonic() - began) * 1000
        for family, text in words.items():
            yield unconnected_rung(family, text, spent, other_works=bool(reached))
        return next((reached[family] for family in found if family in reached), None)

    def _named(self, place: Place) -> str:
        return f"{place.address} (the proxy)" if self._proxy else place.address

    def _pass_proxy(self, connected: Connected) -> Generator[Rung, None, socket.socket | None]:
        """Return the connection by which the way goes on, behind the proxy if there is one."""
        if not self._proxy:
            straight = straight_rung(self._use)
            yield from () if straight is None else (straight,)
            return connected.connection
        to_proxy = self._secure_proxy(connected) if self._is_tls_to_proxy else connected.connection
        rung = to_proxy if isinstance(to_proxy, Rung) else self._ask_proxy(to_proxy)
        yield rung
        return None if isinstance(to_proxy, Rung) or rung.result is Result.FAIL else to_proxy

    def _secure_proxy(self, connected: Connected) -> socket.socket | Rung:
        """Return the connection once the proxy has shown who it is, or the rung that tells why it has not."""
        began = time.monotonic()
        result = self._secure(connected.connection, self._proxy_host, self._proxy_context, _ASKING_PROXY)
        if isinstance(result, Secured):
            self._use = replace(self._use, own_tls=secured_words(result.passage))
            return cast("socket.socket", result.stream)
        spent = (time.monotonic() - began) * 1000
        look = functools.partial(self._look_at_proxy, connected.place)
        distrust = self._distrust(result, look, _ASKING_PROXY, inside=False)
        facts = (*self._use.facts, *certificate_facts(distrust.certificate))
        return Rung(RungKind.PROXY, Result.FAIL, distrust.words, spent, facts=facts)

    def _ask_proxy(self, connection: socket.socket) -> Rung:
        if not self._is_tls:
            return relay_rung(self._use)
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

    def _shake_hands(self, connection: socket.socket, place: Place) -> Rung:
        began = time.monotonic()
        result = self._secure(connection, self._host, self._context, _SHAKING_HANDS)
        if isinstance(result, Secured):
            return secured_rung(result.passage, self._request.trust, result.passage.shaking_hands)
        spent = (time.monotonic() - began) * 1000
        distrust = self._distrust(result, functools.partial(self._look, place), _SHAKING_HANDS, inside=True)
        trusted = (("trusted by it", trusted_by(self._request.trust)),) if self._request.trust else ()
        facts = (*certificate_facts(distrust.certificate), *trusted)
        return Rung(RungKind.TLS, Result.FAIL, distrust.words, spent, facts=facts)

    def _secure(
        self, connection: socket.socket, host: str, context: _AskContext, share: float
    ) -> Secured | str | OSError | ValueError | Late:
        """Return the secured connection, the variable to blame for missing certificates, or the failure."""
        connection.settimeout(self._deadline * share)

        def secured() -> Secured | str:
            trusted = context()  # the certificates may still be on their way
            return trusted if isinstance(trusted, str) else self._tls.secure(connection, host, trusted, self._sockets)

        return self._wait(secured, share)

    def _distrust(
        self, failure: str | OSError | ValueError | Late, look: _Look, share: float, *, inside: bool
    ) -> Distrust:
        if isinstance(failure, str):
            return Distrust(why_unreadable(failure))
        if isinstance(failure, Late | TimeoutError):
            partner = "" if inside else f" with the proxy {self._use.proxy}"
            words = f"the TLS handshake{partner} did not end within {round(self._deadline * share, 1):g} s"
            return Distrust(words)
        proxy, request = self._use.proxy, self._request
        seen = self._wait(lambda: self._tls.why_unsecured(request, proxy, failure, look, inside=inside), _SHAKING_HANDS)
        return seen if isinstance(seen, Distrust) else Distrust("the TLS handshake failed")

    def _look_at_proxy(self, place: Place) -> Seen:
        connection = connect(place, self._deadline * _CONNECTING, self._sockets)
        return self._tls.look_at(connection, self._proxy_host, self._sockets)

    def _look(self, place: Place) -> Seen:
        """Return what the host shows; the proxy before it is trusted no less than before."""
        connection = connect(place, self._deadline * _CONNECTING, self._sockets)
        trusted = self._proxy_context() if self._is_tls_to_proxy else ""
        if not isinstance(trusted, str):
            secured = self._tls.secure(connection, self._proxy_host, trusted, self._sockets)
            connection = cast("socket.socket", secured.stream)
        if self._proxy and self._open_tunnel(connection).refusal:
            return Seen()
        return self._tls.look_at(connection, self._host, self._sockets)

    def _wait(self, call: Callable[[], Value], share: float) -> Value | OSError | ValueError | Late:
        patience: Patience[str, Value] = Patience(self._cancellation, self._workers, self._ends)
        ((_, result),) = patience.results({"": call}, self._deadline * share + _GRACE)
        return result
