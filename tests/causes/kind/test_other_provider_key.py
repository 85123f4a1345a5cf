import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, keyring, process, shows, snapshot
from tui.causes.kind.other_provider_key import CAUSE
from tui.domain.client import BASE_URL
from tui.domain.diagnosis import Certainty, RenameVariable, SetVariable

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
    rename = diagnosis.remedies[-1].edit
    assert isinstance(rename, RenameVariable)
    assert rename.new == variable
    assert not shows(diagnosis, text)


def test_an_accepted_key_is_written_first() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(OPENAI), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)


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
