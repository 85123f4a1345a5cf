from tests.builders import GOOD, OLD, dotenv, evidence, literal, process, shows, snapshot
from tui.causes.absent.dotenv_not_loaded import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.dotenv.loader import LoaderKind
from tui.domain.judging.diagnosis import Certainty
from tui.domain.key.secret import Secret
from tui.domain.record import replace


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


def test_a_loader_behind_the_client_is_named_with_both_lines() -> None:
    shot = snapshot(dotenv(GOOD), late_for=literal("", line=2).origin)
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert diagnosis.title == (
        f"the key {Secret(GOOD).hint} in `~/project/.env:1` does not reach the Python SDK: "
        "`~/project/main.py:3` loads the file too late, after the client is made in line 2"
    )
    assert [line.origin for line in diagnosis.evidence] == [
        "~/project/.env:1",
        "~/project/main.py:2",
        "~/project/main.py:3",
    ]
    assert diagnosis.remedies[0].title == "move `load_dotenv()` from line 3 of `~/project/main.py` above line 2"
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual", "command"]
    assert not shows(diagnosis, GOOD)


def test_a_client_of_another_file_is_named_with_its_file() -> None:
    shot = snapshot(dotenv(GOOD), late_for=literal("", file="client.py", line=2).origin)
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.title.endswith("too late, after the client is made in `~/project/client.py:2`")
    assert diagnosis.remedies[0].title.endswith("above the import of `~/project/client.py`")


def test_a_loader_that_is_switched_off_is_named_with_the_variable() -> None:
    shot = snapshot(dotenv(GOOD))
    loaders = tuple(replace(item, disabled_by="PYTHON_DOTENV_DISABLED") for item in shot.loaders)
    shot = replace(shot, readings=(replace(shot.readings[0], loaders=loaders),))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.title.endswith("PYTHON_DOTENV_DISABLED switches `load_dotenv()` in `~/project/main.py:3` off")
    assert diagnosis.remedies[0].command == "unset PYTHON_DOTENV_DISABLED"
    assert diagnosis.remedies[0].unsets == ("PYTHON_DOTENV_DISABLED",)


def test_a_library_that_reads_for_itself_alone_is_named() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD), loader=LoaderKind.DECOUPLE), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.title.endswith("`decouple` in `~/project/main.py:3` reads the file for itself alone")
    assert [remedy.id for remedy in diagnosis.remedies] == ["hand-over", "add-loader", "source-env-file"]


def test_near_miss_a_late_loader_and_a_key_in_the_environment() -> None:
    shot = snapshot(process(GOOD), dotenv(OLD), late_for=literal("", line=2).origin)
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_near_miss_a_loader_or_no_code_that_could_lack_one() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD)))) is None
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD), loads=False, code_files=0))) is None


def test_near_miss_a_placeholder_or_a_template_is_no_key() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv("your-api-key"), loads=False))) is None
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD, path="/home/ada/project/.env.example"), loads=False))) is None


def test_belongs_to_another_when_the_environment_has_a_key() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), dotenv(GOOD), loads=False), accepted=(GOOD,))) is None
