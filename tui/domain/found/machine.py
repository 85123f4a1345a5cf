"""What the machine around the process says: who started it, who else may read its files, what will end soon."""

from collections.abc import Iterable
from enum import StrEnum

from tui.domain.clients.stack import Stack
from tui.domain.found.keyring import KeyringReference, KeyringSight, KeyringState
from tui.domain.origin import Origin
from tui.domain.record import Record


class CallerKind(StrEnum):
    """The kinds of programs that start others; the values are the words for them."""

    TERMINAL = "a terminal"
    TMUX = "tmux"
    EDITOR = "an editor"
    SYSTEMD = "systemd"
    CRON = "cron"
    LAUNCHD = "launchd"
    SUDO = "sudo"


# These give a program an environment of their own, not that of the user's shell.
SERVICES = frozenset({CallerKind.SYSTEMD, CallerKind.CRON, CallerKind.LAUNCHD, CallerKind.SUDO})


class Caller(Record):
    """What started this process, as far as its environment tells, and the sign of it in words."""

    kind: CallerKind
    sign: str


class Service(Record):
    """A unit, a crontab's line or a job that starts a program of this project.

    `variables` are the names that it gives the program; `inherits` tells that it may hand on others;
    `is_installed` that it lies where the user's own services are started from.
    """

    kind: CallerKind
    origin: Origin
    program: str
    variables: frozenset[str] = frozenset()
    inherits: bool = False
    is_installed: bool = False


class Exposure(Record):
    """Who else gets to read a file that holds a key: None where nobody could tell.

    `synced_by` is the service that copies its folder to other machines.
    """

    origin: Origin
    is_tracked: bool | None = None
    is_ignored: bool | None = None
    is_readable_by_others: bool = False
    synced_by: str = ""


class Expiry(Record):
    """A login or a profile that ends by itself, in seconds since 1970, and that nothing renews."""

    origin: Origin
    ends_at: float


class Surroundings(Record):
    """What one reader, or all of them, heard of the machine.

    `histories` are the first lines with a key in the shells' histories; `keyring_references` the places
    that take a key from the keyring, `keyring_sights` what it said when it was asked for names;
    `stack` is what the project's programs run on.
    """

    caller: Caller | None = None
    services: tuple[Service, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    expiries: tuple[Expiry, ...] = ()
    histories: tuple[Origin, ...] = ()
    keyring_references: tuple[KeyringReference, ...] = ()
    keyring_sights: tuple[KeyringSight, ...] = ()
    stack: Stack | None = None

    @property
    def readable_entries(self) -> tuple[KeyringReference, ...]:
        """The places of code whose entry could be read, were it asked for."""
        return tuple(
            sight.reference
            for sight in self.keyring_sights
            if sight.state is KeyringState.OK and sight.reference and not sight.reference.variable
        )


def together(parts: Iterable[Surroundings]) -> Surroundings:
    """Return what all parts say, of the caller the first."""
    heard = [part for part in parts if part != _NOTHING]
    return Surroundings(
        caller=next((part.caller for part in heard if part.caller), None),
        services=tuple(item for part in heard for item in part.services),
        exposures=tuple(item for part in heard for item in part.exposures),
        expiries=tuple(item for part in heard for item in part.expiries),
        histories=tuple(item for part in heard for item in part.histories),
        keyring_references=tuple(item for part in heard for item in part.keyring_references),
        keyring_sights=tuple(item for part in heard for item in part.keyring_sights),
        stack=next((part.stack for part in heard if part.stack), None),
    )


_NOTHING = Surroundings()
