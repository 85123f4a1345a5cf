from tests.builders import GOOD, OLD, api_key, dotenv, evidence, process, shows, snapshot
from tui.causes.winner.dotenv_file_precedence import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.dotenv.edit import RemoveVariable
from tui.domain.dotenv.loader import LoaderKind
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.judging.evidence import Evidence

LOCAL = "/home/ada/project/.env.local"


def next_project(*findings: Finding, accepted: tuple[str, ...] = (GOOD,), offline: bool = False) -> Evidence:
    shot = snapshot(*findings, loader=LoaderKind.NEXT)
    return evidence(shot, accepted=accepted, client=ClientId.TYPESCRIPT_SDK, offline=offline)


def test_fires_when_the_local_file_hides_the_good_key() -> None:
    diagnosis = CAUSE.find(next_project(dotenv(OLD, path=LOCAL, line=2), dotenv(GOOD)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("dotenv-file-precedence", Certainty.PROVEN)
    assert "`~/project/.env.local:2` wins over the good one in `~/project/.env:1`" in diagnosis.title
    edit = diagnosis.remedies[0].edit
    assert isinstance(edit, RemoveVariable)
    assert (edit.path, edit.line) == (LOCAL, 2)
    assert not shows(diagnosis, GOOD, OLD)


def test_is_likely_for_a_placeholder_offline() -> None:
    diagnosis = CAUSE.find(next_project(dotenv("your-api-key", path=LOCAL), dotenv(GOOD), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_winner_is_good_or_no_file_has_a_good_key() -> None:
    assert CAUSE.find(next_project(dotenv(GOOD, path=LOCAL), dotenv(OLD))) is None
    assert CAUSE.find(next_project(dotenv(OLD, path=LOCAL), dotenv(api_key("p")))) is None


def test_near_miss_a_file_that_is_not_loaded() -> None:
    shot = snapshot(dotenv(GOOD, path=LOCAL), dotenv(OLD), loader=LoaderKind.PYTHON_DOTENV)
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_belongs_to_another_in_one_file_or_against_the_environment() -> None:
    assert CAUSE.find(next_project(dotenv(GOOD, line=1), dotenv(OLD, line=2))) is None
    assert CAUSE.find(next_project(process(OLD), dotenv(GOOD))) is None
