import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, shows, snapshot
from tui.causes.text.key_pasted_twice import CAUSE
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD + GOOD, "stands there twice"),
        (f"{GOOD}{GOOD}{GOOD}", "3 times"),
        (f"{GOOD}\n{GOOD}", "twice"),
        (f"{GOOD},{GOOD}", "twice"),
        (f"{GOOD}{GOOD[:40]}", "twice"),
        (f"{GOOD[:40]}{GOOD}", "twice"),
        (f"sk-ant-{GOOD}", "begins twice"),
        (f"sk-ant-api03-{GOOD}", "begins twice"),
        (f"sk-{GOOD}", "begins twice"),
    ],
    ids=["twice", "thrice", "lines", "comma", "cut copy", "cut first", "sk-ant-sk-ant-", "whole type", "sk-sk-ant-"],
)
def test_fires_for_a_key_upon_a_key(text: str, words: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(text, line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("key-pasted-twice", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert words in diagnosis.title
    edit = diagnosis.remedies[0].edit
    assert isinstance(edit, SetVariable)
    assert len(edit.secret) == len(GOOD)
    assert not shows(diagnosis, GOOD)


def test_two_different_keys_are_named_and_neither_is_chosen() -> None:
    for text in (OLD + GOOD, f"{OLD} {GOOD}", f"{OLD}\n{GOOD}"):
        diagnosis = CAUSE.find(evidence(snapshot(process(text)), accepted=(GOOD,)))
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY
        assert "is followed by another one" in diagnosis.title
        assert "only you can tell" in diagnosis.explanation
        assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]
        assert not shows(diagnosis, GOOD, OLD)


def test_a_variable_of_the_shell_is_reduced_to_one_key() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(GOOD + GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.remedies[0].command


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(GOOD + GOOD)), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_is_likely_where_one_of_the_two_is_refused_as_well() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(OLD + OLD))))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "refused too" in diagnosis.explanation


def test_near_miss_a_key_that_only_repeats_itself_inside() -> None:
    even = "sk-ant-api03-" + "ab1_" * 23 + "xAA"
    assert CAUSE.find(evidence(snapshot(process(even)))) is None


def test_belongs_to_another_when_the_key_is_merely_wrapped() -> None:
    assert CAUSE.find(evidence(snapshot(process(f"{GOOD[:80]}\n{GOOD[80:]}")), accepted=(GOOD,))) is None
