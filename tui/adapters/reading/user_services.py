"""The units of systemd and the jobs of launchd that are the user's own."""

from tui.adapters.reading.places import Places, files_in
from tui.domain.found.machine import Surroundings
from tui.domain.resolving.snapshot import Reading


class UserServices:
    """Reads the user's own units and jobs."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return those that start a program of this project."""
        config = self._places.folder("XDG_CONFIG_HOME", ".config")
        units = files_in(config / "systemd" / "user", ".service")
        jobs = files_in(self._places.home / "Library" / "LaunchAgents", ".plist")
        if not units and not jobs:
            return Reading()
        from tui.adapters.reading.service_files import services_in, variables_in  # noqa: PLC0415 - deferred: few have one

        files = files_in(config / "environment.d", ".conf")
        everywhere = frozenset(name for path in files for name in variables_in(path))
        found = services_in([*units, *jobs], self._places, is_installed=True, everywhere=everywhere)
        return Reading(surroundings=Surroundings(services=tuple(found)))
