from tests.builders import GOOD, OLD, api_key, evidence, login, process, shows, snapshot
from tests.causes.answers import rejects
from tests.causes.claude_code import CLAUDE_CODE, asked, other_login, seen, stored_key
from tui.causes.registry import diagnose
from tui.causes.winner.config_folder_switched import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.found.finding import Finding, State
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.key.value import read_value
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace

LOGIN, SECOND = api_key("l", prefix="sk-ant-oat01-"), api_key("m", prefix="sk-ant-oat01-")


def switch() -> Finding:
    return read_finding("CLAUDE_CONFIG_DIR", "/home/ada/job", Origin(OriginKind.PROCESS, "the environment"))


def test_fires_when_the_login_is_in_the_usual_folder() -> None:
    diagnosis = CAUSE.find(seen(snapshot(switch(), other_login(LOGIN)), LOGIN))

    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("config-folder-switched", Certainty.PROVEN)
    assert "CLAUDE_CONFIG_DIR in the environment points to `/home/ada/job`, which has no login" in diagnosis.title
    assert "the good one is in `~/.claude/.credentials.json`" in diagnosis.title
    assert diagnosis.remedies[0].command == "unset CLAUDE_CONFIG_DIR"
    assert not shows(diagnosis, LOGIN)
    assert [item.cause_id for item in diagnose(seen(snapshot(switch(), other_login(LOGIN)), LOGIN))] == [CAUSE.id]


def test_fires_when_that_folders_login_is_refused_or_the_other_is_a_stored_key() -> None:
    here = replace(login(SECOND), origin=Origin(OriginKind.CLAUDE_LOGIN, "~/job/.credentials.json", "/home/ada/job"))
    diagnosis = CAUSE.find(seen(snapshot(switch(), here, other_login(LOGIN)), LOGIN))
    assert diagnosis is not None
    assert "has a login that is refused" in diagnosis.title
    assert CAUSE.find(seen(snapshot(switch(), stored_key(GOOD, State.OTHER_FOLDER)), GOOD)) is not None


def test_is_likely_offline_and_no_key_is_called_missing() -> None:
    found = diagnose(seen(snapshot(switch(), other_login(LOGIN)), offline=True))
    assert [(item.cause_id, item.certainty) for item in found] == [(CAUSE.id, Certainty.LIKELY)]


def test_near_miss_the_other_login_is_refused_too() -> None:
    found = asked(snapshot(switch(), other_login(LOGIN)), rejects)
    assert [item.cause_id for item in diagnose(found)] == ["key-missing"]


def test_near_miss_that_folder_has_a_good_login() -> None:
    assert diagnose(seen(snapshot(switch(), login(SECOND), other_login(LOGIN)), LOGIN, SECOND)) == ()


def test_near_miss_a_key_outranks_both_folders() -> None:
    assert CAUSE.find(seen(snapshot(switch(), process(OLD), other_login(LOGIN)), LOGIN)) is None


def test_fires_for_an_sdk_whose_profile_is_in_the_usual_folder() -> None:
    place = Origin(OriginKind.SDK_PROFILE, "~/.config/anthropic/credentials/default.json", "/home/ada/c")
    passed_over = Finding("access_token", read_value(LOGIN), place, State.OTHER_FOLDER)
    named = read_finding("ANTHROPIC_CONFIG_DIR", "/home/ada/job", Origin(OriginKind.PROCESS, "the environment"))
    found = diagnose(evidence(snapshot(named, passed_over), accepted=(LOGIN,)))
    assert [(item.cause_id, item.certainty) for item in found] == [(CAUSE.id, Certainty.PROVEN)]
    assert "ANTHROPIC_CONFIG_DIR in the environment points to `/home/ada/job`, which has no login" in found[0].title
    assert [remedy.command for remedy in found[0].remedies] == ["unset ANTHROPIC_CONFIG_DIR"]
    curl = evidence(snapshot(named, passed_over), accepted=(LOGIN,), client=ClientId.CURL)
    assert [item.cause_id for item in diagnose(curl)] == ["key-missing"]


def test_near_miss_another_client_reads_neither_folder() -> None:
    shot = snapshot(switch(), other_login(LOGIN))
    for client in set(ClientId) - {CLAUDE_CODE}:
        assert [item.cause_id for item in diagnose(evidence(shot, accepted=(LOGIN,), client=client))] == ["key-missing"]
