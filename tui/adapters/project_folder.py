"""The project folder itself: its `.env`, the user's shell and what git says of the file."""

from tui.adapters.git_repository import ask_git
from tui.adapters.places import Places
from tui.domain.finding import Project


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
        )
