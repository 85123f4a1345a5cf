from tests.builders import GOOD, api_key, dotenv, evidence, keyring, process, shows, snapshot
from tests.causes.answers import accepts, answered, forbids, has_no_credit
from tui.causes.kind.admin_key import CAUSE
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty

ADMIN = api_key("a", prefix="sk-ant-admin01-")


def test_fires_for_an_admin_key_in_the_place_of_an_api_key() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(ADMIN, line=3), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("admin-key", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert not shows(diagnosis, ADMIN, GOOD)


def test_is_proven_where_the_api_knows_it_and_forbids_the_call() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(ADMIN)), forbids))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN


def test_is_likely_offline_and_where_the_answer_leaves_it_open() -> None:
    for seen in (evidence(snapshot(process(ADMIN)), offline=True), answered(snapshot(process(ADMIN)), has_no_credit)):
        diagnosis = CAUSE.find(seen)
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY
        assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]


def test_near_miss_it_is_accepted() -> None:
    assert CAUSE.find(answered(snapshot(process(ADMIN)), accepts)) is None


def test_belongs_to_another_when_an_api_key_is_sent() -> None:
    shot = snapshot(process(GOOD), process(ADMIN, "ANTHROPIC_ADMIN_KEY"))
    assert CAUSE.find(evidence(shot)) is None
