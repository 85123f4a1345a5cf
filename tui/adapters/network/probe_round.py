"""One round of requests: eight at a time in daemon threads, until all landed, a deadline, or a stop."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from tui.adapters.network.passage_notes import PassageNotes
from tui.domain.probing.probe import Cancelled, ProbeOutcome, ProbeRequest, ProxyUnreachable, TimedOut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tui.flow.ports import Cancellation

MOST_CONNECTIONS = 8
# What a part of the way may take of the whole time: a dead address must leave some for the next one.
_CONNECTING_SHARE = 0.4
_PROXY_SHARE = 0.5


class Stage(Enum):
    """What an attempt waits for; the values are the words for when it waits too long."""

    QUEUED = "it could not be sent"
    CONNECTING = "no connection could be made"
    HANDSHAKE = "the TLS handshake did not end"
    ANSWER = "connected, and no whole answer came"


@dataclass(slots=True, eq=False)
class Attempt:
    """A request on its way.

    `ends` and `started` are on the monotonic clock; `status` is the last one received, also
    of a proxy; `proxy` is the proxy's host and port, as they may be shown, and `is_tunnelled` tells
    that it has opened its tunnel; `notes` are of the way that it takes.
    """

    request: ProbeRequest
    seconds: float
    ends: float
    started: float = 0.0
    stage: Stage = Stage.QUEUED
    status: int = 0
    proxy: str = ""
    is_tunnelled: bool = False
    notes: PassageNotes = field(default_factory=PassageNotes)

    def begin(self) -> None:
        """Start the attempt's clock."""
        self.started = time.monotonic()

    @property
    def remaining(self) -> float:
        """Seconds left, at least a hundredth."""
        return max(0.01, self.ends - time.monotonic())

    @property
    def for_connecting(self) -> float:
        """Seconds that one address, or one handshake, may take."""
        return min(self.remaining, self.seconds * _CONNECTING_SHARE)

    @property
    def for_answering(self) -> float:
        """Seconds that a wait for bytes may take; shorter where it may be for the proxy to open its tunnel."""
        is_tunnel = bool(self.proxy) and self.request.url.lower().startswith("https:")
        return min(self.remaining, self.seconds * _PROXY_SHARE) if is_tunnel else self.remaining

    @property
    def milliseconds(self) -> float:
        """Milliseconds since the start, 0 before it."""
        return (time.monotonic() - self.started) * 1000 if self.started else 0.0

    @property
    def is_before_proxy(self) -> bool:
        """Whether what fails now fails on the way to the proxy or by it."""
        is_passed_on = self.stage is Stage.ANSWER and self.request.url.lower().startswith("http:")
        return bool(self.proxy) and not self.is_tunnelled and not is_passed_on

    def timed_out(self) -> TimedOut | ProxyUnreachable:
        """Return the outcome of having waited too long."""
        waited = f"within {min(self.seconds, round(self.milliseconds / 1000, 1)) or self.seconds:g} s"
        if self.is_before_proxy:
            text = f"the proxy {self.proxy} opened no way {waited}"
            return ProxyUnreachable(self.request, self.milliseconds, text, self.proxy)
        return TimedOut(self.request, self.milliseconds, f"{self.stage.value} {waited}")


class ProbeRound:
    """Runs a function over requests; `stop` must make every running call return soon.

    The generator never waits for a thread: what is under way at the end is answered for,
    and what a thread says later is dropped. `close` is called by the last thread.
    """

    def __init__(
        self,
        requests: Sequence[ProbeRequest],
        *,
        seconds: float,
        ask: Callable[[Attempt], ProbeOutcome],
        stop: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        self._ends = time.monotonic() + seconds
        self._attempts = [Attempt(request, seconds, self._ends) for request in requests]
        self._waiting = deque(self._attempts)
        self._landed: SimpleQueue[tuple[Attempt, ProbeOutcome] | None] = SimpleQueue()
        self._ask, self._stop, self._close = ask, stop, close
        self._running = 0
        self._lock = threading.Lock()

    def outcomes(self, cancellation: Cancellation) -> Iterator[ProbeOutcome]:
        """Yield one outcome a request as they land."""
        cancellation.on_cancel(self._cancel)
        pending = dict.fromkeys(self._attempts)
        try:
            if not cancellation.is_set():
                self._start()
            while pending:
                landed = None if cancellation.is_set() else self._next()
                if landed is None:
                    self._end()
                    yield from [_unfinished(attempt, is_cancelled=cancellation.is_set()) for attempt in pending]
                    return
                attempt, outcome = landed
                del pending[attempt]
                yield outcome
        finally:
            self._end()

    def _start(self) -> None:
        self._running = min(MOST_CONNECTIONS, len(self._attempts))
        for _ in range(self._running):
            threading.Thread(target=self._work, name="probe", daemon=True).start()

    def _work(self) -> None:
        try:
            while (attempt := self._take()) is not None:
                self._landed.put((attempt, self._ask(attempt)))
        finally:
            with self._lock:
                self._running -= 1
                is_last = self._running == 0
            if is_last:
                self._close()

    def _take(self) -> Attempt | None:
        try:
            return self._waiting.popleft()
        except IndexError:
            return None

    def _next(self) -> tuple[Attempt, ProbeOutcome] | None:
        try:
            return self._landed.get(timeout=max(0.0, self._ends - time.monotonic()))
        except Empty:
            return None

    def _cancel(self) -> None:
        self._landed.put(None)  # first, so that nothing a closed connection says comes before it
        self._end()

    def _end(self) -> None:
        self._waiting.clear()
        self._stop()


def _unfinished(attempt: Attempt, *, is_cancelled: bool) -> ProbeOutcome:
    if is_cancelled:
        return Cancelled(attempt.request, attempt.milliseconds, "stopped before an answer came")
    return attempt.timed_out()
