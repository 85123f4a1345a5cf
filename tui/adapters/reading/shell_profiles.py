"""The start-up files of the shells under home; they are read, never run."""

from collections.abc import Iterator

from tui.adapters.reading.places import Places
from tui.adapters.reading.start_up_files import StartUpFile, StartUpFiles
from tui.domain.clients.client_id import ClientId
from tui.domain.found.finding import Finding, ReadProblem, State
from tui.domain.found.keyring import KeyringEntry, KeyringReference
from tui.domain.found.machine import Surroundings
from tui.domain.found.names import is_anthropic_key, is_network_name, is_relevant, is_relevant_name, read_finding
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading
from tui.domain.shell.profile_reading import ProfileAssignment


class ShellProfiles:
    """Reads the start-up files of all shells, those of the user's own shell first."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return the assignments of interest, exported or not."""
        findings: list[Finding] = []
        problems: list[ReadProblem] = []
        network: list[Finding] = []
        notes: list[str] = []
        references: list[KeyringReference] = []
        for file in StartUpFiles(self._places).read():
            if isinstance(file, ReadProblem):
                problems.append(file)
                continue
            _read(file, findings, network, notes)
            references.extend(_references(file))
        return Reading(
            tuple(findings),
            tuple(problems),
            notes=tuple(notes),
            surroundings=Surroundings(keyring_references=tuple(references)),
            network=tuple(network),
        )


def _read(file: StartUpFile, findings: list[Finding], network: list[Finding], notes: list[str]) -> None:
    for item in file.assignments:
        origin = replace(file.origin, line=item.line)
        if item.is_reference:
            if is_relevant_name(item.name) and not item.commented and not _keyring_entries(item):
                notes.append(f"{origin.label} sets {item.name} from a command or another variable, which was not run")
        elif is_relevant(item.name, item.value):
            finding = read_finding(item.name, item.value, origin, _state(item))
            if not item.commented or is_anthropic_key(finding.value):
                findings.append(finding)
        elif is_network_name(item.name) and not item.commented:
            network.append(read_finding(item.name, item.value, origin, _state(item)))


def _references(file: StartUpFile) -> Iterator[KeyringReference]:
    """Yield the variables of interest that get their value from the keyring."""
    for item in file.assignments:
        if item.is_reference and not item.commented and is_relevant_name(item.name):
            for entry in _keyring_entries(item):
                place = replace(file.origin, line=item.line)
                yield KeyringReference(place, tuple(ClientId), entry, variable=item.name)


def _keyring_entries(item: ProfileAssignment) -> tuple[KeyringEntry | None, ...]:
    from tui.domain.code.keyring_references import keyring_command  # noqa: PLC0415 - deferred: few files run a command

    return keyring_command(item.value)


def _state(item: ProfileAssignment) -> State:
    if item.commented:
        return State.COMMENTED
    if item.is_foreign:
        return State.OTHER_SYNTAX
    return State.ACTIVE if item.exported else State.NOT_EXPORTED
