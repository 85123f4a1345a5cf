"""The machine after a change, as detection would find it."""

from pathlib import Path

import pytest

from tests.adapters.detection.world import World
from tests.builders import GOOD, OLD, process, snapshot
from tui.adapters.reading.env_files import EnvFiles
from tui.domain.clients.client import KEY, TOKEN
from tui.domain.found.project import Project
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.changed import with_environment, with_file
from tui.domain.resolving.snapshot import Snapshot

BEFORE = f"A=1\n{KEY}='{OLD}'\nHTTPS_PROXY=http://p:1\nCLAUDE_KEY=${{HOME}}x\n# {KEY}={GOOD}\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def detected(world: World) -> Snapshot:
    project = Project(str(world.project), "~/code/project", str(world.project / ".env"), "~/code/project/.env")
    return Snapshot(project, "https://api.anthropic.com", (EnvFiles(world.places).read(),))


@pytest.mark.parametrize(
    "after",
    [
        BEFORE.replace(f"'{OLD}'", GOOD),
        f"{KEY}={GOOD}\n{BEFORE}",
        BEFORE.replace("CLAUDE_KEY", TOKEN),
        BEFORE.replace(f"{KEY}='{OLD}'\n", ""),
        "",
        f"\ufeff{BEFORE}",
        f"{BEFORE}ANTHROPIC_BASE_URL=https://gateway.example/v1\n",
    ],
    ids=range(7),
)
@pytest.mark.parametrize("name", [".env", ".env.local"])
def test_the_findings_are_those_that_detection_finds_after_writing(world: World, name: str, after: str) -> None:
    world.environ["HOME"] = "/home/ada"
    path = world.in_project(name, BEFORE)
    world.in_project(".env.production", f"{KEY}={OLD}\n")
    shot = detected(world)
    file = Origin(OriginKind.DOTENV, f"~/code/project/{name}", str(path))
    expected = with_file(shot, file, BEFORE.encode(), after.encode())
    path.write_bytes(after.encode())
    found = detected(world)
    # A reference under a new name has no finding to be taken from: what fills it in is not known here.
    same = [item for item in found.findings if not (item.variable == TOKEN and item.value.shape.name == "UNKNOWN")]
    assert [item for item in expected.findings if item.variable != TOKEN] == [i for i in same if i.variable != TOKEN]
    assert expected.network == found.network
    assert expected.env_files == found.env_files
    assert expected.misencoded == found.misencoded


def test_a_new_file_is_known_afterwards() -> None:
    file = Origin(OriginKind.DOTENV, "~/project/.env", "/home/ada/project/.env")
    after = with_file(snapshot(), file, b"", f"{KEY}={GOOD}\n".encode())
    assert [item.value.secret for item in after.findings] == [Secret(GOOD)]
    assert after.env_files == (file,)


def test_variables_of_the_environment_go_and_come() -> None:
    after = with_environment(snapshot(process(OLD), process(OLD, TOKEN)), (TOKEN,), ((KEY, Secret(GOOD)),))
    assert [(item.variable, item.value.secret) for item in after.findings] == [(KEY, Secret(GOOD))]
