"""Keeps what a file was before each change, in the user's state folder and readable by nobody else."""

import contextlib
import os
import secrets
import time
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from tui.adapters.files.file_snapshot import flush_folder, known_flags
from tui.flow.ports import Receipt

_SUFFIX = ".undo"
_MOST_RECORDS = 50
_OLDEST_SECONDS = 90 * 24 * 3600
_VERSION = 2


@dataclass(frozen=True, slots=True)
class UndoRecord:
    """A change: the file, its mode and hash before, its hash after, and whether we created it.

    `fix` is the id of the first change of the fix that it is part of.
    """

    id: str
    path: str
    shown: str
    written_at: str
    created: bool
    mode: int
    before: str
    after: str
    fix: str
    version: int = _VERSION

    @property
    def receipt(self) -> Receipt:
        """The change as the rest of the program knows it."""
        return Receipt(self.id, self.path, self.shown, self.written_at, self.created, self.fix)


def digest(data: bytes) -> str:
    """Return the hash by which a file is recognised."""
    import hashlib  # noqa: PLC0415 - only a change needs it

    return hashlib.sha256(data).hexdigest()


def new_record(
    path: Path, shown: str, before: bytes | None, after: bytes, mode: int, continues: str = ""
) -> UndoRecord:
    """Return the record of a change about to be made; no bytes before means a new file."""
    moment = time.time_ns()
    record_id = f"{moment:020d}-{secrets.token_hex(4)}"
    return UndoRecord(
        id=record_id,
        path=str(path),
        shown=shown,
        written_at=datetime.fromtimestamp(moment // 1_000_000_000, UTC).isoformat(),
        created=before is None,
        mode=mode,
        before=digest(before or b""),
        after=digest(after),
        fix=continues or record_id,
    )


class UndoStore:
    """A folder with one file a change: a line of JSON, then the bytes as they were."""

    def __init__(self, state_folder: Path) -> None:
        self._folder = state_folder / "undo"

    def keep(self, record: UndoRecord, before: bytes) -> bool:
        """Write a record and have it reach the disk; returns whether that succeeded."""
        import json  # noqa: PLC0415 - only a change needs it

        path = self._path(record.id)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | known_flags("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
        try:
            self._make_folder()
            with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
                file.write(json.dumps(asdict(record)).encode() + b"\n" + before)
                file.flush()
                os.fsync(file.fileno())
            flush_folder(self._folder)
        except OSError:
            self.discard(record.id)
            return False
        return True

    def records(self) -> tuple[UndoRecord, ...]:
        """Return all readable records, newest first."""
        found: list[UndoRecord] = []
        with contextlib.suppress(OSError):
            for path in self._folder.glob(f"*{_SUFFIX}"):
                loaded = self._load(path)
                if loaded is not None:
                    found.append(loaded[0])
        return tuple(sorted(found, key=lambda record: record.id, reverse=True))

    def bytes_before(self, record: UndoRecord) -> bytes | None:
        """Return the bytes before the change, or none when the record is gone or damaged."""
        loaded = self._load(self._path(record.id))
        if loaded is None or digest(loaded[1]) != record.before:
            return None
        return loaded[1]

    def discard(self, record_id: str) -> None:
        """Remove a record."""
        with contextlib.suppress(OSError):
            self._path(record_id).unlink()

    def prune(self) -> None:
        """Remove records that are older than 90 days or beyond the newest 50."""
        oldest = f"{time.time_ns() - _OLDEST_SECONDS * 1_000_000_000:020d}"
        for index, record in enumerate(self.records()):
            if index >= _MOST_RECORDS or record.id < oldest:
                self.discard(record.id)

    def _path(self, record_id: str) -> Path:
        return self._folder / f"{record_id}{_SUFFIX}"

    def _make_folder(self) -> None:
        self._folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)
        self._folder.chmod(0o700)

    def _load(self, path: Path) -> tuple[UndoRecord, bytes] | None:
        """Read a record; anything that this version did not write is passed over."""
        import json  # noqa: PLC0415 - as above

        try:
            head, _newline, data = path.read_bytes().partition(b"\n")
            loaded: dict[str, object] = json.loads(head)
            values = {field.name: loaded[field.name] for field in fields(UndoRecord)}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        if values["version"] != _VERSION or values["id"] != path.name.removesuffix(_SUFFIX):
            return None
        if any(type(values[field.name]) is not field.type for field in fields(UndoRecord)):
            return None
        return _record(values), data


def _record(values: dict[str, object]) -> UndoRecord:
    return UndoRecord(
        id=str(values["id"]),
        path=str(values["path"]),
        shown=str(values["shown"]),
        written_at=str(values["written_at"]),
        created=bool(values["created"]),
        mode=int(str(values["mode"])),
        before=str(values["before"]),
        after=str(values["after"]),
        fix=str(values["fix"]),
    )
