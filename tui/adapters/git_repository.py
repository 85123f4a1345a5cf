"""What git says of one file; git is asked only where a repository is, and never runs its programs."""

from pathlib import Path

from tui.adapters.places import Places, exists
from tui.domain.record import Record

_SECONDS = 2.0


class GitAnswer(Record):
    """Whether a file is ignored and whether it is tracked; None where git gives no answer."""

    ignored: bool | None = None
    tracked: bool | None = None


def ask_git(path: Path, places: Places) -> GitAnswer:
    """Ask git about the file, whether or not it exists; without a repository nothing is run."""
    if places.git_root is None or not exists(path.parent):
        return GitAnswer()
    ignored = _ask(path, places, "check-ignore", "--quiet")
    if ignored is None:
        return GitAnswer()
    # A tracked file never counts as ignored, so one question is enough for an ignored one.
    return GitAnswer(ignored, tracked=False if ignored else _ask(path, places, "ls-files", "--error-unmatch"))


def _ask(path: Path, places: Places, *question: str) -> bool | None:
    """Return yes or no by git's exit code, None for any other end."""
    # Importing this takes as long as all other detection of a small project.
    import shutil  # noqa: PLC0415 - as above
    import subprocess  # noqa: PLC0415 - as above; the program is git, its arguments are fixed

    program = shutil.which("git", path=places.environ.get("PATH", ""))
    if program is None or Path(program).is_relative_to(places.project):
        return None
    environ = {name: value for name, value in places.environ.items() if not name.upper().startswith("GIT_")}
    environ["GIT_OPTIONAL_LOCKS"] = "0"
    # The repository's own configuration may name a program to run as `core.fsmonitor`.
    command = [program, "-c", "core.fsmonitor=false", "-C", str(path.parent), *question, "--", path.name]
    try:
        done = subprocess.run(  # noqa: S603 - a resolved program, no shell
            command,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return {0: True, 1: False}.get(done.returncode)
