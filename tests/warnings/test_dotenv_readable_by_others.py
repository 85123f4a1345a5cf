from tests.builders import GOOD, dotenv, evidence, snapshot
from tests.surroundings import ENV_FILE, START_UP, amid
from tui.domain.found.machine import Exposure, Surroundings
from tui.domain.reporting.warning import WarningLine
from tui.warnings.dotenv_readable_by_others import WARNING


def lines(*exposures: Exposure) -> tuple[WarningLine, ...]:
    return WARNING.find(evidence(amid(snapshot(dotenv(GOOD)), Surroundings(exposures=exposures))))


def test_fires_for_a_file_that_others_may_read() -> None:
    (line,) = lines(Exposure(ENV_FILE, is_readable_by_others=True))
    assert (line.id, line.origin.label) == ("dotenv-readable-by-others", "~/project/.env")


def test_near_miss_nobody_else_may_read_it() -> None:
    assert lines(Exposure(ENV_FILE, is_tracked=True)) == ()


def test_near_miss_a_start_up_file_is_usually_open() -> None:
    assert lines(Exposure(START_UP, is_readable_by_others=True)) == ()
