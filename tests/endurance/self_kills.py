"""The write killed before and after each call into the system, by the process itself: works wherever processes fork."""

import json
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.endurance.kills import NEW, OLD, Place, left
from tui.adapters.files.env_file_store import AtomicFileStore
from tui.flow.ports import FileState

_CALLS = (
    *("open", "close", "stat", "lstat", "fstat", "access", "scandir", "mkdir", "chmod", "fchmod", "fchown"),
    *("listxattr", "getxattr", "setxattr", "fsync", "link", "replace", "unlink", "rmdir", "fdopen"),
)


def killed_everywhere(root: Path) -> Counter[str]:
    """Return what is left, counted, for a write that is killed at its first call, at its second, and so on."""
    counts: Counter[str] = Counter()
    number = 0
    while True:
        number += 1
        place = Place(root / "place")
        place.prepare()
        if not _is_killed(place, number):
            return counts
        counts[left(place)] += 1


def _is_killed(place: Place, number: int) -> bool:
    """Write in a child that kills itself at this call; returns whether it came so far."""
    child = os.fork()
    if child:
        status = os.waitpid(child, 0)[1]
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    try:
        store = AtomicFileStore(place.state, Path("/nonexistent"))
        before = store.read(str(place.file))
        assert isinstance(before, FileState)
        assert before.data == OLD
        _count_down(number)
        store.write(before, NEW, "~/.env")
    finally:
        os._exit(0)


def _count_down(number: int) -> None:
    """Have every call counted when it begins and when it has ended, and the last one end the process."""
    left_over = [number]

    def tick() -> None:
        left_over[0] -= 1
        if not left_over[0]:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def count(*arguments: object, **options: object) -> object:
            tick()
            try:
                return call(*arguments, **options)
            finally:
                tick()

        return count

    for name in _CALLS:
        if hasattr(os, name):
            setattr(os, name, counted(getattr(os, name)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        json.dump(killed_everywhere(Path(folder)), sys.stdout)
