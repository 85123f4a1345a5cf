import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, keyring, process, shows, snapshot
from tests.causes.answers import RELAY, answered, rejects, rejects_as_a_relay
from tui.causes.text.not_a_key import CAUSE
from tui.domain.clients.client import BASE_URL, TOKEN
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest
from tui.domain.record import replace


@pytest.mark.parametrize(
    "text",
    ["hunter2", "correct horse battery staple", "pip install anthropic", "cat ~/keys.txt", "ada@example.com", "Bearer"],
)
def test_fires_for_other_text(text: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(text, line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("not-a-key", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]
    assert not shows(diagnosis, text)


def test_an_accepted_key_is_written_in_its_place() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv("hunter2"), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert not shows(diagnosis, GOOD, "hunter2")


@pytest.mark.parametrize(("length", "provider"), [(32, "Mistral"), (40, "Cohere")])
def test_a_length_is_only_a_hint(length: int, provider: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(("a1B2c3" * 20)[:length]))))
    assert diagnosis is not None
    assert provider in diagnosis.explanation


def test_is_likely_offline_and_where_the_api_did_not_judge_it() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return replace(rejects(request), message="x-api-key header is required")

    shot = snapshot(process("hunter2"))
    for seen in (evidence(shot, offline=True), answered(shot, rejects_as_a_relay), answered(shot, reply)):
        diagnosis = CAUSE.find(seen)
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_a_gateway_takes_any_text() -> None:
    assert CAUSE.find(answered(snapshot(process("hunter2"), process(RELAY, BASE_URL)), rejects_as_a_relay)) is None


def test_near_miss_it_is_accepted_without_its_damage() -> None:
    assert CAUSE.find(evidence(snapshot(process("Bearer hunter2")), accepted=("hunter2",))) is None


def test_belongs_to_another_when_it_is_a_gateways_token_or_a_key() -> None:
    assert CAUSE.find(evidence(snapshot(process("hunter2", TOKEN)))) is None
    for text in (OLD, f"{OLD} {GOOD}", "your-api-key", "undefined", "$KEY"):
        assert CAUSE.find(evidence(snapshot(process(text)))) is None
