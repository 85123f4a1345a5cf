"""A stop that a test can press."""

import threading
from collections.abc import Callable


class StopButton:
    """Implements `Cancellation`."""

    def __init__(self) -> None:
        self._pressed = threading.Event()
        self._actions: list[Callable[[], None]] = []

    def press(self) -> None:
        self._pressed.set()
        for action in self._actions:
            action()

    def is_set(self) -> bool:
        return self._pressed.is_set()

    def on_cancel(self, action: Callable[[], None]) -> None:
        self._actions.append(action)
        if self.is_set():
            action()
