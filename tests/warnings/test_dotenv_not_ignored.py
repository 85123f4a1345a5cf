import pytest

from tests.builders import GOOD, dotenv, evidence, snapshot
from tests.surroundings import ENV_FILE, amid
from tui.domain.found.machine import Exposure, Surroundings
from tui.domain.reporting.warning import WarningLine
from tui.warnings.dotenv_not_ignored import WARNING


def lines(*exposures: Exposure) -> tuple[WarningLine, ...]:
    return WARNING.find(evidence(amid(snapshot(dotenv(GOOD)), Surroundings(exposures=exposures))))


def test_fires_for_a_file_that_git_would_take() -> None:
    (line,) = lines(Exposure(ENV_FILE, is_tracked=False, is_ignored=False))
    assert (line.id, line.origin.label) == ("dotenv-not-ignored", "~/project/.env")


@pytest.mark.parametrize("ignored", [True, None])
def test_near_miss_git_ignores_it_or_there_is_no_repository(*, ignored: bool | None) -> None:
    assert lines(Exposure(ENV_FILE, is_tracked=False, is_ignored=ignored)) == ()


def test_belongs_to_another_when_git_tracks_it() -> None:
    assert lines(Exposure(ENV_FILE, is_tracked=True, is_ignored=False)) == ()
