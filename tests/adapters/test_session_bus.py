"""Buses that misbehave: whatever they do, the caller is back by the deadline."""

import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tui.adapters.keyrings.secret_service import list_entries, locate
from tui.domain.found.keyring import KeyringEntry, KeyringState

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the session bus is used on Linux only")
ENTRY = KeyringEntry("anthropic", "ANTHROPIC_API_KEY")


@contextmanager
def bus(behaviour: Callable[[socket.socket], None]) -> Generator[str]:
    """Listen like a bus; yields the address."""
    with tempfile.TemporaryDirectory(prefix="bus-", dir="/tmp") as folder, socket.socket(socket.AF_UNIX) as listener:
        path = Path(folder) / "bus"
        listener.bind(str(path))
        listener.listen()

        def serve() -> None:
            with suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    connection.settimeout(20)
                    behaviour(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"unix:path={path}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(20)
        assert not thread.is_alive()


def say_nothing(connection: socket.socket) -> None:
    while connection.recv(4096):
        pass


def greet_and_fall_silent(connection: socket.socket) -> None:
    connection.recv(4096)
    connection.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
    say_nothing(connection)


def hang_up(connection: socket.socket) -> None:
    connection.recv(4096)


def refuse(connection: socket.socket) -> None:
    connection.recv(4096)
    connection.sendall(b"REJECTED EXTERNAL\r\n")
    say_nothing(connection)


def talk_nonsense(connection: socket.socket) -> None:
    connection.recv(4096)
    connection.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
    connection.recv(4096)
    connection.sendall(b"\0" * 4096)
    say_nothing(connection)


@pytest.mark.parametrize(
    ("behaviour", "states"),
    [
        (say_nothing, {KeyringState.NO_ANSWER}),
        (greet_and_fall_silent, {KeyringState.NO_ANSWER}),
        (hang_up, {KeyringState.ABSENT}),
        (refuse, {KeyringState.ABSENT}),
        (talk_nonsense, {KeyringState.ABSENT, KeyringState.NO_ANSWER}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_bus_that_misbehaves_costs_no_more_than_the_deadline(
    behaviour: Callable[[socket.socket], None], states: set[KeyringState]
) -> None:
    with bus(behaviour) as address:
        started = time.monotonic()
        listing = list_entries(address, 0.3)
        assert time.monotonic() - started < 1.5
    assert listing.state in states
    assert listing.entries == ()
    with bus(behaviour) as address:
        assert locate(address, ENTRY, 0.3).state in states
