import pytest

from tests.builders import GOOD, dotenv, evidence, process, shows, snapshot
from tui.causes.text.invisible_characters import CAUSE
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize(
    ("damaged", "name"),
    [
        (f"\u200b{GOOD}", "U+200B ZERO WIDTH SPACE at character 1"),
        (f"{GOOD}\u00a0", "U+00A0 NO-BREAK SPACE"),
        (f"\ufeff{GOOD}", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        (f"\u201c{GOOD}\u201d", "U+201C LEFT DOUBLE QUOTATION MARK"),
        (f"{GOOD[:30]}\u00ad{GOOD[30:]}", "U+00AD SOFT HYPHEN at character 31"),
    ],
    ids=["zero width", "no-break", "byte order mark", "typographic quotes", "soft hyphen"],
)
def test_fires_for_a_character_that_no_key_has(damaged: str, name: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(damaged, line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("invisible-characters", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert name in diagnosis.explanation
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert not shows(diagnosis, GOOD)


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(f"{GOOD}\u200b")), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert diagnosis.remedies[0].kind == "command"


def test_near_miss_plain_characters_only() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD)), offline=True)) is None


def test_belongs_to_another_when_the_character_is_a_tab_or_a_plain_quote() -> None:
    assert CAUSE.find(evidence(snapshot(process(f"\t{GOOD}")), accepted=(GOOD,))) is None
    assert CAUSE.find(evidence(snapshot(process(f'"{GOOD}"')), accepted=(GOOD,))) is None
