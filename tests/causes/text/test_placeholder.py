import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, keyring, process, shows, snapshot
from tests.causes.answers import RELAY, answered, is_dead, rejects_as_a_relay
from tui.causes.text.placeholder import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize("text", ["your-api-key-here", f"sk-ant-{'X' * 7}", "YOUR_API_KEY", "changeme", "<your key>"])
def test_fires_for_sample_text(text: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(text, line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("placeholder", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]


def test_an_accepted_key_is_written_in_its_place() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv("your-api-key"), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert not shows(diagnosis, GOOD)


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process("your-api-key")), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_a_gateway_takes_any_text() -> None:
    assert CAUSE.find(evidence(snapshot(process("proxy_managed")), accepted=("proxy_managed",))) is None
    shot = snapshot(process("dummy"), process(RELAY, BASE_URL))
    assert CAUSE.find(evidence(shot, offline=True)) is None
    assert CAUSE.find(answered(shot, is_dead)) is None
    assert CAUSE.find(answered(shot, rejects_as_a_relay)) is not None


def test_near_miss_a_real_key_between_the_brackets_of_the_sample() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(f"<{GOOD}>")), accepted=(GOOD,))) is None


def test_belongs_to_another_when_a_real_key_wins() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), dotenv("your-api-key")), accepted=(GOOD,))) is None
