import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, keyring, process, shows, snapshot
from tui.causes.kind.other_provider_key import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.dotenv.edit import RenameVariable, SetVariable
from tui.domain.judging.diagnosis import Certainty

OPENAI = "sk-proj-" + "a1B2" * 20


@pytest.mark.parametrize(
    ("text", "provider", "variable"),
    [
        (OPENAI, "OpenAI", "OPENAI_API_KEY"),
        ("AIza" + "Sy0" * 12, "Google", "GEMINI_API_KEY"),
        ("sk-or-v1-" + "0f" * 32, "OpenRouter", "OPENROUTER_API_KEY"),
        ("gsk_" + "a1B2" * 13, "Groq", "GROQ_API_KEY"),
    ],
    ids=["OpenAI", "Google", "OpenRouter", "Groq"],
)
def test_fires_for_a_key_of_another_provider(text: str, provider: str, variable: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(text, line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("other-provider-key", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert provider in diagnosis.title
    assert variable in diagnosis.explanation
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual", "manual"]
    assert variable in diagnosis.remedies[1].title
    assert not shows(diagnosis, text)


def test_an_accepted_key_takes_its_place_and_it_keeps_a_name_of_its_own() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(OPENAI, line=3), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    written, _, renamed = diagnosis.remedies
    assert isinstance(written.edit, SetVariable)
    assert isinstance(renamed.edit, RenameVariable)
    assert (renamed.edit.line, renamed.edit.new) == (3, "OPENAI_API_KEY")


def test_nothing_is_renamed_where_the_right_name_is_taken() -> None:
    shot = snapshot(dotenv(OPENAI), dotenv(OPENAI, "OPENAI_API_KEY", line=2), keyring(GOOD))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert [remedy.kind for remedy in diagnosis.remedies] == ["edit", "manual"]


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(OPENAI)), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]


def test_near_miss_a_gateway_has_keys_of_its_own() -> None:
    shot = snapshot(process("sk-" + "a1" * 20), process("https://llm.example.com", BASE_URL))
    assert CAUSE.find(evidence(shot)) is None


def test_belongs_to_another_when_it_does_not_win_or_is_sample_text() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), process(OPENAI, "OPENAI_API_KEY")))) is None
    assert CAUSE.find(evidence(snapshot(process("your-openai-key")))) is None
