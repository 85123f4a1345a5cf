"""Short ways to say what the machine around the process says, for the tests of causes and warnings."""

from tests.builders import ENV
from tui.domain.clients.client import KEY
from tui.domain.clients.client_id import ClientId
from tui.domain.found.finding import Finding
from tui.domain.found.keyring import KeyringEntry, KeyringReference, KeyringSight, KeyringState
from tui.domain.found.machine import Caller, CallerKind, Service, Surroundings
from tui.domain.key.value import read_value
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading, Snapshot

TODAY = "2026-11-21"
ENTRY = KeyringEntry("anthropic", "api_key")
ENV_FILE = Origin(OriginKind.DOTENV, "~/project/.env", ENV)
UNIT = Origin(OriginKind.SERVICE, "~/project/deploy/app.service", "/home/ada/project/deploy/app.service")
CODE = Origin(OriginKind.SOURCE, "~/project/main.py", "/home/ada/project/main.py", 3)
START_UP = Origin(OriginKind.SHELL_PROFILE, "~/.zshrc", "/home/ada/.zshrc", 7)


def amid(shot: Snapshot, surroundings: Surroundings, *, today: str = TODAY) -> Snapshot:
    """Return the snapshot with what the machine says."""
    return replace(shot, readings=(*shot.readings, Reading(surroundings=surroundings)), today=today)


def started_by(kind: CallerKind, *services: Service) -> Surroundings:
    """Return what is heard of a process that was started so."""
    return Surroundings(Caller(kind, "a sign"), services=services)


def unit(kind: CallerKind = CallerKind.SYSTEMD, *variables: str, inherits: bool = False, own: bool = False) -> Service:
    """Return a service that starts the project's program; one of the user's own is installed."""
    return Service(kind, UNIT, "main.py", frozenset(variables), inherits, is_installed=own)


def keyring_said(
    state: KeyringState,
    *,
    entry: KeyringEntry | None = ENTRY,
    by: Origin = CODE,
    client: ClientId = ClientId.PYTHON_SDK,
    variable: str = "",
) -> Surroundings:
    """Return what the keyring said of the entry that a place reads."""
    clients = tuple(ClientId) if variable else (client.value,)
    reference = KeyringReference(by, clients, entry, is_passed=not variable, variable=variable)
    return Surroundings(keyring_references=(reference,), keyring_sights=(KeyringSight(state, entry, reference),))


def tool_config(text: str, variable: str = KEY, file: str = ".mcp.json") -> Finding:
    """Return a key in the configuration of a tool."""
    origin = Origin(OriginKind.TOOL_CONFIG, f"~/project/{file}", f"/home/ada/project/{file}", 6)
    return Finding(variable, read_value(text), origin)
