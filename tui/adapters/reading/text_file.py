"""Reads small files without ever blocking, raising or changing anything."""

import os
import stat
from pathlib import Path

from tui.domain.found.obstacle import Obstacle
from tui.domain.origin import printable
from tui.domain.record import Record

_CHUNK = 64 * 1024
_KINDS = (
    (stat.S_ISDIR, "a folder", Obstacle.FOLDER),
    (stat.S_ISFIFO, "a named pipe", Obstacle.PIPE),
    (stat.S_ISSOCK, "a socket", Obstacle.SOCKET),
    (stat.S_ISCHR, "a device", Obstacle.DEVICE),
    (stat.S_ISBLK, "a device", Obstacle.DEVICE),
)
# A pipe must not block the open, a terminal must not become ours, Windows must not translate line ends.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT")
)


class ReadTrouble(Record):
    """Why a file could not be read, in one sentence; `is_missing` when nothing is there at all."""

    text: str
    is_missing: bool = False
    obstacle: Obstacle = Obstacle.OTHER


def read_small_file(path: Path, limit: int) -> bytes | ReadTrouble:
    """Return the whole content of a regular file of at most `limit` bytes."""
    data = read_beginning(path, limit + 1)
    if isinstance(data, bytes) and len(data) > limit:
        return ReadTrouble(f"`{printable(path.name)}` is larger than {_size(limit)}, so it was not read")
    return data


def read_beginning(path: Path, limit: int) -> bytes | ReadTrouble:
    """Return at most the first `limit` bytes of a regular file."""
    try:
        trouble = _other_kind(path, path.stat().st_mode)
        return trouble or _read(path, limit)
    except ValueError:
        return ReadTrouble(f"`{printable(path.name)}` is not a possible file name")
    except OSError as error:
        return _trouble(path, error)


def is_regular_file(path: Path) -> bool:
    """Return whether a file, or a link to one, stands there; never raises."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _read(path: Path, limit: int) -> bytes | ReadTrouble:
    descriptor = os.open(path, _FLAGS)
    try:
        # The name may have come to mean something else since it was looked at.
        trouble = _other_kind(path, os.fstat(descriptor).st_mode)
        if trouble:
            return trouble
        parts: list[bytes] = []
        while limit > 0 and (part := os.read(descriptor, min(limit, _CHUNK))):
            parts.append(part)
            limit -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _other_kind(path: Path, mode: int) -> ReadTrouble | None:
    if stat.S_ISREG(mode):
        return None
    kinds = ((words, obstacle) for is_kind, words, obstacle in _KINDS if is_kind(mode))
    kind, obstacle = next(kinds, ("something else", Obstacle.OTHER))
    return ReadTrouble(f"`{printable(path.name)}` is {kind}, not a file", obstacle=obstacle)


def _trouble(path: Path, error: OSError) -> ReadTrouble:
    name = printable(path.name)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        if _is_link(path):
            return ReadTrouble(f"`{name}` is a link to a file that does not exist")
        return ReadTrouble(f"`{name}` does not exist", is_missing=True)
    if isinstance(error, PermissionError):
        return ReadTrouble(f"`{name}` may not be read by this user", obstacle=Obstacle.FORBIDDEN)
    reason = os.strerror(error.errno) if error.errno else "unknown error"
    return ReadTrouble(f"`{name}` could not be read: {reason.lower()}")


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:
        return False


def _size(count: int) -> str:
    return f"{count // 1_000_000} MB" if count >= 1_000_000 else f"{count // 1024} KiB"
