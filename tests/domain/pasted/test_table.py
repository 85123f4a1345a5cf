"""What holds for every row of the table: known ids, words that keep the rules, and nothing that can never be said."""

import pytest

from tests.causes.catalogue import CATALOGUE
from tests.domain.pasted.planted import texts
from tui.causes.registry import ENTRIES
from tui.domain.pasted.decode import decode
from tui.domain.pasted.meaning import Meaning, Run
from tui.domain.pasted.table import MEANINGS

EVERY_ROW = pytest.mark.parametrize("row", MEANINGS, ids=[row.id for row in MEANINGS])


def test_the_registry_holds_ids_of_the_catalogue_only() -> None:
    assert {entry.id for entry in ENTRIES} <= CATALOGUE


@EVERY_ROW
def test_a_row_names_ids_of_the_catalogue_only(row: Meaning) -> None:
    named = (*row.causes, *(sign.cause for sign in row.signs))
    assert set(named) <= CATALOGUE
    assert len(set(row.causes)) == len(row.causes)


@EVERY_ROW
def test_a_row_can_fit_and_its_words_keep_the_rules(row: Meaning) -> None:
    assert row.words or row.statuses or row.types or row.by
    assert all(phrase == " ".join(phrase.split()) or phrase != phrase.rstrip() for phrase in row.words)
    assert all(phrase == phrase.lower() for phrase in row.words)
    for text in (row.means, row.rules_out):
        assert text.endswith(".")
        assert text[0].isupper()
        assert "  " not in text
    assert row.run is not Run.EXPLAIN or row.causes


def test_every_row_is_shown_by_a_text_of_the_corpus() -> None:
    shown = {decoded.meaning.id for entry in texts() if (decoded := decode(entry["text"].encode())).meaning}
    assert {row.id for row in MEANINGS} == shown


@pytest.mark.parametrize("row", [row for row in MEANINGS if not row.by], ids=lambda row: row.id)
def test_no_earlier_row_takes_a_phrase_away(row: Meaning) -> None:
    status = next((f"HTTP {status} " for status in (*range(400, 530), 200, 302) if status in row.statuses), "")
    for phrase in row.words:
        decoded = decode(f"{status}{phrase.replace(' ... ', ' and ')}x".encode())
        assert decoded.meaning is not None, phrase
        assert decoded.meaning.id == row.id, phrase
