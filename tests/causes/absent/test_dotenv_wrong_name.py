import pytest

from tests.builders import ENV, GOOD, OLD, dotenv, evidence, process, shows, snapshot
from tui.causes.absent.dotenv_wrong_name import CAUSE
from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.finding import Finding, State
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace

FOLDER = "/home/ada/project"


def template(name: str, text: str = GOOD) -> Finding:
    return dotenv(text, path=f"{FOLDER}/{name}", state=State.TEMPLATE)


@pytest.mark.parametrize(
    ("name", "shell", "command"),
    [
        (".env.txt", "zsh", "mv .env.txt .env"),
        ("env", "fish", "mv env .env"),
        ("my env.txt", "bash", "mv 'my env.txt' .env"),
        ("my env.txt", "powershell", "Move-Item 'my env.txt' .env"),
        (".env.txt", "cmd", "move .env.txt .env"),
        (".env.example", "zsh", "cp .env.example .env"),
        (".env.sample", "powershell", "Copy-Item .env.sample .env"),
    ],
)
def test_fires_with_the_command_of_the_shell(name: str, shell: str, command: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(template(name), shell=shell), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("dotenv-wrong-name", Certainty.PROVEN)
    assert diagnosis.title.endswith(f"the file is called `{name}`, not `.env`")
    assert diagnosis.remedies[0].command == command
    assert not shows(diagnosis, GOOD)


def test_a_pattern_is_copied_and_then_cleaned() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(template(".env.example")), accepted=(GOOD,)))
    assert diagnosis is not None
    assert [remedy.id for remedy in diagnosis.remedies] == ["copy-file", "clean-pattern"]


def test_a_file_of_a_sub_folder_is_named_from_the_project() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(template("app/.env.txt")), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.remedies[0].command == "mv app/.env.txt app/.env"


def test_a_file_that_is_there_gets_the_key() -> None:
    shot = snapshot(template(".env.txt"))
    own = Origin(OriginKind.DOTENV, "~/project/.env", ENV)
    reading = replace(shot.readings[0], env_files=(*shot.readings[0].env_files, own))
    diagnosis = CAUSE.find(evidence(replace(shot, readings=(reading,)), accepted=(GOOD,)))
    assert diagnosis is not None
    edit = diagnosis.remedies[0].edit
    assert isinstance(edit, SetVariable)
    assert edit.path == ENV


def test_a_file_for_another_loader_is_one_of_another_name() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD, path=f"{FOLDER}/.env.local")), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.remedies[0].command == "mv .env.local .env"


def test_is_likely_offline_and_where_nothing_loads_a_file_either() -> None:
    shot = snapshot(template(".env.txt"))
    unloaded = evidence(snapshot(template(".env.txt"), loads=False), accepted=(GOOD,))
    for seen in (evidence(shot, offline=True), unloaded):
        diagnosis = CAUSE.find(seen)
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY
    diagnosis = CAUSE.find(unloaded)
    assert diagnosis is not None
    assert [remedy.id for remedy in diagnosis.remedies] == ["rename-file", "add-loader"]


@pytest.mark.parametrize("text", ["your-api-key", "sk-ant-api03-xxxx", OLD])
def test_near_miss_a_sample_text_or_a_key_that_is_refused(text: str) -> None:
    assert CAUSE.find(evidence(snapshot(template(".env.example", text)), accepted=(GOOD,))) is None


def test_near_miss_a_key_is_sent() -> None:
    for other in (dotenv(OLD), process(OLD)):
        assert CAUSE.find(evidence(snapshot(other, template(".env.txt")), accepted=(GOOD,))) is None


def test_belongs_to_another_when_a_real_file_has_a_key() -> None:
    elsewhere = dotenv(GOOD, path=f"{FOLDER}/app/.env")
    assert CAUSE.find(evidence(snapshot(elsewhere, template(".env.txt")), accepted=(GOOD,))) is None
