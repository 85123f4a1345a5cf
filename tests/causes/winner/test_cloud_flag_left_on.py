from tests.builders import GOOD, OLD, api_key, evidence, login, process, profile, shows, snapshot
from tests.causes.answers import RELAY, accepts, rejects
from tests.causes.claude_code import CLAUDE_CODE, asked, flag, seen
from tui.causes.registry import diagnose
from tui.causes.winner.cloud_flag_left_on import CAUSE
from tui.domain.clients.claude_code import ClaudeCode, Vendor
from tui.domain.clients.client import BASE_URL, TOKEN, ClientId
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import OriginKind
from tui.domain.record import replace
from tui.domain.reporting.exit_code import ExitCode, code_of
from tui.domain.reporting.verdict import judge_verdict

LOGIN = api_key("l", prefix="sk-ant-oat01-")
BEDROCK, VERTEX = "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX"
HAS_AWS = ClaudeCode(vendors=(Vendor.AMAZON,))


def test_fires_when_an_accepted_login_is_not_looked_at() -> None:
    line = replace(profile("1"), variable=BEDROCK)
    diagnosis = CAUSE.find(seen(snapshot(flag(BEDROCK), line, login(LOGIN)), LOGIN))

    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("cloud-flag-left-on", Certainty.PROVEN)
    assert "CLAUDE_CODE_USE_BEDROCK in the environment sends Claude Code to Amazon Bedrock" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["unset-variable", "delete-line"]
    assert diagnosis.remedies[0].command == f"unset {BEDROCK}"
    assert not shows(diagnosis, LOGIN)


def test_a_flag_of_the_settings_is_deleted_there_and_all_flags_go() -> None:
    shot = snapshot(flag(BEDROCK, "true", OriginKind.CLAUDE_SETTINGS), flag(VERTEX), process(GOOD))
    diagnosis = CAUSE.find(seen(shot, GOOD))
    assert diagnosis is not None
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual", "command"]


def test_a_token_for_a_relay_is_meant_even_where_the_cloud_has_credentials() -> None:
    shot = snapshot(
        flag(VERTEX),
        process("relay-token", TOKEN),
        process(RELAY, BASE_URL),
        claude_code=ClaudeCode(vendors=(Vendor.GOOGLE,)),
    )
    diagnosis = CAUSE.find(asked(shot, accepts))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(seen(snapshot(flag(BEDROCK), login(LOGIN)), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_cloud_is_meant() -> None:
    for hidden in (login(LOGIN), process(GOOD)):
        found = seen(snapshot(flag(BEDROCK), hidden, claude_code=HAS_AWS), LOGIN, GOOD)
        assert diagnose(found) == ()
        verdict = judge_verdict(found, ())
        assert code_of(verdict) is ExitCode.UNKNOWN
        assert "Amazon Bedrock supplies the credential, because CLAUDE_CODE_USE_BEDROCK is set" in verdict.sentence


def test_near_miss_nothing_of_anthropics_is_there() -> None:
    assert diagnose(seen(snapshot(flag(BEDROCK)))) == ()
    assert diagnose(seen(snapshot(flag(BEDROCK), process("")))) == ()


def test_near_miss_what_is_hidden_is_refused() -> None:
    assert CAUSE.find(asked(snapshot(flag(BEDROCK), process(OLD)), rejects)) is None


def test_near_miss_the_flag_is_off() -> None:
    for text in ("0", "false", "", " No "):
        assert diagnose(seen(snapshot(flag(BEDROCK, text), login(LOGIN)), LOGIN)) == ()
    shot = snapshot(flag(BEDROCK), flag(BEDROCK, "0", OriginKind.CLAUDE_SETTINGS), login(LOGIN))
    assert diagnose(seen(shot, LOGIN)) == ()


def test_near_miss_another_client_does_not_know_the_flag() -> None:
    for client in set(ClientId) - {CLAUDE_CODE}:
        assert diagnose(evidence(snapshot(flag(BEDROCK), process(GOOD)), accepted=(GOOD,), client=client)) == ()
