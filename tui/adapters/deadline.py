"""Runs a call that may block for ever, without ever blocking the caller or the end of the process."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from tui.domain.record import Record

Result = TypeVar("Result")


class NoAnswer(Record):
    """The call did not return in time; it may still be running."""


@dataclass(slots=True)
class _Outcome(Generic[Result]):
    value: Result | None = None
    error: BaseException | None = None


class OneAtATime:
    """Runs calls one after another, each in a thread of its own.

    The threads are daemons because the interpreter waits for all others when it ends. A call
    that overran its deadline is left alone, and as long as it runs no further one is begun:
    its successors would pile up behind the same closed door.
    """

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._overdue: threading.Thread | None = None

    def run(self, action: Callable[[], Result], deadline: float) -> Result | NoAnswer:
        """Return the action's result, raise its exception, or give up after so many seconds."""
        give_up_at = time.monotonic() + deadline
        if self._is_stuck() or not self._free.acquire(timeout=deadline):
            return NoAnswer()
        outcome: _Outcome[Result] = _Outcome()
        thread = threading.Thread(target=self._work, args=(action, outcome), name="keyring", daemon=True)
        thread.start()
        thread.join(max(0.0, give_up_at - time.monotonic()))
        if thread.is_alive():
            self._overdue = thread
            return NoAnswer()
        if outcome.error is not None:
            raise outcome.error
        return outcome.value  # pyright: ignore[reportReturnType] - a thread without error has set the value

    def _is_stuck(self) -> bool:
        return self._overdue is not None and self._overdue.is_alive()

    def _work(self, action: Callable[[], Result], outcome: _Outcome[Result]) -> None:
        try:
            outcome.value = action()
        except BaseException as error:  # noqa: BLE001 - carried to the caller's thread and raised there
            outcome.error = error
        finally:
            self._free.release()
