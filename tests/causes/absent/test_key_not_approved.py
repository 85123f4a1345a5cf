from tests.builders import GOOD, OLD, api_key, evidence, login, process, shows, snapshot
from tests.causes.claude_code import CLAUDE_CODE, remembered, seen
from tui.causes.absent.key_not_approved import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.claude_code import ClaudeCode
from tui.domain.clients.client import TOKEN, ClientId
from tui.domain.found.finding import UnreadSource
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind

LOGIN = api_key("l", prefix="sk-ant-oat01-")


def test_fires_when_the_only_key_was_declined() -> None:
    diagnosis = CAUSE.find(seen(snapshot(process(GOOD), claude_code=remembered(GOOD, approved=False)), GOOD))

    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("key-not-approved", Certainty.PROVEN)
    assert "in the environment, and has no login" in diagnosis.title
    assert "`claude -p`" in diagnosis.explanation
    assert [remedy.id for remedy in diagnosis.remedies] == ["approve-key", "log-in"]
    assert not shows(diagnosis, GOOD, GOOD[-20:])


def test_no_key_is_called_missing_beside_it() -> None:
    found = diagnose(seen(snapshot(process(GOOD), claude_code=remembered(GOOD, approved=False)), GOOD))
    assert [item.cause_id for item in found] == [CAUSE.id]


def test_a_declined_key_that_is_refused_needs_more_than_approval() -> None:
    diagnosis = CAUSE.find(seen(snapshot(process(OLD), claude_code=remembered(OLD, approved=False))))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert [remedy.id for remedy in diagnosis.remedies] == ["create-key", "log-in"]


def test_is_likely_while_a_keychain_may_hold_a_login() -> None:
    source = UnreadSource("the macOS keychain may hold it", Origin(OriginKind.CLAUDE_LOGIN, "x"), ("claude-code",))
    shot = snapshot(process(GOOD), claude_code=remembered(GOOD, approved=False), unread=(source,))
    diagnosis = CAUSE.find(seen(shot, GOOD))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_key_was_approved_at_last() -> None:
    both = ClaudeCode(answers=(*remembered(GOOD, approved=False).answers, *remembered(GOOD, approved=True).answers))
    for kept in (both, remembered(GOOD, approved=True), remembered(OLD, approved=False)):
        found = seen(snapshot(process(GOOD), claude_code=kept), GOOD)
        assert found.is_accepted
        assert diagnose(found) == ()


def test_near_miss_a_login_or_a_token_is_used_instead() -> None:
    for other in (login(LOGIN), process(LOGIN, TOKEN)):
        shot = snapshot(process(OLD), other, claude_code=remembered(OLD, approved=False))
        assert diagnose(seen(shot, LOGIN)) == ()


def test_near_miss_the_sdks_do_not_ask() -> None:
    shot = snapshot(process(GOOD), claude_code=remembered(GOOD, approved=False))
    for client in set(ClientId) - {CLAUDE_CODE}:
        assert diagnose(evidence(shot, accepted=(GOOD,), client=client)) == ()
