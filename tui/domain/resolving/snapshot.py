"""All that detection found on this machine, before anything was sent."""

from collections.abc import Callable

from tui.domain.clients.claude_code import ClaudeCode
from tui.domain.code.compose import Service
from tui.domain.code.written_call import (
    ClientCall,
    ModelMention,
    NetrcEntry,
    RawCall,
    VariableMention,
    WorkspaceMention,
    WrittenHeader,
)
from tui.domain.dotenv.loader import Loader, MisencodedFile
from tui.domain.found.finding import ClientMention, Finding, ProfileFolder, ReadProblem, UnreadSource
from tui.domain.found.machine import Surroundings, together
from tui.domain.found.project import Project
from tui.domain.origin import Origin
from tui.domain.record import Record, replace


class Container(Record):
    """A service of a compose file; whether it runs the project's client, and which folders and files it has."""

    service: Service
    runs_client: bool = False
    copied: tuple[str, ...] = ()


class Reading(Record):
    """What one reader saw."""

    findings: tuple[Finding, ...] = ()
    problems: tuple[ReadProblem, ...] = ()
    loaders: tuple[Loader, ...] = ()
    models: tuple[ModelMention, ...] = ()
    workspaces: tuple[WorkspaceMention, ...] = ()
    raw_calls: tuple[RawCall, ...] = ()
    client_calls: tuple[ClientCall, ...] = ()
    betas: tuple[WrittenHeader, ...] = ()
    netrc: tuple[NetrcEntry, ...] = ()
    clients: tuple[ClientMention, ...] = ()
    variables: tuple[VariableMention, ...] = ()
    keyless: tuple[Origin, ...] = ()
    worked_out: tuple[Origin, ...] = ()
    env_files: tuple[Origin, ...] = ()
    misencoded: tuple[MisencodedFile, ...] = ()
    containers: tuple[Container, ...] = ()
    notes: tuple[str, ...] = ()
    code_files: int = 0
    unread_sources: tuple[UnreadSource, ...] = ()
    profile_folders: tuple[ProfileFolder, ...] = ()
    surroundings: Surroundings = Surroundings()
    network: tuple[Finding, ...] = ()
    claude_code: ClaudeCode | None = None


class Snapshot(Record):
    """All that detection found, before anything was sent; `today` is the date (ISO 8601), empty where unknown."""

    project: Project
    official_url: str
    readings: tuple[Reading, ...] = ()
    today: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every definition, in the order of the readers."""
        return tuple(finding for reading in self.readings for finding in reading.findings)

    @property
    def network(self) -> tuple[Finding, ...]:
        """Every definition of a variable that says how calls leave this machine: proxies and certificates."""
        return tuple(finding for reading in self.readings for finding in reading.network)

    @property
    def loaders(self) -> tuple[Loader, ...]:
        """Every loader of `.env` that was found."""
        return tuple(loader for reading in self.readings for loader in reading.loaders)

    @property
    def models(self) -> tuple[ModelMention, ...]:
        """Every model that the project's code names."""
        return tuple(model for reading in self.readings for model in reading.models)

    @property
    def workspaces(self) -> tuple[WorkspaceMention, ...]:
        """Every workspace that the project's code names."""
        return tuple(workspace for reading in self.readings for workspace in reading.workspaces)

    @property
    def raw_calls(self) -> tuple[RawCall, ...]:
        """Every call of the API that the project's code makes without an SDK."""
        return tuple(call for reading in self.readings for call in reading.raw_calls)

    @property
    def client_calls(self) -> tuple[ClientCall, ...]:
        """Every call that makes a client."""
        return tuple(call for reading in self.readings for call in reading.client_calls)

    @property
    def betas(self) -> tuple[WrittenHeader, ...]:
        """Every beta feature that the project's code asks an SDK for."""
        return tuple(beta for reading in self.readings for beta in reading.betas)

    @property
    def netrc(self) -> tuple[NetrcEntry, ...]:
        """Every host for which `~/.netrc` holds a login."""
        return tuple(entry for reading in self.readings for entry in reading.netrc)

    @property
    def variables(self) -> tuple[VariableMention, ...]:
        """Every variable that the project's code passes to the client by name."""
        return tuple(variable for reading in self.readings for variable in reading.variables)

    @property
    def keyless(self) -> tuple[Origin, ...]:
        """Every call that makes a client and does not hand it a key that is written in the code."""
        return tuple(origin for reading in self.readings for origin in reading.keyless)

    @property
    def worked_out(self) -> tuple[Origin, ...]:
        """Every call that hands a client a credential of which the text does not tell where it comes from."""
        return tuple(origin for reading in self.readings for origin in reading.worked_out)

    @property
    def env_files(self) -> tuple[Origin, ...]:
        """Every `.env` file that exists, with or without a key in it."""
        return tuple(origin for reading in self.readings for origin in reading.env_files)

    @property
    def misencoded(self) -> tuple[MisencodedFile, ...]:
        """Every `.env` whose bytes some or all loaders cannot read."""
        return tuple(file for reading in self.readings for file in reading.misencoded)

    @property
    def containers(self) -> tuple[Container, ...]:
        """Every service of the project's compose files."""
        return tuple(container for reading in self.readings for container in reading.containers)

    @property
    def profile_folders(self) -> tuple[ProfileFolder, ...]:
        """The folders of the SDKs' profiles: one, or one for each of two SDKs that look in different places."""
        return tuple(folder for reading in self.readings for folder in reading.profile_folders)

    @property
    def clients(self) -> tuple[ClientMention, ...]:
        """Every sign of a client."""
        return tuple(client for reading in self.readings for client in reading.clients)

    @property
    def problems(self) -> tuple[ReadProblem, ...]:
        """Every place that could not be read."""
        return tuple(problem for reading in self.readings for problem in reading.problems)

    @property
    def unread_sources(self) -> tuple[UnreadSource, ...]:
        """Every source that may hold a credential and was not read."""
        sources = (source for reading in self.readings for source in reading.unread_sources)
        known = {finding.origin for finding in self.findings}
        entries = (
            UnreadSource(reference.what, reference.origin, reference.client_ids, "it is read on the Keys step only")
            for reference in self.surroundings.readable_entries
            if reference.entry is None or reference.entry.origin not in known
        )
        return (*sources, *entries)

    @property
    def surroundings(self) -> Surroundings:
        """What the machine around the process says."""
        return together(reading.surroundings for reading in self.readings)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the readers want said, such as where a search stopped or what it could not read."""
        said = (note for reading in self.readings for note in reading.notes)
        return (*said, *(source.sentence for source in self.unread_sources))

    @property
    def claude_code(self) -> ClaudeCode:
        """What Claude Code keeps beside its credentials."""
        return next((reading.claude_code for reading in self.readings if reading.claude_code), ClaudeCode())

    @property
    def code_files(self) -> int:
        """How many files of source code the project has, as far as they were counted."""
        return sum(reading.code_files for reading in self.readings)


def without(snapshot: Snapshot, is_gone: Callable[[Finding], bool]) -> Snapshot:
    """Return the snapshot without these definitions, be they of credentials or of the network."""
    readings = (
        replace(
            reading,
            findings=tuple(item for item in reading.findings if not is_gone(item)),
            network=tuple(item for item in reading.network if not is_gone(item)),
        )
        for reading in snapshot.readings
    )
    return replace(snapshot, readings=tuple(readings))
