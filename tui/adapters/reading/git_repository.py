"""What git says of files; git is asked only where a repository is, and never runs its programs."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.adapters.reading.places import Places, exists
from tui.domain.record import Record

if TYPE_CHECKING:
    from subprocess import CompletedProcess

_SECONDS = 2.0
# The repository's own configuration may name programs: to watch files, as hooks, and to fetch what a partial
# clone lacks. None of them is run, and nothing is fetched.
_QUIET = ("--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_CLOSED = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
}


class GitAnswer(Record):
    """Whether a file is ignored and whether it is tracked; None where git gives no answer."""

    ignored: bool | None = None
    tracked: bool | None = None


def ask_git(path: Path, places: Places) -> GitAnswer:
    """Ask git about the file, whether or not it exists; without a repository nothing is run."""
    if places.git_root is None or not exists(path.parent):
        return GitAnswer()
    return ask_git_about([path], places).get(path, GitAnswer())


def ask_git_about(paths: Sequence[Path], places: Places) -> dict[Path, GitAnswer]:
    """Ask git about several files of the project's repository with two calls at most; those outside have no answer."""
    root = places.git_root
    names = {str(path.relative_to(root)): path for path in paths if path.is_relative_to(root)} if root else {}
    if root is None or not names:
        return {}
    told = "\0".join(names).encode("utf-8", "surrogateescape")
    ignored = _listed(root, places, "check-ignore", "-z", "--stdin", told=told)
    if ignored is None:
        return {}
    rest = [name for name in names if name not in ignored]
    tracked = _listed(root, places, "--literal-pathspecs", "ls-files", "-z", "--", *rest) if rest else set[str]()
    return {
        path: GitAnswer(name in ignored, tracked=None if tracked is None else name in tracked)
        for name, path in names.items()
    }


def is_committed(path: Path, places: Places) -> bool | None:
    """Return whether any commit has a file of this name there; a history too long to look through is no answer."""
    if places.git_root is None or not exists(path.parent):
        return None
    # The plumbing command: `git log` would run a program to show signatures where the configuration names one.
    done = _run(path.parent, places, "rev-list", "--all", "--max-count=1", "--", path.name)
    return None if done is None or done.returncode else bool(done.stdout.strip())


def _listed(root: Path, places: Places, *question: str, told: bytes = b"") -> set[str] | None:
    """Return the names that git prints, None where it cannot tell; `told` goes to its standard input."""
    done = _run(root, places, *question, told=told)
    if done is None or done.returncode not in {0, 1}:
        return None
    return set(done.stdout.decode("utf-8", "surrogateescape").split("\0"))


def _run(folder: Path, places: Places, *words: str, told: bytes = b"") -> "CompletedProcess[bytes] | None":
    # Importing this takes as long as all other detection of a small project.
    import shutil  # noqa: PLC0415 - as above
    import subprocess  # noqa: PLC0415 - as above; the program is git, its arguments are fixed

    program = shutil.which("git", path=places.environ.get("PATH", ""))
    if program is None or Path(program).is_relative_to(places.project):
        return None
    environ = {name: value for name, value in places.environ.items() if not name.upper().startswith("GIT_")}
    environ |= _CLOSED
    command = [program, *_QUIET, "-C", str(folder), *words]
    try:
        return subprocess.run(  # noqa: S603 - a resolved program, no shell
            command,
            env=environ,
            input=told,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
