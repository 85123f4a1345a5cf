"""One small file as it is at a moment: its bytes, its kind, and why it must not be replaced."""

import contextlib
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from tui.domain.origin import printable
from tui.domain.record import Record
from tui.domain.shell.syntax import quoted
from tui.flow.ports import Refusal

LARGEST = 4 * 1024 * 1024
_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_THEN = "then run `fix401 check`"
_AGAIN = "then run `fix401` again"
_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a named pipe, as some password managers make it"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
)
_ERRORS = {
    errno.EACCES: "may not be read or changed by this user",
    errno.EPERM: "may not be changed by this user",
    errno.EROFS: "is on a read-only file system",
    errno.EBUSY: "is mounted on its own, as in a container, and cannot be replaced from here",
    errno.EXDEV: "is mounted on its own, as in a container, and cannot be replaced from here",
    errno.ENOSPC: "could not be replaced: the disk is full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "could not be replaced: the disk quota is used up",
    errno.ENOENT: "is no longer there",
    errno.ENOTDIR: "is not in a folder",
    errno.ELOOP: "is a symbolic link that leads back to itself",
    errno.ENAMETOOLONG: "has too long a name",
}


class Snapshot(Record):
    """A regular file at one moment: its bytes and what tells it from another file at the same path."""

    path: Path
    data: bytes
    mode: int
    owner: tuple[int, int]
    identity: tuple[int, int]
    links: int

    def __repr__(self) -> str:
        return f"Snapshot({str(self.path)!r}, {len(self.data)} bytes)"


def refused(shown: str, problem: str, by_hand: str = "") -> Refusal:
    """Return the sentence for a file that is not touched, and what to do instead."""
    return Refusal(f"`{shown}` {problem}", by_hand)


def refused_by_system(path: Path, shown: str, error: OSError) -> Refusal:
    """Return the sentence for an error of the operating system; its own message is not shown."""
    code = errno.errorcode.get(error.errno or 0, "unknown error")
    problem = _ERRORS.get(error.errno or 0, f"could not be read or replaced ({code})")
    return refused(shown, problem, edit_by_hand(path))


def edit_by_hand(path: Path) -> str:
    """Return the command that edits the file in its place, which any editor can where a replacement cannot be made."""
    if os.name == "nt":
        return f'edit it yourself: `notepad "{printable(str(path))}"`, {_THEN}'
    return f'edit it yourself: `"${{EDITOR:-vi}}" {_word(path)}`, {_THEN}'


def _word(path: Path) -> str:
    """Return the path as one word of a shell, safe to be shown."""
    return quoted("sh", printable(str(path)))


def inspect(path: Path, shown: str) -> Snapshot | Refusal | None:
    """Return the file at this resolved path, or none where there is none; never waits for a pipe."""
    try:
        problem = _kind_problem(path.stat())
        if problem:
            return _of_another_kind(path, shown, problem)
        descriptor = os.open(path, os.O_RDONLY | known_flags("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            problem = _kind_problem(status)
            data = b"" if problem else file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        return refused_by_system(path, shown, error)
    if problem or len(data) > LARGEST:
        return _of_another_kind(path, shown, problem or "is larger than 4 MB, which no .env file is")
    return Snapshot(
        path=path,
        data=data,
        mode=stat.S_IMODE(status.st_mode),
        owner=(status.st_uid, status.st_gid),
        identity=(status.st_dev, status.st_ino),
        links=status.st_nlink,
    )


def _of_another_kind(path: Path, shown: str, problem: str) -> Refusal:
    return refused(shown, problem, f"change the key where that comes from: `ls -ld {_word(path)}` shows what it is")


def _kind_problem(status: os.stat_result) -> str:
    if stat.S_ISREG(status.st_mode):
        return ""
    return next((words for is_kind, words in _KINDS if is_kind(status.st_mode)), "is no regular file")


def write_problem(snapshot: Snapshot, shown: str) -> Refusal | None:
    """Return why this file must not be replaced, although the operating system might allow it."""
    path = snapshot.path
    if snapshot.links > 1:
        problem = "has a second name (a hard link), which a replacement would leave with the old bytes"
        return refused(shown, problem, edit_by_hand(path))
    if not snapshot.mode & _ANY_WRITE or not os.access(path, os.W_OK):
        return refused(shown, "is read-only", f"if it is yours, `chmod u+w {_word(path)}`, {_AGAIN}")
    user = os.geteuid() if hasattr(os, "geteuid") else snapshot.owner[0]
    if user not in {0, snapshot.owner[0]}:
        return refused(shown, "belongs to another user", f"as its owner run `fix401`; `ls -l {_word(path)}` says who")
    return folder_problem(path, shown)


def folder_problem(path: Path, shown: str) -> Refusal | None:
    """Return why no file can be made beside this path."""
    folder = path.parent
    try:
        mode = folder.stat().st_mode
    except OSError:
        problem = "is in a folder that is not there or cannot be entered"
        return refused(shown, problem, f"`ls -ld {_word(folder)}` says why, {_AGAIN}")
    if not stat.S_ISDIR(mode):
        return refused(shown, "is not in a folder", f"`ls -ld {_word(folder)}` says what is there")
    if not mode & _ANY_WRITE or not os.access(folder, os.W_OK | os.X_OK):
        problem = "is in a folder that may not be written"
        return refused(shown, problem, f"if it is yours, `chmod u+w {_word(folder)}`, {_AGAIN}")
    return None


def flush_folder(folder: Path) -> None:
    """Have the folder's entries reach the disk, where the system can do that; the change is made already."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | known_flags("O_DIRECTORY", "O_CLOEXEC"))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def known_flags(*names: str) -> int:
    """Return those flags of `os.open` that this system knows."""
    return sum(getattr(os, name, 0) for name in names)
