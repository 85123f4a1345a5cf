"""The write of a `.env`, killed at every system call or failed in each of them, and what is left of the file."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.builders import GOOD
from tui.domain.record import Record

ROOT = Path(__file__).resolve().parents[2]
OLD = b"# mine\nA=1\nANTHROPIC_API_KEY=old\n"
NEW = f"# mine\nA=1\nANTHROPIC_API_KEY={GOOD}\n".encode()
# Whatever the store may call between its first look at the file and its answer.
_CALLS = (
    *("openat", "open", "read", "write", "fstat", "newfstatat", "stat", "lstat", "faccessat", "access", "lseek"),
    *("mkdir", "mkdirat", "fchown", "fchmod", "listxattr", "fsetxattr", "getxattr", "fsync", "linkat", "link"),
    *("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "close", "getdents64", "chmod"),
)
CHANGING = frozenset(
    {"mkdir", "mkdirat", "write", "fsync", "fchmod", "fchown", "fsetxattr", "link", "linkat", "rename", "renameat"}
    | {"renameat2", "unlink", "unlinkat", "rmdir"}
)
ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EACCES")
_WRITER = """
import os, sys
from pathlib import Path
from tui.adapters.files.env_file_store import AtomicFileStore
store = AtomicFileStore(Path(sys.argv[2]), Path("/nonexistent"))
new = sys.stdin.buffer.read()
state = store.read(sys.argv[1])
try:
    os.stat("/the-write-begins-here")
except OSError:
    pass
answer = store.write(state, new, "~/.env")
try:
    os.stat("/the-write-ends-here")
except OSError:
    pass
print(type(answer).__name__)
"""
_BEGIN, _END = "the-write-begins-here", "the-write-ends-here"
_LINE = re.compile(r"(?:\[pid +\d+\] )?(\w+)\((.*)")


class Place(Record):
    """A project in a git repository of its own, and the state folder beside it."""

    root: Path

    @property
    def file(self) -> Path:
        """The `.env`."""
        return self.root / "project" / ".env"

    @property
    def state(self) -> Path:
        """The state folder."""
        return self.root / "state"

    def prepare(self) -> None:
        """Make everything anew, the repository aside."""
        project = self.file.parent
        shutil.rmtree(self.state, ignore_errors=True)
        for left_over in project.glob(".fix401-*"):
            shutil.rmtree(left_over)
        if not project.exists():
            project.mkdir(parents=True)
            subprocess.run(["git", "init", "-q"], cwd=project, check=True, env=_git_environ(self.root))
            (project / ".gitignore").write_text(".env\n")
        self.file.write_bytes(OLD)

    def untracked(self) -> list[str]:
        """Return what git would take along, `.gitignore` aside."""
        done = subprocess.run(
            ["git", "status", "--porcelain", "--untracked-files=all"],
            cwd=self.file.parent,
            check=True,
            env=_git_environ(self.root),
            capture_output=True,
            text=True,
        )
        return [line for line in done.stdout.splitlines() if line != "?? .gitignore"]


def can_trace() -> bool:
    """Return whether strace is there and may trace."""
    if sys.platform != "linux" or shutil.which("strace") is None or shutil.which("git") is None:
        return False
    done = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return done.returncode == 0


def calls_of_a_write(place: Place) -> list[tuple[str, int]]:
    """Return every system call of one undisturbed write: its name, and the how-manieth of that name it is."""
    place.prepare()
    trace = place.root / "trace"
    done = _run(place, ["strace", "-f", "-o", str(trace), "-e", f"trace={_known_calls()}"])
    if done.stdout.strip() != "Receipt":
        message = f"the undisturbed write failed: {done.stdout} {done.stderr[-400:]}"
        raise RuntimeError(message)
    counts: Counter[str] = Counter()
    calls: list[tuple[str, int]] = []
    is_write = False
    for line in trace.read_text(errors="replace").splitlines():
        match = _LINE.search(line.partition(" ")[2])
        if match is None:
            continue
        counts[match[1]] += 1
        is_write = (is_write or _BEGIN in match[2]) and _END not in match[2]
        if is_write and _BEGIN not in match[2]:
            calls.append((match[1], counts[match[1]]))
    return calls


def killed_at(place: Place, call: str, number: int) -> str:
    """Kill the writer as it enters this call, and return in a word what is left."""
    place.prepare()
    _run(place, [*_injecting(call), "-e", f"inject={call}:signal=SIGKILL:when={number}"])
    return left(place)


def failed_at(place: Place, call: str, number: int, error: str) -> str:
    """Have this call fail, and return in a word what is left."""
    place.prepare()
    done = _run(place, [*_injecting(call), "-e", f"inject={call}:error={error}:when={number}"])
    answer = done.stdout.strip()
    found = left(place)
    if found == "old" and answer == "Receipt":
        return "says that it was written, and it was not"
    if found == "new" and answer == "Refusal":
        return "says that nothing was written, and it was"
    if list(place.file.parent.glob(".fix401-*")) and call not in {"unlink", "unlinkat", "rmdir"}:
        return "left something in the project"
    return found


def left(place: Place) -> str:
    """Return `old` or `new` where the file is whole and nothing lies beside it that git would take along."""
    found = place.file.read_bytes() if place.file.exists() else b""
    if found not in {OLD, NEW}:
        return f"LOST: {len(found)} bytes"
    beside = place.untracked()
    if beside:
        return f"left for git: {beside}"
    return "old" if found == OLD else "new"


def _run(place: Place, prefix: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*prefix, sys.executable, "-S", "-c", _WRITER, str(place.file), str(place.state)],
        input=NEW.decode(),
        text=True,
        capture_output=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(place.root),
            "PYTHONPATH": str(ROOT),
            # The same calls in every run, so that they can be counted.
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        timeout=60,
    )


def _injecting(call: str) -> list[str]:
    return ["strace", "-f", "-o", os.devnull, "-e", f"trace={call}"]


def _known_calls() -> str:
    """Return the calls to be counted, those of other machines left out by the `?`."""
    return ",".join(f"?{call}" for call in _CALLS)


def _git_environ(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"}
