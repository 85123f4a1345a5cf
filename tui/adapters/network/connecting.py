"""Connections to the addresses of a host, each family of addresses by itself."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

from tui.adapters.network.patience import Late
from tui.adapters.network.socket_errors import why_unconnected
from tui.domain.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.adapters.network.open_sockets import OpenSockets


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


def reach(places: Sequence[Place], seconds: float, sockets: OpenSockets) -> Connected:
    """Return a connection to the first address that takes one; raises the last failure."""
    began = time.monotonic()
    last: OSError = TimeoutError()
    for place in places:
        try:
            opened = connect(place, max(0.01, began + seconds - time.monotonic()), sockets)
        except OSError as error:
            last = error
        else:
            return Connected(opened, place, (time.monotonic() - began) * 1000)
    raise last


def connect(place: Place, seconds: float, sockets: OpenSockets) -> socket.socket:
    """Return a connection that waits so long for whatever comes next; raises OSError."""
    connection = socket.socket(place.family, socket.SOCK_STREAM)
    sockets.add(connection)
    connection.settimeout(seconds)
    try:
        connection.connect(place.place)
    except OSError:
        sockets.forget(connection)
        connection.close()
        raise
    return connection


def why_unreached(failure: OSError | ValueError | Late, address: str, seconds: float) -> str:
    """Return in words why no connection came of it."""
    if isinstance(failure, Late | TimeoutError):
        return f"{address} does not answer within {round(seconds, 1):g} s"
    return why_unconnected(failure, address) or f"{address} breaks the connection off"
