"""The folders and variables that detection looks at, and the facts about the platform."""

import sys
from collections.abc import Mapping
from pathlib import Path

from tui.domain.origin import printable
from tui.domain.record import Record
from tui.domain.regex import regex

_SHELLS_LIKE_SH = frozenset({"ash", "busybox", "dash", "ksh", "mksh"})
_MOST = 100
_SHELL_NAME = regex(r"[a-z]+")


class Places(Record):
    """Home and project as real paths, the environment, and the system's root.

    Readers get everything from here, so that the practice range and the tests can pass a
    world of their own; `real_places` resolves links.
    """

    home: Path
    project: Path
    environ: Mapping[str, str]
    system: Path = Path("/")
    platform: str = sys.platform

    def shown(self, path: Path) -> str:
        """Return the path as people write it: under `~` where it can be, escaped, a folder named like a key masked."""
        return shown_path(path, self.home)

    @property
    def shell(self) -> str:
        """The user's shell by name: `bash`, `zsh`, `fish`, `powershell`, `cmd`, or `sh` when nothing says."""
        name = self.environ.get("SHELL", "").replace("\\", "/").rpartition("/")[2].lower().removesuffix(".exe")
        if not name and self.is_windows:
            return "powershell" if self._is_below_powershell else "cmd"
        if name in {"pwsh", "powershell"}:
            return "powershell"
        return name if _SHELL_NAME.fullmatch(name) and name not in _SHELLS_LIKE_SH else "sh"

    @property
    def _is_below_powershell(self) -> bool:
        """Whether the modules' folders begin with one of the user's own, which only PowerShell puts there."""
        folders = self.environ.get("PSMODULEPATH", self.environ.get("PSModulePath", "")).lower().split(";")
        home = self.environ.get("USERPROFILE", str(self.home)).lower()
        return not any(folders) or any(folder.startswith(home) for folder in folders)

    @property
    def is_windows(self) -> bool:
        """Whether the platform is Windows."""
        return self.platform == "win32"

    @property
    def has_keyring(self) -> bool:
        """Whether a keyring may be reached: on Linux it is on the session bus, unless another one was chosen."""
        from tui.adapters.keyrings.keyring_backend import VARIABLE, refusal  # noqa: PLC0415 - not before the first paint

        chosen = self.environ.get(VARIABLE)
        if chosen:
            return refusal((chosen,)) is None
        return self.platform in {"darwin", "win32"} or bool(self.environ.get("DBUS_SESSION_BUS_ADDRESS"))

    @property
    def git_root(self) -> Path | None:
        """The nearest folder from the project upwards that holds `.git`, or None."""
        for folder in (self.project, *self.project.parents):
            if exists(folder / ".git"):
                return folder
        return None

    @property
    def managed_settings(self) -> Path:
        """The folder in which an administrator keeps Claude Code's settings."""
        if self.platform == "darwin":
            return self.system / "Library" / "Application Support" / "ClaudeCode"
        if self.is_windows:
            return Path(self.environ.get("PROGRAMFILES", r"C:\Program Files")) / "ClaudeCode"
        return self.system / "etc" / "claude-code"

    def folder(self, variable: str, *default: str) -> Path:
        """Return the folder that the variable names, or the default under home."""
        named = self.environ.get(variable, "")
        return Path(named) if named else self.home.joinpath(*default)


def real_places(home: Path, project: Path, environ: Mapping[str, str], system: Path = Path("/")) -> Places:
    """Return the places with links resolved, as far as they exist."""
    return Places(_real(home), _real(project), environ, _real(system))


def shown_path(path: Path, home: Path) -> str:
    """Return the path under `~` where it lies below this home, escaped, a folder named like a key masked."""
    if path == home:
        return "~"
    from tui.domain.clients.key_in_text import with_keys_masked  # noqa: PLC0415 - not before the first paint

    text = f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)
    return printable(with_keys_masked(text))


def exists(path: Path) -> bool:
    """Return whether there is something under this path, a dangling link included; never raises."""
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def files_in(folder: Path, suffix: str) -> list[Path]:
    """Return the entries of the folder with this suffix, by name and at most a hundred; never raises."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == suffix)[:_MOST]
    except OSError:
        return []


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()
