"""What every store of files keeps to; subclassed for the fake and for the real one."""

from typing import Protocol

import pytest

from tests.builders import GOOD
from tui.flow.ports import EnvFileStore, FileState, Receipt, Refusal

SHOWN = "~/project/.env"
OLD_BYTES = b"# caf\xe9\r\nA=1\r\n\x00"
NEW_BYTES = f"ANTHROPIC_API_KEY={GOOD}\n".encode() + OLD_BYTES


class Folder(Protocol):
    """The world that the store under test works in, seen from outside."""

    def path(self, name: str) -> str:
        """Return the path of a file in it."""
        ...

    def put(self, name: str, data: bytes) -> None:
        """Write a file behind the store's back."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file behind the store's back."""
        ...

    def get(self, name: str) -> bytes | None:
        """Return a file's bytes, or none where there is none."""
        ...


def read(store: EnvFileStore, folder: Folder, name: str = ".env") -> FileState:
    state = store.read(folder.path(name))
    assert isinstance(state, FileState)
    return state


def written(store: EnvFileStore, folder: Folder, data: bytes = NEW_BYTES, name: str = ".env") -> Receipt:
    receipt = store.write(read(store, folder, name), data, SHOWN)
    assert isinstance(receipt, Receipt)
    return receipt


def undo_newest(store: EnvFileStore) -> Receipt | Refusal:
    return store.undo(next((receipt.id for receipt in store.history()), "no change"))


class EnvFileStoreContract:
    """Subclasses give the fixtures `store` and `folder`, both empty."""

    def test_a_missing_file_is_a_state(self, store: EnvFileStore, folder: Folder) -> None:
        assert read(store, folder) == FileState(folder.path(".env"), b"", exists=False)

    def test_bytes_are_read_as_they_are(self, store: EnvFileStore, folder: Folder) -> None:
        folder.put(".env", OLD_BYTES)
        assert read(store, folder) == FileState(folder.path(".env"), OLD_BYTES, exists=True)

    def test_bytes_are_written_as_they_are(self, store: EnvFileStore, folder: Folder) -> None:
        folder.put(".env", OLD_BYTES)
        receipt = written(store, folder)
        assert folder.get(".env") == NEW_BYTES
        assert (receipt.path, receipt.shown, receipt.created) == (folder.path(".env"), SHOWN, False)
        assert receipt.written_at.endswith("+00:00")
        assert store.history() == (receipt,)

    def test_undo_puts_the_bytes_back_once(self, store: EnvFileStore, folder: Folder) -> None:
        folder.put(".env", OLD_BYTES)
        receipt = written(store, folder)
        assert undo_newest(store) == receipt
        assert folder.get(".env") == OLD_BYTES
        assert store.history() == ()
        assert isinstance(undo_newest(store), Refusal)
        assert folder.get(".env") == OLD_BYTES

    def test_undo_removes_a_file_that_was_created(self, store: EnvFileStore, folder: Folder) -> None:
        receipt = written(store, folder)
        assert receipt.created
        assert folder.get(".env") == NEW_BYTES
        assert undo_newest(store) == receipt
        assert folder.get(".env") is None

    def test_changes_are_undone_newest_first(self, store: EnvFileStore, folder: Folder) -> None:
        receipts = [written(store, folder, data) for data in (b"A=1\n", b"A=2\n", b"A=3\n")]
        assert store.history() == tuple(reversed(receipts))
        assert [undo_newest(store) for _receipt in receipts] == receipts[::-1]
        assert folder.get(".env") is None

    def test_undo_by_id(self, store: EnvFileStore, folder: Folder) -> None:
        first = written(store, folder, name=".env")
        second = written(store, folder, name=".env.local")
        assert store.undo(first.id) == first
        assert folder.get(".env") is None
        assert folder.get(".env.local") == NEW_BYTES
        assert store.history() == (second,)
        assert isinstance(store.undo(first.id), Refusal)
        assert isinstance(store.undo("no such change"), Refusal)

    def test_undo_refuses_after_an_edit(self, store: EnvFileStore, folder: Folder) -> None:
        folder.put(".env", OLD_BYTES)
        receipt = written(store, folder)
        folder.put(".env", b"edited\n")
        refusal = undo_newest(store)
        assert isinstance(refusal, Refusal)
        assert SHOWN in refusal.reason
        assert folder.get(".env") == b"edited\n"
        assert store.history() == (receipt,)

    def test_undo_refuses_after_a_removal(self, store: EnvFileStore, folder: Folder) -> None:
        folder.put(".env", OLD_BYTES)
        written(store, folder)
        folder.remove(".env")
        assert isinstance(undo_newest(store), Refusal)
        assert folder.get(".env") is None

    def test_an_older_change_is_not_undone_under_a_newer_one(self, store: EnvFileStore, folder: Folder) -> None:
        first = written(store, folder, b"A=1\n")
        written(store, folder, b"A=2\n")
        assert isinstance(store.undo(first.id), Refusal)
        assert folder.get(".env") == b"A=2\n"

    def test_a_change_undone_by_hand_is_forgotten(self, store: EnvFileStore, folder: Folder) -> None:
        folder.put(".env", OLD_BYTES)
        written(store, folder)
        folder.put(".env", OLD_BYTES)
        assert isinstance(undo_newest(store), Refusal)
        assert store.history() == ()

    def test_a_file_changed_since_it_was_read_is_not_written(self, store: EnvFileStore, folder: Folder) -> None:
        folder.put(".env", OLD_BYTES)
        before = read(store, folder)
        folder.put(".env", b"edited\n")
        refusal = store.write(before, NEW_BYTES, SHOWN)
        assert isinstance(refusal, Refusal)
        assert SHOWN in refusal.reason
        assert folder.get(".env") == b"edited\n"
        assert store.history() == ()

    def test_a_file_removed_since_it_was_read_is_not_written(self, store: EnvFileStore, folder: Folder) -> None:
        folder.put(".env", OLD_BYTES)
        before = read(store, folder)
        folder.remove(".env")
        assert isinstance(store.write(before, NEW_BYTES, SHOWN), Refusal)
        assert folder.get(".env") is None

    def test_a_file_created_since_it_was_missed_is_not_written(self, store: EnvFileStore, folder: Folder) -> None:
        before = read(store, folder)
        folder.put(".env", b"")
        assert isinstance(store.write(before, NEW_BYTES, SHOWN), Refusal)
        assert folder.get(".env") == b""

    def test_writing_what_stands_there_changes_nothing(self, store: EnvFileStore, folder: Folder) -> None:
        folder.put(".env", OLD_BYTES)
        assert isinstance(store.write(read(store, folder), OLD_BYTES, SHOWN), Refusal)
        assert store.history() == ()

    @pytest.mark.parametrize("value", ["sk-ant-api03-R2D...igAA", "your-api-key-here", "", "''", "<108 characters>"])
    def test_a_mask_a_placeholder_or_nothing_never_takes_a_keys_place(
        self, store: EnvFileStore, folder: Folder, value: str
    ) -> None:
        folder.put(".env", OLD_BYTES)
        refusal = store.write(read(store, folder), f"ANTHROPIC_API_KEY={value}\n".encode() + OLD_BYTES, SHOWN)
        assert isinstance(refusal, Refusal)
        assert "a placeholder" in refusal.reason
        assert folder.get(".env") == OLD_BYTES
        assert store.history() == ()

    def test_a_placeholder_that_stands_there_already_is_no_reason(self, store: EnvFileStore, folder: Folder) -> None:
        data = b"ANTHROPIC_API_KEY=your-api-key-here\nOTHER_TOKEN=\n"
        folder.put(".env", data)
        written(store, folder, data + b"A=1\n")
        assert folder.get(".env") == data + b"A=1\n"

    def test_an_edit_since_is_shown_beside_the_refusal_to_undo(self, store: EnvFileStore, folder: Folder) -> None:
        folder.put(".env", b"A=1\n")
        written(store, folder, b"A=2\n")
        folder.put(".env", b"A=2\nB=3\n")
        refusal = undo_newest(store)
        assert isinstance(refusal, Refusal)
        assert any(line.text.startswith("-B=") for line in refusal.diff)
