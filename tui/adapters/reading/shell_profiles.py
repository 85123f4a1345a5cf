"""The start-up files of the shells under home; they are read, never run."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tui.adapters.reading.places import Places, files_in
from tui.adapters.reading.text_file import read_small_file
from tui.domain.clients.client_id import ClientId
from tui.domain.dotenv.reading import decode_env
from tui.domain.found.finding import Finding, ReadProblem, State
from tui.domain.found.keyring import KeyringEntry, KeyringReference
from tui.domain.found.machine import Surroundings
from tui.domain.found.names import is_anthropic_key, is_network_name, is_relevant, is_relevant_name, read_finding
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.snapshot import Reading
from tui.domain.shell.powershell_reading import read_powershell_profile
from tui.domain.shell.profile_reading import (
    ProfileAssignment,
    read_fish_profile,
    read_fish_universals,
    read_posix_profile,
)

LIMIT = 1024 * 1024
_BASH = (".bashrc", ".bash_profile", ".bash_login", ".profile", ".bash_aliases")
_ZSH = (".zshenv", ".zprofile", ".zshrc", ".zlogin")
_POWERSHELL = ("Microsoft.PowerShell_profile.ps1", "profile.ps1")

Parser = Callable[[str], tuple[ProfileAssignment, ...]]


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
        files = (file for home in self._homes() for file in self._files(home))
        for path, parse in files:
            data = read_small_file(path, LIMIT)
            origin = Origin(OriginKind.SHELL_PROFILE, self._places.shown(path), str(path))
            if isinstance(data, bytes):
                items = parse(decode_env(data))
                _read(items, origin, findings, network, notes)
                references.extend(_references(items, origin))
            elif not data.is_missing:
                problems.append(ReadProblem(origin, data.text))
        return Reading(
            tuple(findings),
            tuple(problems),
            notes=tuple(notes),
            surroundings=Surroundings(keyring_references=tuple(references)),
            network=tuple(network),
        )

    def _homes(self) -> list[Path]:
        """Return home, and under sudo that of the person too, whose shell sudo did not take along."""
        invoker = home_of_invoker(self._places.environ)
        return list(dict.fromkeys((self._places.home, *((invoker,) if invoker else ()))))

    def _files(self, home: Path) -> list[tuple[Path, Parser]]:
        """Return the files that may exist and how to read each."""
        zsh = self._folder("ZDOTDIR", home)
        groups: dict[str, list[tuple[Path, Parser]]] = {
            "bash": [(home / name, read_posix_profile) for name in _BASH],
            "zsh": [(zsh / name, read_posix_profile) for name in _ZSH],
            "fish": self._fish_files(home),
            "powershell": [
                (folder / name, read_powershell_profile) for folder in self._powershell(home) for name in _POWERSHELL
            ],
        }
        own = groups.pop(self._places.shell, [])
        return [*own, *(item for group in groups.values() for item in group)]

    def _folder(self, variable: str, home: Path, *default: str) -> Path:
        """Return the folder that the variable names, or the default; the variable is about the own home only."""
        return self._places.folder(variable, *default) if home == self._places.home else home.joinpath(*default)

    def _fish_files(self, home: Path) -> list[tuple[Path, Parser]]:
        folder = self._folder("XDG_CONFIG_HOME", home, ".config") / "fish"
        parts = files_in(folder / "conf.d", ".fish")
        files: list[tuple[Path, Parser]] = [(path, read_fish_profile) for path in parts]
        return [*files, (folder / "config.fish", read_fish_profile), (folder / "fish_variables", read_fish_universals)]

    def _powershell(self, home: Path) -> tuple[Path, ...]:
        if not self._places.is_windows:
            return (self._folder("XDG_CONFIG_HOME", home, ".config") / "powershell",)
        documents = home / "Documents"
        return (documents / "PowerShell", documents / "WindowsPowerShell")


def home_of_invoker(environ: Mapping[str, str]) -> Path | None:
    """Return the home of the person who called sudo, where sudo or the system tells it."""
    user, told = environ.get("SUDO_USER", ""), environ.get("SUDO_HOME", "")
    if not user:
        return None
    if told:
        return Path(told) if told.startswith("/") else None
    try:
        import pwd  # noqa: PLC0415 - Unix only, as sudo is

        return Path(pwd.getpwnam(user).pw_dir)
    except (ImportError, KeyError, ValueError):
        return None


def _read(
    items: tuple[ProfileAssignment, ...],
    file: Origin,
    findings: list[Finding],
    network: list[Finding],
    notes: list[str],
) -> None:
    for item in items:
        origin = Origin(file.kind, file.shown, file.path, item.line)
        if item.is_reference:
            if is_relevant_name(item.name) and not item.commented and not _keyring_entries(item):
                notes.append(f"{origin.label} sets {item.name} from a command or another variable, which was not run")
        elif is_relevant(item.name, item.value):
            finding = read_finding(item.name, item.value, origin, _state(item))
            if not item.commented or is_anthropic_key(finding.value):
                findings.append(finding)
        elif is_network_name(item.name) and not item.commented:
            network.append(read_finding(item.name, item.value, origin, _state(item)))


def _references(items: tuple[ProfileAssignment, ...], file: Origin) -> Iterator[KeyringReference]:
    """Yield the variables of interest that get their value from the keyring."""
    for item in items:
        if item.is_reference and not item.commented and is_relevant_name(item.name):
            for entry in _keyring_entries(item):
                place = Origin(file.kind, file.shown, file.path, item.line)
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
