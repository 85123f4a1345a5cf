"""Replaces one small file as a whole, keeping its owner, its mode and its attributes.

The new bytes go to a temporary file beside the real one (a rename is atomic only there), reach
the disk, and take the place of the old ones in one step. Whatever goes wrong before that step
leaves the file as it was and nothing beside it. It lies in a folder of its own that git does not look
into, so that even a run that is killed leaves nothing that a commit could take along.
"""

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from tui.adapters.files.file_snapshot import Snapshot, flush_folder, inspect, known_flags, refused, refused_by_system
from tui.flow.ports import Refusal

_PREFIX = ".fix401-"
_NEW = "new"
_IGNORE = ".gitignore"
_STALE_SECONDS = 600.0
_OPTIONAL_ATTRIBUTES = ("security.", "trusted.")
_LOOK = "look at it, then run `fix401` again"


def replace_file(snapshot: Snapshot, data: bytes, shown: str, *, mode: int | None = None) -> Refusal | None:
    """Give the file these bytes, unless it is no longer as in the snapshot."""

    def dress(descriptor: int, temporary: Path) -> None:
        _copy_owner(descriptor, snapshot.owner)
        _copy_attributes(snapshot.path, descriptor)
        _change_mode(descriptor, temporary, snapshot.mode if mode is None else mode)

    def publish(temporary: Path) -> Refusal | None:
        if inspect(snapshot.path, shown) != snapshot:
            return refused(shown, "was changed by another program meanwhile", _LOOK)
        temporary.replace(snapshot.path)
        return None

    return _publish(snapshot.path, data, shown, dress, publish)


def create_file(path: Path, data: bytes, shown: str, mode: int) -> Refusal | None:
    """Make a new file with these bytes, unless there is one by now."""

    def dress(descriptor: int, temporary: Path) -> None:
        _change_mode(descriptor, temporary, mode)

    def publish(temporary: Path) -> Refusal | None:
        if os.path.lexists(path):
            return refused(shown, "was created by another program meanwhile", _LOOK)
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            return refused(shown, "was created by another program meanwhile", _LOOK)
        except OSError:
            temporary.replace(path)
        return None

    return _publish(path, data, shown, dress, publish)


def _publish(
    path: Path,
    data: bytes,
    shown: str,
    dress: Callable[[int, Path], None],
    publish: Callable[[Path], Refusal | None],
) -> Refusal | None:
    """Write a temporary file, have it dressed like the real one, and have it put in place."""
    folder = path.parent
    try:
        _sweep(folder)
        with _hidden_folder(folder) as hidden:
            temporary = hidden / _NEW
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | known_flags("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
            with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                dress(file.fileno(), temporary)
                os.fsync(file.fileno())
            refusal = publish(temporary)
    except OSError as error:
        return refused_by_system(path, shown, error)
    flush_folder(folder)
    return refusal


@contextmanager
def _hidden_folder(folder: Path) -> Generator[Path]:
    """Make a folder that git passes over, and take it away again whatever happens."""
    hidden = folder / f"{_PREFIX}{secrets.token_hex(8)}"
    hidden.mkdir(mode=0o700)
    try:
        _hide_from_git(hidden)
        yield hidden
    finally:
        _remove_hidden(hidden)


def _hide_from_git(hidden: Path) -> None:
    """Give the folder a `.gitignore` that covers everything in it, itself too."""
    rule = b"*\n"
    if not (hasattr(os, "O_TMPFILE") and _appears_whole(hidden, rule)):
        (hidden / _IGNORE).write_bytes(rule)


def _appears_whole(hidden: Path, rule: bytes) -> bool:
    """Give the file its name when its bytes are in it: an empty one would be untracked. Returns whether that is so."""
    flags = known_flags("O_TMPFILE", "O_WRONLY", "O_CLOEXEC")
    try:
        folder = os.open(hidden, known_flags("O_RDONLY", "O_DIRECTORY", "O_CLOEXEC"))
    except OSError:
        return False
    try:
        descriptor = os.open(hidden, flags, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(rule)
            file.flush()
            os.link(f"/proc/self/fd/{descriptor}", _IGNORE, dst_dir_fd=folder, follow_symlinks=True)
    except OSError:
        return False
    finally:
        os.close(folder)
    return True


def _remove_hidden(hidden: Path) -> None:
    # The bytes go first: as long as they are there, so is the rule that hides them.
    for name in (_NEW, _IGNORE):
        with contextlib.suppress(OSError):
            (hidden / name).unlink()
    with contextlib.suppress(OSError):
        hidden.rmdir()


def remove_file(snapshot: Snapshot, shown: str) -> Refusal | None:
    """Remove the file, unless it is no longer as in the snapshot."""
    if inspect(snapshot.path, shown) != snapshot:
        return refused(shown, "was changed by another program meanwhile")
    try:
        snapshot.path.unlink()
    except OSError as error:
        return refused_by_system(snapshot.path, shown, error)
    flush_folder(snapshot.path.parent)
    return None


def _sweep(folder: Path) -> None:
    """Remove folders of ours that a killed run has left behind."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(_PREFIX):
                continue
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode) and time.time() - status.st_mtime > _STALE_SECONDS:
                _remove_hidden(Path(entry.path))


def _copy_owner(descriptor: int, owner: tuple[int, int]) -> None:
    if hasattr(os, "fchown"):
        status = os.fstat(descriptor)
        if (status.st_uid, status.st_gid) != owner:
            os.fchown(descriptor, *owner)


def _copy_attributes(path: Path, descriptor: int) -> None:
    """Copy extended attributes, access lists among them; those that only the system may set are optional."""
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(path)
    except OSError as error:
        if error.errno in {errno.ENOTSUP, errno.ENOSYS}:
            return
        raise
    for name in names:
        try:
            os.setxattr(descriptor, name, os.getxattr(path, name))
        except OSError:
            if not name.startswith(_OPTIONAL_ATTRIBUTES):
                raise


def _change_mode(descriptor: int, path: Path, mode: int) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode)
    else:
        path.chmod(mode)
