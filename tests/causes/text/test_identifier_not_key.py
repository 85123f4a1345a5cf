import pytest

from tests.builders import GOOD, dotenv, evidence, keyring, process, shows, snapshot
from tests.causes.answers import RELAY, accepts, answered
from tui.causes.text.identifier_not_key import CAUSE
from tui.domain.clients.client import BASE_URL, TOKEN
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("apikey_01Rj2N8SVvo6BePZj99NhmiT", "the id of a key"),
        ("req_011CXw8h8A796q3f74Ezmhav", "the id of a request"),
        ("wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ", "the id of a workspace"),
        ("svac_01JwQvzr7rXLA5AGx3HKfFUJ", "the id of a service account"),
        ("fdrl_01JwQvzr7rXLA5AGx3HKfFUJ", "the id of a federation rule"),
        ("3f1c2a58-0000-4000-8000-70726163746f", "a UUID"),
        ("https://api.anthropic.com", "an address"),
        ("https://platform.claude.com/settings/keys", "an address"),
        ("api.anthropic.com", "an address"),
        ("claude-sonnet-5", "the name of a model"),
    ],
)
def test_fires_for_what_only_names_something(text: str, words: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(text, line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("identifier-not-key", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert words in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]


def test_an_accepted_key_is_written_in_its_place() -> None:
    shot = snapshot(dotenv("apikey_01Rj2N8SVvo6BePZj99NhmiT"), keyring(GOOD))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert "apikey_01R...hmiT" in diagnosis.title
    assert not shows(diagnosis, GOOD)


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process("req_011CXw8h8A796q3f74Ezmhav")), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_a_gateway_may_give_out_uuids() -> None:
    shot = snapshot(process("3f1c2a58-0000-4000-8000-70726163746f", TOKEN), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, accepts)) is None
    assert CAUSE.find(evidence(shot, offline=True)) is None


def test_belongs_to_another_when_it_is_a_key_or_another_text() -> None:
    for text in (GOOD, "hunter2", "3f1c2a58", "claudette"):
        assert CAUSE.find(evidence(snapshot(process(text)))) is None
