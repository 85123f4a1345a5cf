import time
from pathlib import Path

import pytest

from tui.adapters.files.undo_store import UndoRecord, UndoStore, new_record

ENV = Path("/home/ada/project/.env")
DAY = 24 * 3600 * 1_000_000_000


@pytest.fixture
def store(tmp_path: Path) -> UndoStore:
    return UndoStore(tmp_path)


def kept(store: UndoStore, before: bytes = b"A=1\n", after: bytes = b"A=2\n") -> UndoRecord:
    record = new_record(ENV, "~/project/.env", before, after, 0o640)
    assert store.keep(record, before)
    return record


@pytest.mark.parametrize("before", [b"", b"\n", b"\n\n\x00{}\r\n", bytes(range(256))])
def test_bytes_come_back_as_they_were(store: UndoStore, before: bytes) -> None:
    record = kept(store, before)
    assert store.records() == (record,)
    assert store.bytes_before(record) == before
    assert not record.created
    assert record.mode == 0o640


def test_a_new_file_has_no_bytes_before(store: UndoStore) -> None:
    record = new_record(ENV, "~/project/.env", None, b"A=2\n", 0o600)
    assert store.keep(record, b"")
    assert record.created
    assert record.receipt.created


def test_records_are_listed_newest_first(store: UndoStore) -> None:
    records = [kept(store) for _index in range(4)]
    assert store.records() == tuple(reversed(records))


def test_no_folder_means_no_records(store: UndoStore) -> None:
    assert store.records() == ()
    store.prune()
    store.discard("anything")


def test_the_newest_fifty_records_stay(store: UndoStore) -> None:
    records = [kept(store) for _index in range(53)]
    store.prune()
    assert store.records() == tuple(reversed(records[3:]))


def test_records_older_than_ninety_days_go(store: UndoStore, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns()
    moments = [now - 91 * DAY, now - 89 * DAY, now]
    records: list[UndoRecord] = []
    for moment in moments:
        monkeypatch.setattr(time, "time_ns", lambda moment=moment: moment)
        records.append(kept(store))
    store.prune()
    assert store.records() == (records[2], records[1])


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[]\n",
        b"\xff\xfe\n",
        b"[" * 100_000,
        b'{"version": 1}\n',
    ],
    ids=range(7),
)
def test_a_foreign_file_is_passed_over(store: UndoStore, tmp_path: Path, damage: bytes) -> None:
    record = kept(store)
    (tmp_path / "undo" / "other.undo").write_bytes(damage)
    (tmp_path / "undo" / "note.txt").write_bytes(damage)
    assert store.records() == (record,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"mode": 416', b'"mode": "416"'),
        (b'"version": 2', b'"version": 3'),
        (b'"created": false', b'"created": 0'),
        (b'"path": "/', b'"paths": "/'),
    ],
)
def test_a_record_of_another_form_is_passed_over(store: UndoStore, tmp_path: Path, old: bytes, new: bytes) -> None:
    record = kept(store)
    path = tmp_path / "undo" / f"{record.id}.undo"
    path.write_bytes(path.read_bytes().replace(old, new))
    assert store.records() == ()
    assert store.bytes_before(record) is None


def test_damaged_bytes_are_not_given_out(store: UndoStore, tmp_path: Path) -> None:
    record = kept(store)
    path = tmp_path / "undo" / f"{record.id}.undo"
    path.write_bytes(path.read_bytes() + b"!")
    assert store.bytes_before(record) is None
