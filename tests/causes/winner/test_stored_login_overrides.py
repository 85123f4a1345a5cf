from tests.builders import GOOD, OLD, api_key, login, process, shows, snapshot
from tests.causes.claude_code import dated, remembered, seen, stored_key
from tui.causes.registry import diagnose
from tui.causes.winner.stored_login_overrides import CAUSE
from tui.domain.judging.diagnosis import Certainty
from tui.domain.record import replace

LOGIN = api_key("l", prefix="sk-ant-oat01-")


def test_fires_when_the_login_is_refused_and_the_declined_key_is_good() -> None:
    shot = snapshot(process(GOOD), login(LOGIN), claude_code=remembered(GOOD, approved=False))
    diagnosis = CAUSE.find(seen(shot, GOOD))

    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("stored-login-overrides", Certainty.PROVEN)
    assert "uses what is stored in `~/.claude/.credentials.json`" in diagnosis.title
    assert "in the environment" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["approve-key", "log-out"]
    assert not shows(diagnosis, GOOD, LOGIN)


def test_fires_when_a_stored_key_waits_behind_a_refused_login() -> None:
    diagnosis = CAUSE.find(seen(snapshot(login(LOGIN), stored_key(GOOD)), GOOD))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert [remedy.id for remedy in diagnosis.remedies] == ["log-out"]


def test_fires_for_an_old_stored_key_too() -> None:
    shot = snapshot(process(GOOD), stored_key(OLD), claude_code=remembered(GOOD, approved=False))
    assert diagnose(seen(shot, GOOD))[0].cause_id == "stored-login-overrides"


def test_near_miss_the_stored_login_is_accepted() -> None:
    shot = snapshot(process(OLD), login(LOGIN), claude_code=remembered(OLD, approved=False))
    assert diagnose(seen(shot, LOGIN)) == ()


def test_near_miss_the_declined_key_is_refused_as_well() -> None:
    shot = snapshot(process(OLD), login(LOGIN), claude_code=remembered(OLD, approved=False))
    assert CAUSE.find(seen(shot)) is None


def test_belongs_to_another_when_nothing_else_is_there() -> None:
    shot = snapshot(login(LOGIN), claude_code=dated(is_past=True, is_renewed=False))
    assert [item.cause_id for item in diagnose(seen(shot))] == ["login-expired"]


def test_belongs_to_another_when_the_key_was_approved() -> None:
    shot = snapshot(process(GOOD), login(LOGIN), claude_code=replace(remembered(GOOD, approved=True)))
    assert seen(shot, GOOD).is_accepted
    assert CAUSE.find(seen(shot, GOOD)) is None
