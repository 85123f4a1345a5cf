import pytest

from tests.builders import GOOD, dotenv, evidence, process, shows, snapshot
from tui.causes.text.prefix_pasted import CAUSE
from tui.domain.clients.client import TOKEN
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize(
    "prefix",
    [
        "Bearer ",
        "x-api-key: ",
        "export ANTHROPIC_API_KEY=",
        "ANTHROPIC_API_KEY=",
        "--api-key ",
        "Authorization: Bearer ",
        "ANTHROPIC_API_KEY: ",
        "CLAUDE_API_KEY=",
        "api_key=",
        "API key: ",
        "sessionKey=",
        "setx ANTHROPIC_API_KEY ",
        "set -gx ANTHROPIC_API_KEY ",
        "$env:ANTHROPIC_API_KEY = ",
        "-e ANTHROPIC_API_KEY=",
        "Environment=ANTHROPIC_API_KEY=",
    ],
)
def test_fires_for_text_from_before_the_key(prefix: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(f"{prefix}{GOOD}", line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("prefix-pasted", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert f"`{prefix.strip()}`" in diagnosis.title
    edit = diagnosis.remedies[0].edit
    assert isinstance(edit, SetVariable)
    assert len(edit.secret) == len(GOOD)
    assert not shows(diagnosis, GOOD)


def test_a_token_can_have_one_too() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(f"Bearer {GOOD}", TOKEN)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert "sk-ant-" in diagnosis.remedies[0].command


def test_no_command_is_offered_that_would_keep_the_prefix() -> None:
    other = "sk-proj-" + "a1" * 30
    diagnosis = CAUSE.find(evidence(snapshot(process(f"Bearer {other}"))))
    assert diagnosis is not None
    assert not any(remedy.command for remedy in diagnosis.remedies)


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(f"Bearer {GOOD}")), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_a_key_that_only_contains_the_word() -> None:
    assert CAUSE.find(evidence(snapshot(process("sk-ant-api03-bearer" + "a" * 90)))) is None


def test_belongs_to_another_when_nothing_stands_behind_the_prefix() -> None:
    assert CAUSE.find(evidence(snapshot(process("Bearer ")))) is None
