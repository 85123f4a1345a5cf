"""The lower rungs, walked beside the client's own call: at once, or only when that call gives reason to."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from tui.domain.probing.probe import Answered, Cancelled, ProbeOutcome, ProbeRequest, Unrepeatable, Unsendable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.domain.probing.rung import Rung
    from tui.flow.ports import Cancellation, Walker

# A call that takes longer is worth a look at its way, before it is given up.
_PATIENCE = 1.0
_LEAST = 0.2
# Behind an answer the verdict waits no longer than this for the rest of the walk.
_ENOUGH = 0.3


class Walk:
    """One walk in a thread of its own, over at `ends` on the monotonic clock.

    `tell` is called in that thread with each rung as it is known.

    Where nobody watches it begins only when the call fails or stays long without an answer: what
    the call's own connection tells need not be paid for twice.
    """

    def __init__(
        self,
        walker: Walker,
        request: ProbeRequest,
        cancellation: Cancellation,
        *,
        ends: float,
        tell: Callable[[Rung], None] | None = None,
    ) -> None:
        self._walker, self._request, self._cancellation = walker, request, cancellation
        self._ends, self._tell = ends, tell
        self._rungs: list[Rung] = []
        self._is_due, self._has_ended = threading.Event(), threading.Event()
        self._is_spared = self._is_answered = False
        cancellation.on_cancel(self.spare)

    def start(self) -> None:
        """Begin, or begin to wait for a reason."""
        if self._tell is not None:
            self._is_due.set()
        threading.Thread(target=self._run, name="walk", daemon=True).start()

    def see(self, outcome: ProbeOutcome) -> None:
        """Take note of what came of a request: the client's own call decides whether a walk is worth its time."""
        if outcome.request != self._request:
            return
        tells_enough = isinstance(outcome, Answered | Unsendable | Cancelled)
        if tells_enough and not isinstance(outcome, Unrepeatable):
            self._is_answered = True
            self.spare()
        else:
            self._is_due.set()

    def spare(self) -> None:
        """Do not begin any more."""
        if not self._is_due.is_set():
            self._is_spared = True
            self._is_due.set()

    def rungs(self) -> tuple[Rung, ...]:
        """Return what was found out, waiting for the end where the call itself told nothing."""
        left = max(0.0, self._ends - time.monotonic())
        self._has_ended.wait(min(left, _ENOUGH) if self._is_answered or self._cancellation.is_set() else left)
        return tuple(self._rungs)

    def _run(self) -> None:
        try:
            self._is_due.wait(_PATIENCE)
            self._is_due.set()
            if not self._is_spared:
                seconds = max(_LEAST, self._ends - time.monotonic())
                for rung in self._walker.walk(self._request, self._cancellation, deadline=seconds):
                    self._rungs.append(rung)
                    if self._tell is not None:
                        self._tell(rung)
        finally:
            self._has_ended.set()
