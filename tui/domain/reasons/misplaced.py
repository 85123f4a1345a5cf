"""Keys in files that a loader of `.env` passes over: under another name, in another folder, in another encoding."""

from tui.domain.clients.client_id import ClientId
from tui.domain.dotenv.loader import Encoding, MisencodedFile
from tui.domain.dotenv.names import ENV_NAME
from tui.domain.found.finding import Finding, State
from tui.domain.judging.absence import best_of, names_read
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import KEY_SHAPES
from tui.domain.origin import OriginKind
from tui.domain.resolving.loading import (
    files_read,
    idle_loaders,
    loaders_of,
    loads_env_file,
    name_of,
    readers_of,
    unreadable,
)


def in_file_of_another_name(evidence: Evidence) -> Finding | None:
    """Return a key in a file that misses being `.env` by its name, where no `.env` has one."""
    keys = _keys(evidence)
    if any(item.is_active and name_of(item.origin.path) == ENV_NAME for item in keys):
        return None
    read, looked_for = _read(evidence), names_looked_for(evidence)
    return best_of(
        evidence,
        (
            item
            for item in keys
            if item.state is State.TEMPLATE
            or (item.is_active and loads_env_file(evidence.resolution.client, evidence.snapshot))
            if name_of(item.origin.path) not in looked_for
            if item.origin.path not in read and not evidence.refuses(item.value.best)
        ),
    )


def in_another_folder(evidence: Evidence) -> Finding | None:
    """Return a key of a `.env` that lies where the program's loader does not look."""
    client, snapshot = evidence.resolution.client, evidence.snapshot
    if not loads_env_file(client, snapshot) or idle_loaders(client, snapshot):
        return None
    read, looked_for = _read(evidence), names_looked_for(evidence)
    return best_of(
        evidence,
        (
            item
            for item in _keys(evidence)
            if item.is_active and name_of(item.origin.path) in looked_for
            if item.origin.path not in read and not evidence.refuses(item.value.best)
        ),
    )


def in_another_encoding(evidence: Evidence) -> Finding | None:
    """Return a key of a `.env` whose bytes its loaders do not read as text."""
    client, snapshot = evidence.resolution.client, evidence.snapshot
    return best_of(evidence, (item for item in _keys(evidence) if unreadable(item, client, snapshot)))


def unreadable_file(evidence: Evidence, finding: Finding | None) -> MisencodedFile | None:
    """Return the file of bytes that keep this key from being read, or that stop the program itself."""
    client, snapshot = evidence.resolution.client, evidence.snapshot
    if finding is not None:
        return unreadable(finding, client, snapshot)
    if evidence.winner is None or client.id is not ClientId.PYTHON_SDK:
        return None
    for file in snapshot.misencoded:
        readers = readers_of(file.origin.path, client, snapshot)
        if file.encoding is not Encoding.MARK and any(not item.encoding for item in readers):
            return file
    return None


def is_explained_by_place(evidence: Evidence) -> bool:
    """Return whether any of these tells why the client finds no key."""
    return any(search(evidence) for search in (in_file_of_another_name, in_another_folder, in_another_encoding))


def _keys(evidence: Evidence) -> list[Finding]:
    """Return the keys that stand in files under the name that this client reads, where it finds none."""
    if evidence.resolution.credential is not None:
        return []
    names = names_read(evidence)
    return [
        item
        for item in evidence.snapshot.findings
        if item.origin.kind is OriginKind.DOTENV
        and item.state is not State.COMMENTED
        and item.variable in names
        and item.value.shape in KEY_SHAPES
    ]


def names_looked_for(evidence: Evidence) -> frozenset[str]:
    """Return the names by which the loaders of this client's program look for a file."""
    loaders = loaders_of(evidence.resolution.client, evidence.snapshot)
    return frozenset((ENV_NAME, *(name for loader in loaders for name in loader.order)))


def _read(evidence: Evidence) -> set[str]:
    over, plain = files_read(evidence.resolution.client, evidence.snapshot)
    return {*over, *plain}
