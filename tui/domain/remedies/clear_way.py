"""The repairs for a place where a file should be and none can be read or written."""

from tui.domain.code.loader_files import normal, path_from
from tui.domain.found.finding import ReadProblem
from tui.domain.found.obstacle import Obstacle
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.resolving.loading import name_of
from tui.domain.shell.syntax import make_readable_command, move_file_command

MAKE_READABLE = "make-readable"
_WINDOWS = "win32"


def obstacle_at(evidence: Evidence, path: str) -> ReadProblem | None:
    """Return why no file can be read or written at this path, nothing where one can."""
    problems = (item for item in evidence.snapshot.problems if item.obstacle is not Obstacle.NONE)
    return next((item for item in problems if normal(item.origin.path) == normal(path)), None)


def make_readable(evidence: Evidence, problem: ReadProblem) -> Remedy:
    """Return what makes the place a file that can be read and written, with the command where there is one."""
    is_projects = problem.origin.kind is OriginKind.DOTENV
    return Remedy(
        id=MAKE_READABLE,
        title=_title(problem),
        reach=Reach.PROJECT if is_projects else Reach.USER,
        command=_command(evidence, problem),
        file=problem.origin.shown,
    )


def look_again() -> Remedy:
    """Return the step behind it, where a key is at hand that only has to be written."""
    return Remedy("look-again", "then run `fix401` again, with the same key", Reach.PROJECT)


def _title(problem: ReadProblem) -> str:
    match problem.obstacle:
        case Obstacle.FORBIDDEN:
            return f"{problem.text}: if it is yours, allow that first"
        case Obstacle.NONE | Obstacle.OTHER:
            return f"put `{problem.origin.label}` right first, it may hold the key: {problem.text}"
        case _:
            return f"{problem.text}: rename it first"


def _command(evidence: Evidence, problem: ReadProblem) -> str:
    project = evidence.snapshot.project
    path = path_from(problem.origin.path, project.path)
    match problem.obstacle:
        case Obstacle.FORBIDDEN:
            return make_readable_command(project.shell, path, is_windows=project.platform == _WINDOWS)
        case Obstacle.NONE | Obstacle.OTHER:
            return ""
        case _:
            return move_file_command(project.shell, path, _other_name(path, problem.obstacle))


def _other_name(path: str, obstacle: Obstacle) -> str:
    """Return a name that says what it is, such as `env-folder`; no loader looks for it."""
    name = name_of(path)
    return f"{path.removesuffix(name)}{name.removeprefix('.')}-{obstacle}"
