"""Counts down what a server asks to be waited for, in the screen's own line."""

import time

from tui.domain.probing.probe import ProbeOutcome
from tui.domain.probing.waiting import in_words, seconds_to_wait
from tui.screens.step_screen import StepScreen

_TICK = 0.5


class CountDown:
    """One at a time for a screen; until it is over, nothing is asked again."""

    def __init__(self, screen: StepScreen) -> None:
        self._screen = screen
        self._ends = 0.0

    @property
    def left(self) -> float:
        """Seconds that are left, 0 when it is over."""
        return max(0.0, self._ends - time.monotonic())

    def begin(self, outcome: ProbeOutcome | None) -> None:
        """Count, where the answer asks for it."""
        is_counting = self.left > 0
        self._ends = time.monotonic() + seconds_to_wait(outcome, time.time())
        if self.left > 0 and not is_counting:
            self._tick()

    def say(self) -> None:
        """Say how long it still is."""
        self._screen.say(f"the other side asks to wait {in_words(self.left)}; until then nothing is sent again")

    def _tick(self) -> None:
        if not self._screen.is_mounted:
            return
        if self.left > 0:
            self.say()
            self._screen.set_timer(min(_TICK, self.left + 0.01), self._tick)
        else:
            self._screen.say("the wait that was asked for is over: r asks again")
