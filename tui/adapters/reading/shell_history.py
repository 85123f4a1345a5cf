"""The history files of the shells: whether a key was typed at the prompt, and on which line; no key is kept."""

from collections.abc import Iterator
from pathlib import Path

from tui.adapters.reading.places import Places
from tui.adapters.reading.text_file import read_beginning
from tui.domain.found.machine import Surroundings
from tui.domain.origin import Origin, OriginKind
from tui.domain.regex import regex
from tui.domain.resolving.snapshot import Reading

# Enough for about a hundred thousand commands; what lies beyond it is not searched.
LIMIT = 8 * 1024 * 1024
_KEY = regex(rb"sk-ant-[a-z]+\d*-(?P<body>[\w-]{32,})")
_FEWEST_CHARACTERS = 6
_POWERSHELL = "ConsoleHost_history.txt"


class ShellHistory:
    """Searches the histories of bash, zsh, fish and PowerShell."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return the first line of each file that has a key in it; a file that cannot be read has none."""
        lines = ((path, _line_of_key(read_beginning(path, LIMIT))) for path in dict.fromkeys(self._files()))
        histories = tuple(self._origin(path, line) for path, line in lines if line)
        return Reading(surroundings=Surroundings(histories=histories))

    def _origin(self, path: Path, line: int) -> Origin:
        return Origin(OriginKind.SHELL_PROFILE, self._places.shown(path), str(path), line)

    def _files(self) -> Iterator[Path]:
        places, home = self._places, self._places.home
        named = places.environ.get("HISTFILE", "")
        if named.startswith("/"):
            yield Path(named)
        yield home / ".bash_history"
        for folder in (places.folder("ZDOTDIR"), home):
            yield folder / ".zsh_history"
            yield folder / ".zhistory"
        data = places.folder("XDG_DATA_HOME", ".local", "share")
        yield data / "fish" / "fish_history"
        if places.is_windows:
            roaming = places.folder("APPDATA", "AppData", "Roaming")
            yield roaming / "Microsoft" / "Windows" / "PowerShell" / "PSReadLine" / _POWERSHELL
        else:
            yield data / "powershell" / "PSReadLine" / _POWERSHELL


def _line_of_key(data: object) -> int:
    """Return the number of the first line with a key in it, 0 where there is none."""
    if not isinstance(data, bytes) or b"sk-ant-" not in data:
        return 0
    for match in _KEY.finditer(data):
        # Sample text is written with few letters, such as `xxxx`.
        if len(set(match["body"])) >= _FEWEST_CHARACTERS:
            return data.count(b"\n", 0, match.start()) + 1
    return 0
