"""The start-up files of the shells under home; they are read, never run."""

from collections.abc import Callable
from pathlib import Path

from tui.adapters.places import Places
from tui.adapters.text_file import read_small_file
from tui.domain.env_reading import decode_env
from tui.domain.finding import Finding, Reading, ReadProblem, State
from tui.domain.names import is_anthropic_key, is_relevant, is_relevant_name, read_finding
from tui.domain.origin import Origin, OriginKind
from tui.domain.powershell_reading import read_powershell_profile
from tui.domain.profile_reading import (
    ProfileAssignment,
    read_fish_profile,
    read_fish_universals,
    read_posix_profile,
)

LIMIT = 1024 * 1024
_MOST_FISH_PARTS = 200
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
        notes: list[str] = []
        for path, parse in self._files():
            data = read_small_file(path, LIMIT)
            origin = Origin(OriginKind.SHELL_PROFILE, self._places.shown(path), str(path))
            if isinstance(data, bytes):
                _read(parse(decode_env(data)), origin, findings, notes)
            elif not data.is_missing:
                problems.append(ReadProblem(origin, data.text))
        return Reading(tuple(findings), tuple(problems), notes=tuple(notes))

    def _files(self) -> list[tuple[Path, Parser]]:
        """Return the files that may exist and how to read each."""
        home = self._places.home
        zsh = self._places.folder("ZDOTDIR")
        groups: dict[str, list[tuple[Path, Parser]]] = {
            "bash": [(home / name, read_posix_profile) for name in _BASH],
            "zsh": [(zsh / name, read_posix_profile) for name in _ZSH],
            "fish": self._fish_files(),
            "powershell": [
                (folder / name, read_powershell_profile) for folder in self._powershell() for name in _POWERSHELL
            ],
        }
        own = groups.pop(self._places.shell, [])
        return [*own, *(item for group in groups.values() for item in group)]

    def _fish_files(self) -> list[tuple[Path, Parser]]:
        folder = self._places.folder("XDG_CONFIG_HOME", ".config") / "fish"
        try:
            parts = sorted(path for path in (folder / "conf.d").iterdir() if path.suffix == ".fish")
        except OSError:
            parts = []
        files: list[tuple[Path, Parser]] = [(path, read_fish_profile) for path in parts[:_MOST_FISH_PARTS]]
        return [*files, (folder / "config.fish", read_fish_profile), (folder / "fish_variables", read_fish_universals)]

    def _powershell(self) -> tuple[Path, ...]:
        if not self._places.is_windows:
            return (self._places.folder("XDG_CONFIG_HOME", ".config") / "powershell",)
        documents = self._places.home / "Documents"
        return (documents / "PowerShell", documents / "WindowsPowerShell")


def _read(items: tuple[ProfileAssignment, ...], file: Origin, findings: list[Finding], notes: list[str]) -> None:
    for item in items:
        origin = Origin(file.kind, file.shown, file.path, item.line)
        if item.is_reference:
            if is_relevant_name(item.name) and not item.commented:
                notes.append(f"{origin.label} sets {item.name} from a command or another variable, which was not run")
        elif is_relevant(item.name, item.value):
            finding = read_finding(item.name, item.value, origin, _state(item))
            if not item.commented or is_anthropic_key(finding.value):
                findings.append(finding)


def _state(item: ProfileAssignment) -> State:
    if item.commented:
        return State.COMMENTED
    return State.ACTIVE if item.exported else State.NOT_EXPORTED
