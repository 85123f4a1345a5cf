"""The project folder itself: its `.env`, the user's shell, what git says of its files and who may read them."""

import stat
from collections.abc import Sequence
from pathlib import Path

from tui.adapters.reading.git_repository import GitAnswer, ask_git, ask_git_about, is_committed
from tui.adapters.reading.places import Places, exists
from tui.domain.found.machine import Exposure
from tui.domain.found.project import Project
from tui.domain.found.synced import MARKERS, service_of
from tui.domain.origin import Origin


class ProjectFolder:
    """Tells about the folder that is looked at."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def project(self) -> Project:
        """Return the folder, its `.env` whether or not it exists, the shell and git's answer."""
        places = self._places
        path = places.project / ".env"
        answer = ask_git(path, places)
        return Project(
            path=str(places.project),
            shown=places.shown(places.project),
            env_path=str(path),
            env_shown=places.shown(path),
            shell=places.shell,
            env_ignored=answer.ignored,
            env_tracked=answer.tracked,
            platform=places.platform,
            has_keyring=places.has_keyring,
        )

    def exposures(self, files: Sequence[Origin]) -> tuple[Exposure, ...]:
        """Return who else gets to read each of these files."""
        answers = ask_git_about([Path(origin.path) for origin in files], self._places)
        return tuple(self._exposure(origin, answers.get(Path(origin.path), GitAnswer())) for origin in files)

    def is_committed(self, file: Origin) -> bool | None:
        """Return whether any commit of the file's repository has it, None where git cannot tell."""
        return is_committed(Path(file.path), self._places)

    def _exposure(self, origin: Origin, answer: GitAnswer) -> Exposure:
        is_open = not self._places.is_windows and is_readable_by_others(Path(origin.path), self._places.home)
        synced_by = _synced_by(Path(origin.path), self._places.home)
        return Exposure(origin, answer.tracked, answer.ignored, is_readable_by_others=is_open, synced_by=synced_by)


def _synced_by(path: Path, home: Path) -> str:
    """Return the service that copies the file's folder, told by names and by marks up to home; never raises."""
    folders = [folder for folder in path.parents if folder.is_relative_to(home) and folder != home] or [path.parent]
    marks = (service for folder in folders for mark, service in MARKERS.items() if exists(folder / mark))
    return service_of(folder.name for folder in folders) or next(marks, "")


def is_readable_by_others(path: Path, home: Path) -> bool:
    """Return whether every user of the machine may read the file: a closed folder above it, up to home, protects it."""
    try:
        if not path.stat().st_mode & stat.S_IROTH:
            return False
        for folder in path.parents:
            if not folder.stat().st_mode & stat.S_IXOTH:
                return False
            if folder == home:
                break
    except (OSError, ValueError):
        return False
    return True
