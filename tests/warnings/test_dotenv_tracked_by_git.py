import pytest

from tests.builders import GOOD, dotenv, evidence, snapshot
from tests.surroundings import ENV_FILE, amid
from tui.domain.found.machine import Exposure, Surroundings
from tui.domain.origin import OriginKind
from tui.domain.record import replace
from tui.domain.reporting.warning import WarningLine
from tui.warnings.dotenv_tracked_by_git import WARNING


def lines(*exposures: Exposure) -> tuple[WarningLine, ...]:
    return WARNING.find(evidence(amid(snapshot(dotenv(GOOD)), Surroundings(exposures=exposures))))


def test_fires_for_a_tracked_file() -> None:
    (line,) = lines(Exposure(ENV_FILE, is_tracked=True, is_ignored=False))
    assert (line.id, line.origin.label) == ("dotenv-tracked-by-git", "~/project/.env")
    assert not line.text.endswith(".")


@pytest.mark.parametrize("tracked", [False, None])
def test_near_miss_git_does_not_track_it_or_cannot_tell(*, tracked: bool | None) -> None:
    assert lines(Exposure(ENV_FILE, is_tracked=tracked, is_ignored=False)) == ()


def test_belongs_to_another_when_it_is_no_env_file() -> None:
    settings = replace(ENV_FILE, kind=OriginKind.CLAUDE_SETTINGS)
    assert lines(Exposure(settings, is_tracked=True, is_ignored=False)) == ()
