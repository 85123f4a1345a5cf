"""Everything that detection found: definitions, loaders, models and what could not be read."""

from enum import StrEnum

from tui.domain.claude_code import ClaudeCode
from tui.domain.compose import Service
from tui.domain.header import SentHeader
from tui.domain.loader import Loader, MisencodedFile
from tui.domain.machine import Surroundings, together
from tui.domain.origin import Origin
from tui.domain.project import Project
from tui.domain.record import Record, field
from tui.domain.value import Value
from tui.domain.written_call import (
    ClientCall,
    ModelMention,
    NetrcEntry,
    RawCall,
    VariableMention,
    WorkspaceMention,
    WrittenHeader,
)


class State(StrEnum):
    """Whether a definition can take effect, and if not, why."""

    ACTIVE = "active"
    COMMENTED = "commented out"
    NOT_EXPORTED = "not exported"
    TEMPLATE = "in a template file"
    OTHER_FOLDER = "in a folder that is not read"
    NOT_RUN = "not run"
    FAILED = "gave nothing"


class Finding(Record):
    """One definition: a name, its value and the place where both stand.

    `variable` is the name as written (for a literal, the parameter or header; for a keyring
    entry, its user name). `text` is the value as it may be shown where it is no secret (URLs);
    `headers` are those that a list of headers adds to every request.
    """

    variable: str
    value: Value
    origin: Origin
    state: State = State.ACTIVE
    text: str = ""
    headers: tuple[SentHeader, ...] = ()

    @property
    def is_active(self) -> bool:
        """Whether the definition takes effect where it stands."""
        return self.state is State.ACTIVE

    @property
    def is_usable(self) -> bool:
        """Whether it is a candidate that could be used, wherever it stands."""
        return self.state in {State.ACTIVE, State.NOT_EXPORTED, State.TEMPLATE} and self.value.length > 0


class ReadProblem(Record):
    """A place that could not be read, in one sentence; not the same as a place that is empty."""

    origin: Origin
    text: str


class UnreadSource(Record):
    """A source that may give these clients a credential, or set their host, and that cannot be read here.

    `what` begins the sentence that says so, `outlook` ends it.
    """

    what: str
    origin: Origin
    client_ids: tuple[str, ...]
    outlook: str = "fix401 cannot test it yet"

    @property
    def sentence(self) -> str:
        """The sentence, without a full stop."""
        return f"{self.what}; {self.outlook}"


class ClientMention(Record):
    """A sign of a client in the project: its id, its version where known, and the sign in words."""

    client_id: str
    why: str
    version: str = ""


class SdkProfile(Record):
    """A profile of the SDKs, as its two files have it.

    `kind` is its `authentication.type`; `token` the access token where it holds one; `ends_at`
    in Unix seconds, 0 for never; `has_run_out` tells whether that is past; `is_renewable` that
    the SDK can exchange it for another. Modes are permission bits, 0 where they mean nothing.
    `fault` says why the files cannot be used by any client.
    """

    name: str
    origin: Origin
    kind: str = ""
    token: Finding | None = None
    ends_at: float = 0.0
    has_run_out: bool = False
    is_renewable: bool = False
    base_url: str = ""
    workspace: str = ""
    config_mode: int = 0
    credentials_mode: int = 0
    is_link: bool = False
    fault: str = ""


class ProfileFolder(Record):
    """The folder of the SDKs' profiles; `is_chosen` where a variable names it, `active` what its pointer says."""

    origin: Origin
    is_chosen: bool = False
    active: str = ""
    profiles: tuple[SdkProfile, ...] = ()


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
    profile_folder: ProfileFolder | None = None
    surroundings: Surroundings = Surroundings()
    network: tuple[Finding, ...] = ()
    claude_code: ClaudeCode | None = None


class Snapshot(Record):
    """All that detection found, before anything was sent; `today` is the date (ISO 8601), empty where unknown."""

    project: Project
    official_url: str
    readings: tuple[Reading, ...] = field(default=())
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
    def profile_folder(self) -> ProfileFolder | None:
        """The folder of the SDKs' profiles, where there is one."""
        return next((reading.profile_folder for reading in self.readings if reading.profile_folder), None)

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
