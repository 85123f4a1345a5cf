"""The environment that this process was given."""

from tui.adapters.reading.places import Places
from tui.domain.code.unread import unread_in_variables
from tui.domain.found.names import is_network_name, is_relevant, read_finding
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.snapshot import Reading

_ORIGIN = Origin(OriginKind.PROCESS, "the environment")


class ProcessEnvironment:
    """Reads the variables of the environment it is given."""

    def __init__(self, places: Places) -> None:
        self._environ = places.environ

    def read(self) -> Reading:
        """Return every variable with a name or a value of interest."""
        return Reading(
            findings=tuple(
                read_finding(name, text, _ORIGIN) for name, text in self._environ.items() if is_relevant(name, text)
            ),
            network=tuple(
                read_finding(name, text, _ORIGIN) for name, text in self._environ.items() if is_network_name(name)
            ),
            unread_sources=unread_in_variables(self._environ, _ORIGIN),
        )
