"""The time of day."""

import time


class WallClock:
    """The machine's own clock."""

    def now(self) -> str:
        """Return the local time of day as HH:MM:SS."""
        return time.strftime("%H:%M:%S")
