"""The time of day and the date."""

import time


class WallClock:
    """The machine's own clock."""

    def now(self) -> str:
        """Return the local time of day as HH:MM:SS."""
        return time.strftime("%H:%M:%S")

    def today(self) -> str:
        """Return the local date as YYYY-MM-DD."""
        return time.strftime("%Y-%m-%d")
