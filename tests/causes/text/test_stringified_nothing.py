import pytest

from tests.builders import GOOD, dotenv, evidence, keyring, literal, process, shows, snapshot
from tests.causes.answers import RELAY, answered, rejects_as_a_relay
from tui.causes.text.stringified_nothing import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("undefined", "JavaScript"),
        ("null", "JSON"),
        ("None", "Python"),
        ("none", "Python"),
        ("nil", "Ruby"),
        ("<nil>", "Go"),
        ("<no value>", "Helm"),
        ("[object Object]", "JavaScript"),
        ("false", "yes or no"),
        ("True", "yes or no"),
        ('"undefined"', "JavaScript"),
        (" null\n", "JSON"),
        ('""', "no part of any key"),
        ("\u200b", "no part of any key"),
    ],
)
def test_fires_for_a_word_that_means_nothing(text: str, language: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(text)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("stringified-nothing", Certainty.PROVEN)
    assert language in diagnosis.title
    assert "what sets ANTHROPIC_API_KEY" in diagnosis.remedies[0].title


def test_names_the_file_that_has_it_and_puts_a_good_key_there() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv("undefined", line=3), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert "`undefined`" in diagnosis.title
    assert "`~/project/.env:3`" in diagnosis.remedies[0].title
    assert any(isinstance(remedy.edit, SetVariable) for remedy in diagnosis.remedies)
    assert not shows(diagnosis, GOOD)


def test_names_the_line_of_a_literal() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(literal("None"))))
    assert diagnosis is not None
    assert "`~/project/main.py:7`" in diagnosis.remedies[0].title


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process("None")), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_a_local_server_is_given_any_word() -> None:
    shot = snapshot(process("none"), process(RELAY, BASE_URL))
    assert CAUSE.find(evidence(shot, offline=True)) is None
    assert CAUSE.find(answered(shot, rejects_as_a_relay)) is not None


@pytest.mark.parametrize("text", ["nonesuch", "undefined-key-for-tests", "nullable", "hunter2"])
def test_near_miss_a_text_that_only_contains_the_word(text: str) -> None:
    assert CAUSE.find(evidence(snapshot(process(text)))) is None


def test_belongs_to_another_when_the_variable_is_empty() -> None:
    assert CAUSE.find(evidence(snapshot(process("")))) is None
    assert CAUSE.find(evidence(snapshot(process(" ")))) is None
