import pytest

from tests.builders import GOOD, api_key, dotenv, evidence, keyring, process, shows, snapshot
from tui.causes.kind.session_key import CAUSE
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty

SESSION = api_key("s", prefix="sk-ant-sid01-")


@pytest.mark.parametrize("prefix", ["sk-ant-sid01-", "sk-ant-si-", "sk-ant-cc-", "sk-ant-ccsr-", "sk-ant-mng-"])
def test_fires_for_a_session_of_claude_ai(prefix: str) -> None:
    text = api_key("s", prefix=prefix)
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(text, line=3), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("session-key", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert not shows(diagnosis, text, GOOD)


def test_fires_for_the_whole_cookie() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(f"sessionKey={SESSION};"))))
    assert diagnosis is not None
    assert not shows(diagnosis, SESSION)


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(SESSION)), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_it_is_accepted() -> None:
    assert CAUSE.find(evidence(snapshot(process(SESSION)), accepted=(SESSION,))) is None


def test_belongs_to_another_when_an_api_key_is_sent() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD)))) is None
