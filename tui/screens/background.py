"""Runs slow work beside the screen: in a daemon thread, so that work that hangs never holds the exit."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from textual.message_pump import MessagePump

T = TypeVar("T")


def in_background(screen: MessagePump, work: Callable[[], T], then: Callable[[T], None]) -> None:
    """Run the work in a thread of its own and hand its result to `then` in the screen's own turn.

    When the screen is gone by then, the result is dropped.
    """

    def run() -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - handed on whole: the app reports it without its text
            report(screen, _raise, error)
        else:
            report(screen, then, result)

    threading.Thread(target=run, name="fix401-work", daemon=True).start()


def report(screen: MessagePump, then: Callable[[T], None], result: T) -> None:
    """Call `then` in the screen's own turn, from any thread; nothing happens when the screen is gone."""
    # A closed event loop and a missing app are RuntimeErrors: the program is ending, and nobody waits for the result.
    with suppress(RuntimeError):
        screen.call_later(then, result)


def _raise(error: Exception) -> None:
    raise error
