import pytest

from tests.builders import GOOD, OLD, api_key, dotenv, evidence, keyring, process, shows, snapshot
from tui.causes.registry import diagnose
from tui.causes.text.truncated_key import CAUSE
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


def test_fires_for_a_key_that_ends_too_early() -> None:
    shot = snapshot(dotenv(GOOD[:80], line=3), keyring(GOOD))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("truncated-key", Certainty.LIKELY)
    assert "`~/project/.env:3`" in diagnosis.title
    assert "80 characters" in diagnosis.title
    assert "terminal wraps" in diagnosis.explanation
    assert diagnosis.explanation.endswith("nothing else is wrong with it.")
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert not shows(diagnosis, GOOD, GOOD[:80])


def test_is_likely_while_no_other_key_is_accepted() -> None:
    for seen in (evidence(snapshot(dotenv(GOOD[:60])), offline=True), evidence(snapshot(dotenv(GOOD[:60])))):
        diagnosis = CAUSE.find(seen)
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY
        assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]


@pytest.mark.parametrize("prefix", ["sk-ant-usr-", "sk-ant-svc-"])
def test_near_miss_a_kind_whose_length_is_not_known(prefix: str) -> None:
    shot = snapshot(process(api_key("s", prefix=prefix)[:91]), keyring(GOOD))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_near_miss_a_short_key_that_is_accepted() -> None:
    short = GOOD[:70]
    assert CAUSE.find(evidence(snapshot(process(short)), accepted=(short,))) is None
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None


def test_a_few_missing_characters_are_a_hint_that_counts_once_the_key_is_refused() -> None:
    shot = snapshot(process(GOOD[:-3]))
    diagnosis = CAUSE.find(evidence(shot))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "keys of its kind have 108" in repr(diagnosis.evidence)
    assert diagnose(evidence(shot))[0].cause_id == "truncated-key"
    assert CAUSE.find(evidence(shot, offline=True)) is None
    assert CAUSE.find(evidence(shot, accepted=(GOOD[:-3],))) is None


def test_near_miss_an_end_that_is_only_unusual() -> None:
    assert CAUSE.find(evidence(snapshot(process(f"{OLD[:-1]}x")))) is None


def test_belongs_to_another_when_the_rest_is_on_the_next_line() -> None:
    shot = snapshot(dotenv(GOOD[:80], continuation=GOOD[80:]))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None
