"""Which files a shell reads at its start: those that it looks for, and those that they read into themselves."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tui.adapters.reading.places import Places, files_in
from tui.adapters.reading.text_file import read_small_file
from tui.domain.dotenv.names import ENV_NAMES
from tui.domain.dotenv.reading import decode_env
from tui.domain.found.finding import ReadProblem
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import Record, replace
from tui.domain.shell.powershell_reading import read_powershell_profile
from tui.domain.shell.profile_reading import (
    ProfileAssignment,
    read_fish_profile,
    read_fish_universals,
    read_posix_profile,
)
from tui.domain.shell.sourcing import NOTHING, Exporting, Sourced, sourced_files

_LARGEST = 1024 * 1024
# A library of a shell's plug-ins is larger than a file that somebody keeps keys in.
_LARGEST_SOURCED = 32 * 1024
_LARGEST_ALL_SOURCED = 256 * 1024
_MOST_FILES = 100
_BASH = (".bashrc", ".bash_profile", ".bash_login", ".profile", ".bash_aliases")
_ZSH = (".zshenv", ".zprofile", ".zshrc", ".zlogin")
_POWERSHELL = ("Microsoft.PowerShell_profile.ps1", "profile.ps1")

Parser = Callable[[str], tuple[ProfileAssignment, ...]]


class StartUpFile(Record):
    """A file, and what it sets."""

    origin: Origin
    assignments: tuple[ProfileAssignment, ...]


class _Manner(Record):
    """How a file is read: in which shell's way, for whose home, and what of it is exported in any case."""

    parse: Parser
    home: Path
    exporting: Exporting = NOTHING


class StartUpFiles:
    """Finds and reads the files of all shells, those of the user's own shell first; none is run."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._seen: set[Path] = set()
        self._bytes_left = _LARGEST_ALL_SOURCED

    def read(self) -> Iterator[StartUpFile | ReadProblem]:
        """Yield each file behind the ones before it; what a file reads into itself comes behind that file."""
        files = [(path, _Manner(parse, home)) for home in self._homes() for path, parse in self._files(home)]
        self._seen = {path for path, _ in files}
        for path, manner in files:
            data = read_small_file(path, _LARGEST)
            origin = self._origin(path)
            if isinstance(data, bytes):
                yield from self._whole(origin, decode_env(data), manner)
            elif not data.is_missing:
                yield ReadProblem(origin, data.text)

    def _whole(self, origin: Origin, text: str, manner: _Manner) -> Iterator[StartUpFile]:
        parse, exporting = manner.parse, manner.exporting
        items = (replace(item, exported=item.exported or exporting.takes(item.name)) for item in parse(text))
        yield StartUpFile(origin, tuple(items))
        if parse in {read_posix_profile, read_fish_profile}:
            for sourced in sourced_files(text, str(manner.home), exporting, fish=parse is read_fish_profile):
                yield from self._followed(sourced, origin, replace(manner, exporting=sourced.exporting))

    def _followed(self, sourced: Sourced, reader: Origin, manner: _Manner) -> Iterator[StartUpFile]:
        """Read a file that another one reads, unless that is part of the project, or too large to be somebody's own."""
        path = Path(sourced.path)
        if path in self._seen or self._is_of_project(path) or len(self._seen) > _MOST_FILES:
            return
        self._seen.add(path)
        data = read_small_file(path, min(_LARGEST_SOURCED, self._bytes_left))
        if isinstance(data, bytes):
            self._bytes_left -= len(data)
            first = reader.read_by or replace(reader, line=sourced.line)
            origin = replace(self._origin(path), read_by=first)
            yield from self._whole(origin, decode_env(data), manner)

    def _is_of_project(self, path: Path) -> bool:
        """Return whether other readers look at the file; not all that lies below home is a project in home itself."""
        project = self._places.project
        is_own = not self._places.home.is_relative_to(project) or path.name in ENV_NAMES
        return is_own and path.is_relative_to(project)

    def _origin(self, path: Path) -> Origin:
        return Origin(OriginKind.SHELL_PROFILE, self._places.shown(path), str(path))

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
