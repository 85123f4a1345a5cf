import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, profile, shows, snapshot
from tui.causes.absent.not_exported import CAUSE
from tui.domain.found.finding import State
from tui.domain.judging.diagnosis import Certainty


def test_fires_for_an_assignment_without_export() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(profile(GOOD, state=State.NOT_EXPORTED)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("not-exported", Certainty.PROVEN)
    assert "`~/.zshrc:41`" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["command", "manual"]
    assert diagnosis.remedies[0].command == "export ANTHROPIC_API_KEY"
    assert not shows(diagnosis, GOOD)


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(profile(GOOD, state=State.NOT_EXPORTED)), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_a_refused_key_needs_more_than_an_export() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(profile(OLD, state=State.NOT_EXPORTED)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert diagnosis.remedies[-1].id == "create-key"


@pytest.mark.parametrize(("shell", "words"), [("fish", "`set -gx`"), ("powershell", "`$env:`"), ("bash", "`export`")])
def test_the_step_is_in_the_syntax_of_the_shell(shell: str, words: str) -> None:
    shot = snapshot(profile(GOOD, state=State.NOT_EXPORTED), shell=shell)
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert words in diagnosis.remedies[1].title


def test_near_miss_an_exported_variable_or_a_placeholder() -> None:
    assert CAUSE.find(evidence(snapshot(profile(GOOD)))) is None
    assert CAUSE.find(evidence(snapshot(profile("your-api-key", state=State.NOT_EXPORTED)))) is None


def test_belongs_to_another_when_the_client_has_a_key() -> None:
    shot = snapshot(profile(GOOD, state=State.NOT_EXPORTED), dotenv(OLD))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


@pytest.mark.parametrize(
    ("shell", "form"), [("zsh", "`export ANTHROPIC_API_KEY=...`"), ("fish", "`set -gx ANTHROPIC_API_KEY ...`")]
)
def test_a_line_in_another_form_assigns_nothing(shell: str, form: str) -> None:
    shot = snapshot(profile(GOOD, state=State.OTHER_SYNTAX), shell=shell)
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert "stands in a line that assigns nothing" in diagnosis.title
    assert [remedy.command for remedy in diagnosis.remedies] == [""]
    assert form in diagnosis.remedies[0].title
