"""What a container of the project's own program is given, by its compose file."""

from collections.abc import Iterator

from tui.domain.clients.client import KEY, TOKEN, ClientChoice, ClientId
from tui.domain.code.compose import ComposeVariable
from tui.domain.code.loader_files import normal
from tui.domain.found.finding import Finding
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import Record
from tui.domain.resolving.loading import files_read, loaders_of
from tui.domain.resolving.snapshot import Container, Snapshot

_IN_CONTAINERS = frozenset({ClientId.PYTHON_SDK, ClientId.TYPESCRIPT_SDK, ClientId.CLAUDE_CODE})


class Gap(Record):
    """Why a container has no value for a variable: the line that gives it none, None where no line is about it.

    `is_unknown` tells that it may have one which cannot be read.
    """

    origin: Origin | None = None
    reason: str = ""
    is_unknown: bool = False


def containers_of(client: ClientChoice, snapshot: Snapshot) -> tuple[Container, ...]:
    """Return the containers in which this client's program runs."""
    if client.id not in _IN_CONTAINERS:
        return ()
    return tuple(container for container in snapshot.containers if container.runs_client)


def given_in_container(name: str, client: ClientChoice, snapshot: Snapshot) -> Finding | None:
    """Return what a container gives the client's program, where that one has a credential nowhere else."""
    is_on_host = any(item.value.length for kept in (KEY, TOKEN) for item in _named(kept, OriginKind.PROCESS, snapshot))
    if is_on_host or not any(_given(kept, client, snapshot) for kept in (KEY, TOKEN)):
        return None
    return _given(name, client, snapshot)


def value_in(container: Container, name: str, snapshot: Snapshot) -> Finding | Gap:
    """Return what the container has for the variable: `environment` before `env_file` before the image."""
    service = container.service
    entry = next((item for item in reversed(service.variables) if item.name == name), None)
    if entry is not None:
        return _interpolated(entry, container, snapshot)
    for path, place in reversed(service.env_files):
        found = _last(name, path, OriginKind.DOTENV, snapshot)
        if found is not None:
            return found if found.value.length else Gap(place, f"reads `{found.origin.label}`, where it is empty")
    return _last(name, normal(f"{service.context}/{service.dockerfile}"), OriginKind.COMPOSE, snapshot) or Gap()


def loads_file_itself(client: ClientChoice, snapshot: Snapshot, container: Container) -> bool:
    """Return whether the program's own loader finds its file in the container too."""
    if not loaders_of(client, snapshot):
        return False
    over, plain = files_read(client, snapshot)
    return any(
        normal(path) == inside or normal(path).startswith(f"{inside}/")
        for path in (*over, *plain)
        for inside in container.copied
    )


def _given(name: str, client: ClientChoice, snapshot: Snapshot) -> Finding | None:
    for container in containers_of(client, snapshot):
        value = None if container.service.trouble else value_in(container, name, snapshot)
        if isinstance(value, Finding):
            return value
    return None


def _interpolated(entry: ComposeVariable, container: Container, snapshot: Snapshot) -> Finding | Gap:
    if entry.is_empty:
        return Gap(entry.origin, "sets it to nothing")
    if not entry.refers_to:
        written = (item for item in _named(entry.name, OriginKind.COMPOSE, snapshot) if item.origin == _place(entry))
        return next(written, Gap(entry.origin, "sets it", is_unknown=True))
    folder = normal(f"{container.service.origin.path}/..")
    host = next(_named(entry.refers_to, OriginKind.PROCESS, snapshot), None)
    beside = _last(entry.refers_to, f"{folder}/.env", OriginKind.DOTENV, snapshot)
    value = host or beside
    if value is not None and value.value.length:
        return value
    if entry.has_default:
        return Gap(entry.origin, "has a text of its own for it", is_unknown=True)
    return Gap(entry.origin, f"takes {entry.refers_to} from the shell or the `.env` beside it, where it has no value")


def _place(entry: ComposeVariable) -> Origin:
    return Origin(OriginKind.COMPOSE, entry.origin.shown, entry.origin.path, entry.origin.line)


def _last(name: str, path: str, kind: OriginKind, snapshot: Snapshot) -> Finding | None:
    found = [item for item in _named(name, kind, snapshot) if normal(item.origin.path) == path]
    return max(found, key=lambda item: item.origin.line or 0, default=None)


def _named(name: str, kind: OriginKind, snapshot: Snapshot) -> Iterator[Finding]:
    return (item for item in snapshot.findings if item.variable == name and item.is_active and item.origin.kind is kind)
