"""Waits for calls that may block, each in a thread of its own, until its time is over or a stop is wanted."""

from __future__ import annotations

import functools
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tui.flow.ports import Cancellation

Key = TypeVar("Key")
Value = TypeVar("Value")


class StoppedError(Exception):
    """Somebody wants the waiting to end."""


class Late:
    """Stands for the result of a call that did not return in time."""


class Workers:
    """The threads of several waits; a daemon each, so that none holds the end of the process."""

    def __init__(self) -> None:
        self._threads: list[threading.Thread] = []

    def start(self, work: Callable[[], None]) -> None:
        """Run the work in a thread of its own."""
        thread = threading.Thread(target=work, name="rung", daemon=True)
        self._threads.append(thread)
        thread.start()

    def then(self, action: Callable[[], None]) -> None:
        """Call the action once all threads have ended: at once where they have, else without waiting here."""
        running = [thread for thread in self._threads if thread.is_alive()]
        if not running:
            action()
            return

        def wait() -> None:
            for thread in running:
                thread.join()
            action()

        threading.Thread(target=wait, name="rungs", daemon=True).start()


class Patience(Generic[Key, Value]):
    """One wait: what lands after its end is dropped."""

    def __init__(self, cancellation: Cancellation, workers: Workers, ends: float) -> None:
        self._ends, self._workers = ends, workers
        self._landed: SimpleQueue[tuple[Key, Value | OSError | ValueError] | None] = SimpleQueue()
        self._is_stopped = cancellation.is_set
        cancellation.on_cancel(self._wake)

    def results(
        self, calls: Mapping[Key, Callable[[], Value]], seconds: float
    ) -> Iterator[tuple[Key, Value | OSError | ValueError | Late]]:
        """Yield each call's value or failure as it lands, and `Late` for the rest; raises `StoppedError`."""
        ends = min(self._ends, time.monotonic() + seconds)
        waiting = dict.fromkeys(calls)
        for key, call in calls.items():
            self._workers.start(functools.partial(self._work, key, call))
        while waiting:
            if self._is_stopped():
                raise StoppedError
            try:
                landed = self._landed.get(timeout=max(0.0, ends - time.monotonic()))
            except Empty:
                yield from ((key, Late()) for key in waiting)
                return
            if landed is not None and landed[0] in waiting:
                del waiting[landed[0]]
                yield landed

    def _work(self, key: Key, call: Callable[[], Value]) -> None:
        try:
            self._landed.put((key, call()))
        except (OSError, ValueError) as error:  # UnicodeError and the failures of TLS are among them
            self._landed.put((key, error))

    def _wake(self) -> None:
        self._landed.put(None)
