import pytest

from tests.builders import GOOD, api_key, login, process, settings, shows, snapshot
from tests.causes.answers import RELAY, rejects
from tests.causes.claude_code import asked, dated, seen
from tui.causes.refused.login_expired import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL, OAUTH
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import Forbidden, ProbeOutcome, ProbeRequest
from tui.domain.reporting.exit_code import ExitCode, code_of
from tui.domain.reporting.verdict import judge_verdict

LOGIN, SECOND = api_key("l", prefix="sk-ant-oat01-"), api_key("m", prefix="sk-ant-oat01-")


def _revoked(request: ProbeRequest) -> ProbeOutcome:
    text = "OAuth token has been revoked. Please obtain a new token."
    return Forbidden(request, 9.0, 403, "permission_error", text, "req_6", speaks_anthropic=True)


def test_fires_for_a_refused_login_that_nothing_renews() -> None:
    diagnosis = CAUSE.find(seen(snapshot(login(LOGIN), claude_code=dated(is_past=True, is_renewed=False))))

    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("login-expired", Certainty.PROVEN)
    assert diagnosis.title.startswith("Claude Code's login is past its time: sk-ant-oat01-")
    assert "`~/.claude/.credentials.json`" in diagnosis.title
    assert "good until 2026-11-20 08:00 UTC" in diagnosis.evidence[1].text
    assert [remedy.id for remedy in diagnosis.remedies] == ["log-in"]
    assert not shows(diagnosis, LOGIN)


@pytest.mark.parametrize("reply", [rejects, _revoked])
def test_a_login_that_is_refused_before_its_time_was_revoked(reply: object) -> None:
    shot = snapshot(login(LOGIN), claude_code=dated(is_past=False, is_renewed=True))
    found = asked(shot, reply)  # pyright: ignore[reportArgumentType] - a reply
    assert [(item.cause_id, item.certainty) for item in diagnose(found)] == [(CAUSE.id, Certainty.PROVEN)]
    assert "revoked" in diagnose(found)[0].explanation


def test_is_likely_where_claude_code_would_renew_it_first() -> None:
    diagnosis = CAUSE.find(seen(snapshot(login(LOGIN), claude_code=dated(is_past=True, is_renewed=True))))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert [remedy.id for remedy in diagnosis.remedies] == ["renew-login", "log-in"]


def test_a_refused_token_of_the_variable_is_set_up_anew() -> None:
    for finding in (process(LOGIN, OAUTH), settings(LOGIN, OAUTH)):
        diagnosis = CAUSE.find(seen(snapshot(finding)))
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.PROVEN
        assert [remedy.id for remedy in diagnosis.remedies] == ["set-up-token"]


def test_a_dead_copy_in_the_variable_gives_way_to_the_good_login() -> None:
    found = diagnose(seen(snapshot(process(LOGIN, OAUTH), login(SECOND)), SECOND))
    assert [item.cause_id for item in found] == [CAUSE.id]
    assert found[0].remedies[0].command == f"unset {OAUTH}"


def test_the_date_alone_is_evidence_offline_unless_it_can_be_renewed() -> None:
    diagnosis = CAUSE.find(
        seen(snapshot(login(LOGIN), claude_code=dated(is_past=True, is_renewed=False)), offline=True)
    )
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    found = seen(snapshot(login(LOGIN), claude_code=dated(is_past=True, is_renewed=True)), offline=True)
    assert diagnose(found) == ()
    assert code_of(judge_verdict(found, ())) is ExitCode.UNKNOWN


def test_near_miss_the_login_is_accepted_whatever_its_date_says() -> None:
    assert diagnose(seen(snapshot(login(LOGIN), claude_code=dated(is_past=True, is_renewed=False)), LOGIN)) == ()


def test_near_miss_a_key_is_what_is_sent() -> None:
    shot = snapshot(process(GOOD), login(LOGIN), claude_code=dated(is_past=True, is_renewed=False))
    assert diagnose(seen(shot, GOOD)) == ()


def test_belongs_to_another_when_the_login_goes_to_another_host() -> None:
    shot = snapshot(login(LOGIN), process(RELAY, BASE_URL))

    def reply(request: ProbeRequest) -> ProbeOutcome:
        from tests.causes.answers import accepts, is_dead

        return is_dead(request) if request.base_url == RELAY else accepts(request)

    assert [item.cause_id for item in diagnose(asked(shot, reply))] == ["base-url-wrong-host"]
