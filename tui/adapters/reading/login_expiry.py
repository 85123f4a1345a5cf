"""When Claude Code's stored login ends, where nothing can renew it."""

import time
from collections.abc import Callable

from tui.adapters.reading.claude_files import ClaudeFile, config_folder, load, seconds_of
from tui.adapters.reading.places import Places
from tui.domain.found.machine import Expiry, Surroundings
from tui.domain.json_values import mapping
from tui.domain.origin import OriginKind
from tui.domain.resolving.snapshot import Reading


class LoginExpiry:
    """Reads the end of the login; what it is about, another reader tells."""

    def __init__(self, places: Places, clock: Callable[[], float] = time.time) -> None:
        self._places = places
        self._clock = clock

    def read(self) -> Reading:
        """Return the day, if it is to come and no refresh token stands beside it."""
        file = load(config_folder(self._places) / ".credentials.json", self._places, OriginKind.CLAUDE_LOGIN)
        if not isinstance(file, ClaudeFile):
            return Reading()
        login = mapping(file.document.get("claudeAiOauth"))
        ends = seconds_of(login.get("expiresAt"))
        if login.get("refreshToken") or ends <= self._clock():
            return Reading()
        return Reading(surroundings=Surroundings(expiries=(Expiry(file.origin, ends),)))
