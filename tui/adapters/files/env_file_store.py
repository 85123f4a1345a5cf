"""Reads small text files and replaces them atomically, with a backup that can be put back."""

import os
from pathlib import Path

from tui.adapters.files.atomic_file import create_file, remove_file, replace_file
from tui.adapters.files.file_snapshot import (
    Snapshot,
    edit_by_hand,
    folder_problem,
    inspect,
    refused,
    refused_by_system,
    write_problem,
)
from tui.adapters.files.undo_store import UndoRecord, UndoStore, digest, new_record
from tui.adapters.reading.places import shown_path
from tui.domain.dotenv.diff import masked_diff
from tui.domain.dotenv.guard import stand_in_written
from tui.domain.origin import printable
from tui.flow.ports import FileState, Receipt, Refusal

_PRIVATE = 0o600
_ORDINARY = 0o644
_AGAIN = "then run `fix401` again"
_WHEN_BACK = "run `fix401 undo` again when the folder is back"


class AtomicFileStore:
    """The files of the user, each named by its path; links are followed and kept."""

    def __init__(self, state_folder: Path, home: Path) -> None:
        self._undo = UndoStore(state_folder)
        self._home = home

    def read(self, path: str) -> FileState | Refusal:
        """Return the file's bytes; a missing file is a state with `exists` false."""
        named = Path(path)
        try:
            real = Path(os.path.realpath(named, strict=True))
        except FileNotFoundError:
            return self._missing(named)
        except OSError as error:
            return refused_by_system(named, self._shown(named), error)
        except ValueError:
            return refused(self._shown(named), "is no possible name of a file")
        found = inspect(real, self._shown(named))
        if isinstance(found, Refusal):
            return found
        return FileState(str(real), found.data if found else b"", exists=found is not None)

    def write(self, before: FileState, after: bytes, shown: str, *, continues: str = "") -> Receipt | Refusal:
        """Back up and replace the file, refusing when it is no longer as `before` says."""
        path, shown = Path(before.path), printable(shown)
        now = self._checked(path, before, after, shown)
        if isinstance(now, Refusal):
            return now
        mode = now.mode if now else _ORDINARY if path.name == ".gitignore" else _PRIVATE
        record = new_record(path, shown, now.data if now else None, after, mode, continues)
        if not self._undo.keep(record, before.data):
            return refused(
                shown,
                "is not changed, because no backup could be written",
                "make the folder for backups writable, or free some disk space",
            )
        refusal = replace_file(now, after, shown) if now else create_file(path, after, shown, mode)
        if refusal is not None:
            self._undo.discard(record.id)
            return refusal
        self._undo.prune()
        return record.receipt

    def undo(self, receipt_id: str) -> Receipt | Refusal:
        """Put back the bytes before this change, refusing when the file was edited since."""
        record = next((record for record in self._undo.records() if record.id == receipt_id), None)
        return Refusal("there is no change to undo") if record is None else self._put_back(record)

    def history(self) -> tuple[Receipt, ...]:
        """Return the changes that can be undone, newest first."""
        return tuple(record.receipt for record in self._undo.records())

    def _checked(self, path: Path, before: FileState, after: bytes, shown: str) -> Snapshot | Refusal | None:
        """Return the file as it is now, or none for a new one, or why it is not to be written."""
        now = inspect(path, shown)
        if isinstance(now, Refusal):
            return now
        if (now is not None) != before.exists or (now is not None and now.data != before.data):
            return refused(shown, "was changed by another program meanwhile", "look at it, then run `fix401` again")
        stand_in = stand_in_written(before.data, after)
        if stand_in:
            return refused(shown, f"is not given a mask, a placeholder or nothing as {stand_in}", edit_by_hand(path))
        if now is None:
            return folder_problem(path, shown)
        if now.data == after:
            return refused(shown, "has that text already")
        return write_problem(now, shown) or now

    def _put_back(self, record: UndoRecord) -> Receipt | Refusal:
        path, shown = Path(record.path), record.shown
        now = inspect(path, shown)
        if isinstance(now, Refusal):
            return now
        if record.created and now is None and not path.parent.is_dir():
            # A disk that is not mounted looks like this, so the record is kept.
            return refused(shown, "is in a folder that is not there, so nothing is put back", _WHEN_BACK)
        if (now is None) if record.created else (now is not None and digest(now.data) == record.before):
            # A power cut between backup and change leaves such a record, an edit by hand does too.
            self._undo.discard(record.id)
            return refused(shown, "is as it was before that change already")
        data = self._undo.bytes_before(record)
        if now is None or data is None:
            return refused(shown, "was removed since that change" if data is not None else "has a damaged backup")
        if digest(now.data) != record.after or os.path.realpath(path) != record.path:
            reason = f"`{shown}` was edited since that change, so it is not put back"
            return Refusal(reason, edit_by_hand(path), masked_diff(now.data, data, shown))
        refusal = write_problem(now, shown) or _restore(now, data, record)
        if refusal is not None:
            return refusal
        self._undo.discard(record.id)
        return record.receipt

    def _missing(self, path: Path) -> FileState | Refusal:
        if path.is_symlink():
            problem = "is a symbolic link to a file that is not there"
            return refused(self._shown(path), problem, f"make the file that it leads to, {_AGAIN}")
        return FileState(os.path.realpath(path), b"", exists=False)

    def _shown(self, path: Path) -> str:
        real = Path(os.path.realpath(self._home))
        return shown_path(path, real if path.is_relative_to(real) else self._home)


def _restore(now: Snapshot, data: bytes, record: UndoRecord) -> Refusal | None:
    if record.created:
        return remove_file(now, record.shown)
    # Whoever took rights away after the change meant it: undoing never gives them back.
    return replace_file(now, data, record.shown, mode=record.mode & now.mode)
