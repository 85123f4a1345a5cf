from tests.builders import GOOD, OLD, dotenv, evidence, process, shows, snapshot
from tui.causes.absent.dotenv_not_loaded import CAUSE
from tui.domain.client import ClientId
from tui.domain.diagnosis import Certainty


def test_fires_for_a_good_key_that_nothing_loads() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD, line=3), loads=False), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("dotenv-not-loaded", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual", "command"]
    assert "`load_dotenv()`" in diagnosis.remedies[0].title
    assert diagnosis.remedies[1].command == "set -a; . ./.env; set +a"
    assert not shows(diagnosis, GOOD)


def test_the_loader_is_that_of_the_client() -> None:
    shot = snapshot(dotenv(GOOD), loads=False)
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.TYPESCRIPT_SDK))
    assert diagnosis is not None
    assert '`import "dotenv/config"`' in diagnosis.remedies[0].title


def test_curl_and_claude_code_never_read_the_file() -> None:
    for client, name in ((ClientId.CURL, "curl"), (ClientId.CLAUDE_CODE, "Claude Code")):
        diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD)), accepted=(GOOD,), client=client))
        assert diagnosis is not None
        assert f"{name}" in diagnosis.title
        assert "never reads `.env`" in diagnosis.title
        assert [remedy.kind for remedy in diagnosis.remedies] == ["command"]


def test_is_likely_offline_and_with_a_refused_key() -> None:
    shot = snapshot(dotenv(OLD), loads=False)
    for seen in (evidence(shot, offline=True), evidence(shot, accepted=(GOOD,))):
        diagnosis = CAUSE.find(seen)
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY


def test_is_only_likely_while_an_empty_variable_would_still_hide_the_file() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(""), dotenv(GOOD), loads=False), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_speaks_of_the_last_definition() -> None:
    shot = snapshot(dotenv(OLD, line=1), dotenv(GOOD, line=4), loads=False)
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD, OLD)))
    assert diagnosis is not None
    assert "`~/project/.env:4`" in diagnosis.title


def test_near_miss_a_loader_or_no_code_that_could_lack_one() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD)))) is None
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD), loads=False, code_files=0))) is None


def test_near_miss_a_placeholder_or_a_template_is_no_key() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv("your-api-key"), loads=False))) is None
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD, path="/home/ada/project/.env.example"), loads=False))) is None


def test_belongs_to_another_when_the_environment_has_a_key() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), dotenv(GOOD), loads=False), accepted=(GOOD,))) is None
