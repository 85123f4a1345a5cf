from tests.builders import ENV, GOOD, OLD, dotenv, evidence, process, shows, snapshot
from tui.causes.absent.dotenv_wrong_folder import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Snapshot

BELOW = "/home/ada/project/backend/.env"
ABOVE = "/home/ada/.env"
MAIN = Origin(OriginKind.SOURCE, "~/project/main.py", "/home/ada/project/main.py", 3)


def with_loader(shot: Snapshot, loader: Loader) -> Evidence:
    reading = replace(shot.readings[0], loaders=(loader,))
    return evidence(replace(shot, readings=(reading,)), accepted=(GOOD,))


def below(text: str = GOOD) -> Finding:
    return dotenv(text, path=BELOW)


def test_fires_for_a_sub_folder() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(below()), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("dotenv-wrong-folder", Certainty.PROVEN)
    assert "`load_dotenv` in `~/project/main.py:3` looks in the folder of the file that calls it" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["move-file", "name-the-path"]
    assert diagnosis.remedies[0].command == "mv backend/.env .env"
    assert '`load_dotenv("backend/.env")`' in diagnosis.remedies[1].title
    assert not shows(diagnosis, GOOD)


def test_a_script_does_not_look_above() -> None:
    diagnosis = CAUSE.find(
        evidence(snapshot(dotenv(GOOD, path=ABOVE)), accepted=(GOOD,), client=ClientId.TYPESCRIPT_SDK)
    )
    assert diagnosis is not None
    assert diagnosis.remedies[0].command == "mv ../.env .env"
    assert '`dotenv.config({ path: "../.env" })`' in diagnosis.remedies[1].title
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD, path=ABOVE)), accepted=(GOOD,))) is None


def test_a_named_file_that_is_not_the_one() -> None:
    loader = Loader(LoaderKind.PYTHON_DOTENV, MAIN, path="config/.env")
    diagnosis = CAUSE.find(with_loader(snapshot(dotenv(GOOD)), loader))
    assert diagnosis is not None
    assert "reads `config/.env` and nothing else" in diagnosis.title
    assert diagnosis.remedies[0].command == "mv .env config/.env"


def test_a_library_that_looks_beside_its_caller_alone() -> None:
    settings = Origin(OriginKind.SOURCE, "~/project/site/settings.py", "/home/ada/project/site/settings.py", 3)
    diagnosis = CAUSE.find(with_loader(snapshot(dotenv(GOOD)), Loader(LoaderKind.DJANGO_ENVIRON, settings)))
    assert diagnosis is not None
    assert diagnosis.remedies[0].command == "mv .env site/.env"


def test_the_file_that_is_read_gets_the_key() -> None:
    shot = snapshot(below(), dotenv("x", "OTHER", path=ENV))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    edit = diagnosis.remedies[0].edit
    assert isinstance(edit, SetVariable)
    assert edit.path == ENV


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(below()), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_a_key_that_is_refused_or_no_key() -> None:
    assert CAUSE.find(evidence(snapshot(below(OLD)), accepted=(GOOD,))) is None
    assert CAUSE.find(evidence(snapshot(below("your-api-key")), accepted=(GOOD,))) is None


def test_near_miss_another_key_is_sent() -> None:
    for other in (process(OLD), dotenv(OLD)):
        assert CAUSE.find(evidence(snapshot(other, below()), accepted=(GOOD,))) is None


def test_belongs_to_another_when_nothing_loads_any_file() -> None:
    assert CAUSE.find(evidence(snapshot(below(), loads=False), accepted=(GOOD,))) is None


def test_a_framework_s_own_file_in_a_sub_folder_has_the_right_name() -> None:
    file = dotenv(GOOD, path="/home/ada/project/src/.env.local")
    package = Origin(OriginKind.SOURCE, "~/project/package.json", "/home/ada/project/package.json")
    shot, loader = snapshot(file), Loader(LoaderKind.NEXT, package)
    reading = replace(shot.readings[0], loaders=(loader,))
    found = evidence(replace(shot, readings=(reading,)), accepted=(GOOD,), client=ClientId.TYPESCRIPT_SDK)
    diagnosis = CAUSE.find(found)
    assert diagnosis is not None
    assert diagnosis.cause_id == "dotenv-wrong-folder"
