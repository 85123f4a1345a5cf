"""Every real file keeps every other byte, whatever is wrong with the key's line and wherever it stands."""

import logging
from pathlib import Path

import pytest

from tests.endurance.edits import BROKEN, files_in, outcome, tally, trials
from tui.domain.dotenv.pairs import read_pairs
from tui.domain.dotenv.reading import read_assignments

DATA = Path(__file__).resolve().parents[2] / "data" / "dotenv"
# No divisor of the number of forms, so that every form comes at every kind of place.
EVERY = 29


@pytest.fixture(autouse=True)
def _quiet() -> None:
    logging.getLogger("dotenv.main").setLevel(logging.ERROR)


def test_no_other_byte_and_no_other_pair_changes() -> None:
    counts, failures = tally(DATA, EVERY)
    assert failures == []
    assert counts["edited"] > 500
    assert counts["refused"] < counts["edited"] / 5


def test_a_changed_neighbour_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    trial = next(iter(trials(b"A=1\n")))

    def careless(data: bytes, _edit: object) -> bytes:
        return data.replace(b"A=1", b"A=2")

    monkeypatch.setattr("tests.endurance.edits.apply_edit", careless)
    assert outcome(trial) == "another byte changed"
    assert len({trial.form for trial in trials(b"A=1\n")}) == len(BROKEN)


@pytest.mark.parametrize("path", files_in(DATA), ids=lambda path: path.name)
def test_the_two_ways_of_reading_agree(path: Path) -> None:
    data = path.read_bytes()
    assert read_pairs(data) == [(item.name, item.value) for item in read_assignments(data) if not item.commented]
