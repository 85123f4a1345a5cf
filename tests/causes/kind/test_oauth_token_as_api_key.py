from tests.builders import GOOD, api_key, dotenv, evidence, keyring, literal, login, process, shows, snapshot
from tests.causes.answers import RELAY, accepts, by_host, rejects, rejects_as_a_relay
from tests.causes.claude_code import asked, takes_logins_only
from tui.causes.kind.oauth_token_as_api_key import CAUSE
from tui.domain.clients.client import BASE_URL, KEY, OAUTH, TOKEN, ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty

LOGIN = api_key("l", prefix="sk-ant-oat01-")


def test_fires_for_a_login_token_in_the_place_of_a_key() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(LOGIN, line=3), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("oauth-token-as-api-key", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert not shows(diagnosis, LOGIN, GOOD)


def test_fires_for_a_literal_and_for_a_token_variable_of_the_sdk() -> None:
    for finding in (literal(LOGIN), process(LOGIN, TOKEN)):
        diagnosis = CAUSE.find(evidence(snapshot(finding)))
        assert diagnosis is not None
        assert "wants an API key" in diagnosis.explanation


def test_claude_code_is_given_the_variable_for_it() -> None:
    for name in (KEY, TOKEN):
        diagnosis = CAUSE.find(asked(snapshot(process(LOGIN, name)), takes_logins_only(LOGIN)))
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.PROVEN
        remedy = diagnosis.remedies[0]
        assert remedy.command == f'export {OAUTH}="${name}"; unset {name}'
        assert remedy.unsets == (name,)


def test_a_token_that_is_dead_anywhere_is_made_anew() -> None:
    for name in (KEY, TOKEN):
        diagnosis = CAUSE.find(asked(snapshot(process(LOGIN, name)), rejects))
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY
        assert [remedy.id for remedy in diagnosis.remedies] == ["set-up-token", "unset-variable"]


def test_cmd_takes_no_space_into_the_value() -> None:
    diagnosis = CAUSE.find(asked(snapshot(process(LOGIN), shell="cmd"), takes_logins_only(LOGIN)))
    assert diagnosis is not None
    assert diagnosis.remedies[0].command == f"set {OAUTH}=%ANTHROPIC_API_KEY%&set ANTHROPIC_API_KEY="


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(LOGIN)), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_a_refresh_token_is_named_as_one_wherever_it_stands() -> None:
    refresh = api_key("r", prefix="sk-ant-ort01-")
    for finding, client in (
        (process(refresh), ClientId.PYTHON_SDK),
        (process(refresh, OAUTH), ClientId.CLAUDE_CODE),
        (process(refresh, TOKEN), ClientId.CLAUDE_CODE),
    ):
        diagnosis = CAUSE.find(evidence(snapshot(finding), client=client))
        assert diagnosis is not None
        assert "refresh token" in diagnosis.title
        assert diagnosis.certainty is Certainty.PROVEN
        assert not shows(diagnosis, refresh)


def test_near_miss_claude_code_reads_it_where_it_belongs() -> None:
    for finding in (process(LOGIN, OAUTH), login(LOGIN)):
        assert CAUSE.find(evidence(snapshot(finding), client=ClientId.CLAUDE_CODE)) is None


def test_near_miss_a_token_for_a_gateway_or_one_that_is_accepted() -> None:
    shot = snapshot(process(LOGIN, TOKEN), process(RELAY, BASE_URL))
    assert CAUSE.find(asked(shot, by_host(rejects_as_a_relay))) is None
    assert CAUSE.find(asked(snapshot(process(LOGIN, TOKEN)), accepts)) is None


def test_belongs_to_another_when_an_api_key_is_sent() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD), process(LOGIN, OAUTH)))) is None
