"""What the steps need of the outside world, as protocols; the adapters implement them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from tui.domain.record import Record

if TYPE_CHECKING:
    from tui.domain.clients.claude_code import Helper, HelperRun
    from tui.domain.dotenv.diff import DiffLine
    from tui.domain.found.finding import Finding
    from tui.domain.found.keyring import KeyringEntry, KeyringListing, KeyringState
    from tui.domain.found.machine import Exposure
    from tui.domain.found.project import Project
    from tui.domain.key.secret import Secret
    from tui.domain.origin import Origin
    from tui.domain.probing.probe import ProbeOutcome, ProbeRequest
    from tui.domain.probing.rung import Rung
    from tui.domain.probing.service_status import ServiceStatus
    from tui.domain.resolving.snapshot import Reading


class Reader(Protocol):
    """Reads one kind of place, without side effects and without ever raising for bad input."""

    def read(self) -> Reading:
        """Return what stands there; a place that cannot be read is a `ReadProblem`."""
        ...


class ProjectReader(Protocol):
    """Tells about the project folder itself."""

    def project(self) -> Project:
        """Return the folder, its `.env`, the user's shell and what git says of the file."""
        ...

    def exposures(self, files: Sequence[Origin]) -> tuple[Exposure, ...]:
        """Return who else gets to read each of these files."""
        ...

    def is_committed(self, file: Origin) -> bool | None:
        """Return whether any commit of the file's repository has it, None where git cannot tell."""
        ...


class Cancellation(Protocol):
    """A request to stop, set from another thread."""

    def is_set(self) -> bool:
        """Return whether to stop."""
        ...

    def on_cancel(self, action: Callable[[], None]) -> None:
        """Have the action called at once on cancelling, or now if that has happened."""
        ...


class Prober(Protocol):
    """Sends requests and yields each outcome as it lands."""

    def send(
        self, requests: Sequence[ProbeRequest], cancellation: Cancellation, *, deadline: float
    ) -> Iterator[ProbeOutcome]:
        """Send all concurrently, each at most once; yields one outcome a request, never raises.

        `deadline` is in seconds for the whole round. Cancelling closes the connections and
        yields `Cancelled` for what was under way.
        """
        ...


class Walker(Protocol):
    """Walks the lower rungs of a request's way, from the name of its host to the handshake."""

    def walk(self, request: ProbeRequest, cancellation: Cancellation, *, deadline: float) -> Iterator[Rung]:
        """Yield each rung as it is known, up to the first that fails; sends no key and never raises.

        `deadline` is in seconds for the whole walk. Cancelling closes the connections and ends it at once.
        """
        ...


class ServicePage(Protocol):
    """The public status page of the service."""

    def read(self, cancellation: Cancellation, *, deadline: float) -> ServiceStatus | None:
        """Return what it says of the API, None where nothing came of it in so many seconds; never raises."""
        ...


class KeyringAnswer(Record):
    """The outcome of reading, storing or removing one entry; `finding` only after a read that succeeded."""

    state: KeyringState
    finding: Finding | None = None
    detail: str = ""


class KeyStore(Protocol):
    """The operating system's keyring; every call returns within its deadline and never raises."""

    def entries(self) -> KeyringListing:
        """List candidate entries by name, reading no value and raising no prompt."""
        ...

    def look_up(self, entry: KeyringEntry) -> KeyringState:
        """Return whether the entry could be read now: OK, or why not; reads no value and raises no prompt."""
        ...

    @property
    def reads_unasked(self) -> bool:
        """Whether reading an entry that was looked up as OK raises no prompt."""
        ...

    def read(self, entry: KeyringEntry) -> KeyringAnswer:
        """Read one entry's value."""
        ...

    def store(self, entry: KeyringEntry, secret: Secret) -> KeyringAnswer:
        """Store a value under the entry's name."""
        ...

    def remove(self, entry: KeyringEntry) -> KeyringAnswer:
        """Remove the entry."""
        ...


class FileState(Record):
    """A file as it was read: resolved path, bytes, and whether it exists; bytes are never shown."""

    path: str
    data: bytes
    exists: bool

    def __repr__(self) -> str:
        return f"FileState({self.path!r}, {len(self.data)} bytes)"


class Refusal(Record):
    """Why a file is not touched, and the command or step to do it by hand.

    `diff` is what putting back would change, where the file was edited since.
    """

    reason: str
    by_hand: str = ""
    diff: tuple[DiffLine, ...] = ()


class Receipt(Record):
    """A change that was written: the file, when (ISO 8601, UTC) and the id for undo.

    `fix` is the same for all changes that were written together.
    """

    id: str
    path: str
    shown: str
    written_at: str
    created: bool
    fix: str = ""


class EnvFileStore(Protocol):
    """Reads and atomically replaces small text files; nothing else in the program writes."""

    def read(self, path: str) -> FileState | Refusal:
        """Return the file's bytes; a missing file is a state with `exists` false."""
        ...

    def write(self, before: FileState, after: bytes, shown: str, *, continues: str = "") -> Receipt | Refusal:
        """Back up and replace the file, refusing when it is no longer as `before` says.

        `continues` is the fix that another file was written for just before. A mask, a placeholder or an
        empty value in the place of a key is never written.
        """
        ...

    def undo(self, receipt_id: str) -> Receipt | Refusal:
        """Put back the bytes before this change, refusing when the file was edited since."""
        ...

    def history(self) -> tuple[Receipt, ...]:
        """Return the changes that can be undone, newest first."""
        ...


class HelperRunner(Protocol):
    """Runs the command that Claude Code takes its credential from; only after the person has agreed."""

    def run(self, helper: Helper, cancellation: Cancellation) -> HelperRun:
        """Return what it printed or why that is nothing; ends within its deadline and never raises."""
        ...


class ChildVerdict(Record):
    """What a fresh process said: its report as JSON text, or why there is none."""

    report: str
    problem: str = ""


class FreshProcess(Protocol):
    """Runs detection and probing again in a new process."""

    def check(
        self,
        *,
        unset: Sequence[str],
        sets: Sequence[tuple[str, Secret]],
        client: str,
        deadline: float,
        runs_helper: bool = False,
    ) -> ChildVerdict:
        """Return the report of a new process: its environment lacks what is `unset`, then has what `sets` gives."""
        ...


class Clock(Protocol):
    """The time and the date."""

    def now(self) -> str:
        """Return the local time of day as HH:MM:SS."""
        ...

    def today(self) -> str:
        """Return the local date as YYYY-MM-DD."""
        ...


class Rehearsal(Protocol):
    """An exercise that commands or steps repair; a person's own machine has none, for there they are not ours to do."""

    @property
    def cause_id(self) -> str:
        """The cause that it is about."""
        ...

    def carry_out(self) -> str:
        """Do to the throw-away set-up what the commands and steps say; return in one line what was done."""
        ...


class Settings(Record):
    """What was asked for on the command line, with its defaults.

    `fix_command` is what repairs from the command line; empty where only the wizard can. `repeated` are the
    options that the next command needs as well, as they are typed in the user's shell.
    `expects_https` lets the prober read the trust store while detection runs; `run_helper` is
    the consent to run Claude Code's helper.
    """

    official_url: str
    client: str = "auto"
    offline: bool = False
    hello: bool = False
    timeout: float = 10.0
    plain: bool = False
    fix_command: str = "fix401 fix --yes"
    expects_https: bool = False
    run_helper: bool = False
    repeated: str = ""


class Toolkit(Record):
    """All devices of one run.

    Without a walker nothing is known of the way but what the calls tell; without a status page, as where
    another host counts as the official one, none is asked.
    """

    settings: Settings
    project: ProjectReader
    readers: Iterable[Reader]
    prober: Prober
    keyring: KeyStore
    files: EnvFileStore
    fresh_process: FreshProcess
    helper: HelperRunner
    clock: Clock
    rehearsal: Rehearsal | None = None
    walker: Walker | None = None
    status_page: ServicePage | None = None
