import pytest

from tests.builders import GOOD, dotenv, snapshot
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.key.flaw import FlawKind
from tui.domain.key.value import read_value
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.domain.resolving.literal_values import with_literal_values
from tui.domain.resolving.snapshot import Reading, Snapshot

SCRIPT = Origin(OriginKind.SOURCE, "~/project/run.sh", "/home/ada/project/run.sh", 3)


def _with(*kinds: LoaderKind) -> Snapshot:
    quoted = replace(dotenv(GOOD), literal=read_value(f'"{GOOD}"'))
    loaders = tuple(Loader(kind, SCRIPT, path=quoted.origin.path) for kind in kinds)
    shot = snapshot(quoted, loads=False)
    return replace(shot, readings=(*shot.readings, Reading(loaders=loaders)))


def test_the_quotes_are_part_of_the_value_where_only_docker_reads_the_file() -> None:
    (finding,) = with_literal_values(_with(LoaderKind.DOCKER)).findings
    assert finding.value.has(FlawKind.QUOTES)
    assert finding.value.repaired == dotenv(GOOD).value.secret


@pytest.mark.parametrize(
    "kinds", [(), (LoaderKind.COMPOSE,), (LoaderKind.DOCKER, LoaderKind.SHELL_SOURCE), (LoaderKind.UV,)]
)
def test_near_miss_another_loader_takes_them_away(kinds: tuple[LoaderKind, ...]) -> None:
    (finding,) = with_literal_values(_with(*kinds)).findings
    assert not finding.value.flaws
