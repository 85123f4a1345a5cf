"""When Claude Code's stored login ends, where nothing can renew it."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from tui.adapters.reading.places import Places
from tui.adapters.reading.text_file import read_small_file
from tui.domain.found.machine import Expiry, Surroundings
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.snapshot import Reading

LIMIT = 1024 * 1024
_LATEST = 253_402_300_799  # the last second of the year 9999, beyond which no date can be written


class LoginExpiry:
    """Reads the end of the login; what it is about, another reader tells."""

    def __init__(self, places: Places, clock: Callable[[], float] = time.time) -> None:
        self._places = places
        self._clock = clock

    def read(self) -> Reading:
        """Return the day, if it is to come and no refresh token stands beside it."""
        path = self._places.folder("CLAUDE_CONFIG_DIR", ".claude") / ".credentials.json"
        login = _mapping(_load(path).get("claudeAiOauth"))
        ends = _number(login.get("expiresAt")) / 1000
        if login.get("refreshToken") or ends <= self._clock():
            return Reading()
        origin = Origin(OriginKind.CLAUDE_LOGIN, self._places.shown(path), str(path))
        return Reading(surroundings=Surroundings(expiries=(Expiry(origin, ends),)))


def _load(path: Path) -> Mapping[str, object]:
    data = read_small_file(path, LIMIT)
    if not isinstance(data, bytes):
        return {}
    import json  # noqa: PLC0415 - few machines have such a file, and the module takes time to import

    try:
        return _mapping(json.loads(data))
    except (ValueError, RecursionError):
        return {}


def _mapping(value: object) -> Mapping[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _number(value: object) -> float:
    """Return the number, 0 for anything else and for what no clock will ever show."""
    return float(value) if isinstance(value, int | float) and 0 < value < _LATEST * 1000 else 0.0
