"""A stop signal that can be given from any thread."""

import threading
from collections.abc import Callable


class StopSignal:
    """Set once; runs the registered actions at that moment, or at once when already set."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_set = False
        self._actions: list[Callable[[], None]] = []

    def is_set(self) -> bool:
        """Return whether the signal was given."""
        return self._is_set

    def on_cancel(self, action: Callable[[], None]) -> None:
        """Register what to do on cancelling."""
        with self._lock:
            if not self._is_set:
                self._actions.append(action)
                return
        action()

    def set(self) -> None:
        """Give the signal."""
        with self._lock:
            self._is_set = True
            actions, self._actions = self._actions, []
        for action in actions:
            action()
