from pathlib import Path

import pytest

from tests.adapters.detection.world import World
from tests.builders import GOOD, OFFICIAL, OLD, evidence, shows
from tui.adapters.reading.env_files import EnvFiles
from tui.adapters.reading.process_env import ProcessEnvironment
from tui.adapters.reading.project_code import ProjectCode
from tui.adapters.reading.project_folder import ProjectFolder
from tui.causes.absent.container_env_missing import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import KEY, ClientId
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.resolving.snapshot import Snapshot

_MAIN = "from anthropic import Anthropic\nclient = Anthropic()\n"
_LOADS = "from dotenv import load_dotenv\nload_dotenv()\n"
_DATABASE = "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: x\n"
_APP = f"{_DATABASE}  app:\n    build: .\n"
_LINE = f"{KEY}={GOOD}\n"
_DOCKERFILE = "FROM python:3.12\nCOPY main.py .\nCMD python main.py\n"
_SHOWN = "~/code/project/docker-compose.yml"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path.resolve())
    made.in_project("main.py", _MAIN)
    made.in_project("Dockerfile", _DOCKERFILE)
    return made


def seen(world: World, *, accepted: tuple[str, ...] = (GOOD,), client: ClientId = ClientId.PYTHON_SDK) -> Evidence:
    places = world.places
    readings = (ProcessEnvironment(places).read(), EnvFiles(places).read(), ProjectCode(places).read())
    return evidence(Snapshot(ProjectFolder(places).project(), OFFICIAL, readings), accepted=accepted, client=client)


def find(world: World, compose: str, *, accepted: tuple[str, ...] = (GOOD,)) -> Diagnosis | None:
    world.in_project("docker-compose.yml", compose)
    return CAUSE.find(seen(world, accepted=accepted))


def test_fires_for_a_service_that_is_given_nothing(world: World) -> None:
    world.in_project(".env", _LINE)
    diagnosis = find(world, _APP)
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("container-env-missing", Certainty.PROVEN)
    assert f"does not reach the container of `app`: `{_SHOWN}:6`" in diagnosis.title
    assert diagnosis.remedies[0].title == f"add the line `    env_file: .env` below `{_SHOWN}:6`"
    assert "docker compose up -d --force-recreate app" in diagnosis.remedies[1].title
    assert not shows(diagnosis, GOOD)
    assert [item.cause_id for item in diagnose(seen(world))] == ["container-env-missing", "dotenv-not-loaded"]


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ("", "add the lines `    environment:` and `      - ANTHROPIC_API_KEY`"),
        ("    environment:\n      - A=1\n", "add the line `      - ANTHROPIC_API_KEY`"),
        ("    environment:\n      A: 1\n", "add the line `      ANTHROPIC_API_KEY: ${ANTHROPIC_API_KEY}`"),
    ],
)
def test_a_key_of_the_shell_is_passed_by_name(world: World, environment: str, line: str) -> None:
    world.environ[KEY] = GOOD
    diagnosis = find(world, f"{_APP}{environment}")
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert diagnosis.remedies[0].title.startswith(f"{line} below")


@pytest.mark.parametrize(
    "lines",
    [
        "    env_file: .env\n",
        "    env_file:\n      - .env\n",
        "    env_file:\n      - path: ./.env\n        required: false\n",
        f"    environment:\n      - {KEY}\n",
        f"    environment:\n      {KEY}:\n",
        f"    environment:\n      {KEY}: ${{{KEY}}}\n",
        f"    environment:\n      - {KEY}=${{{KEY}:-}}\n",
        f"    environment:\n      - {KEY}=${{MINE}}\n",
        f'    environment:\n      {KEY}: "{GOOD}"\n',
        f'    environment: {{{KEY}: "${KEY}"}}\n',
    ],
)
def test_a_container_that_is_given_the_key_is_healthy(world: World, lines: str) -> None:
    world.in_project(".env", f"{_LINE}MINE={GOOD}\n")
    assert find(world, _APP + lines) is None
    found = seen(world)
    assert found.is_accepted
    assert diagnose(found) == ()


def test_a_line_that_fills_in_nothing_is_named(world: World) -> None:
    lines = f"    environment:\n      - {KEY}=${{{KEY}:-}}\n"
    world.in_project("deploy/docker-compose.yml", f"services:\n  app:\n    build: ..\n{lines}")
    world.in_project(".env", _LINE)
    diagnosis = CAUSE.find(seen(world))
    assert diagnosis is not None
    assert "`~/code/project/deploy/docker-compose.yml:5` takes ANTHROPIC_API_KEY from the shell" in diagnosis.title
    assert diagnosis.remedies[0].title.startswith("give the line `~/code/project/deploy/docker-compose.yml:5` a value")


def test_a_line_that_empties_what_the_file_gives_is_to_go(world: World) -> None:
    world.in_project("app.env", _LINE)
    diagnosis = find(world, f'{_APP}    env_file: app.env\n    environment:\n      {KEY}: ""\n')
    assert diagnosis is not None
    assert diagnosis.title.endswith(f"`{_SHOWN}:10` sets it to nothing")
    assert diagnosis.remedies[0].title.startswith(f"remove the line `{_SHOWN}:10`")


def test_an_empty_variable_of_the_shell_is_passed_on_as_it_is(world: World) -> None:
    world.environ[KEY] = ""
    world.in_project(".env", _LINE)
    diagnosis = find(world, f"{_APP}    environment:\n      - {KEY}\n")
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


@pytest.mark.parametrize(
    ("dockerfile", "ignored", "is_missing"),
    [
        ("FROM python\nCOPY . .\n", "", False),
        ("FROM python\nCOPY --chown=x . /app\n", "*.pyc\n", False),
        ("FROM python\nCOPY . .\n", ".env\n", True),
        ("FROM python\nCOPY . .\n", "*\n!.env\n", False),
        ("FROM python\nCOPY . .\n", "**/.env*\n", True),
        ("FROM python\nCOPY main.py requirements.txt ./\n", "", True),
        ("FROM python\nCOPY --from=build . .\n", "", True),
    ],
)
def test_a_loader_finds_the_file_that_was_copied(
    world: World, dockerfile: str, ignored: str, *, is_missing: bool
) -> None:
    world.in_project("main.py", _LOADS + _MAIN)
    world.in_project(".env", _LINE)
    world.in_project("Dockerfile", dockerfile)
    world.in_project(".dockerignore", ignored)
    assert (find(world, _APP) is not None) is is_missing


def test_a_loader_finds_the_file_of_a_folder_that_is_mounted(world: World) -> None:
    world.in_project("main.py", _LOADS + _MAIN)
    world.in_project(".env", _LINE)
    assert find(world, f"{_APP}    volumes:\n      - .:/app\n") is None
    assert find(world, f"{_APP}    volumes:\n      - data:/app\n") is not None


def test_an_override_adds_what_the_file_lacks(world: World) -> None:
    world.in_project(".env", _LINE)
    world.in_project("docker-compose.override.yml", "services:\n  app:\n    env_file: .env\n")
    assert find(world, _APP) is None


@pytest.mark.parametrize(
    "compose",
    [
        _DATABASE,
        "services:\n  app:\n    image: python:3.12\n",
        "services:\n  proxy:\n    build: ./proxy\n",
        "x-app: &app\n  env_file: .env\nservices:\n  app:\n    <<: *app\n    build: .\n",
        "services:\n  app:\n    build: .\n    extends:\n      file: base.yml\n      service: app\n",
        "include:\n  - base.yml\nservices:\n  app:\n    build: .\n",
        "services:\n  app:\n    build: .\n    command: doppler run -- python main.py\n",
        f"services:\n  app:\n    build: .\n    environment:\n      {KEY}: ${{MINE:-sk-ant-other}}\n",
        "services: nonsense\n",
        "",
    ],
)
def test_near_miss_another_service_or_one_that_cannot_be_read(world: World, compose: str) -> None:
    world.environ[KEY] = GOOD
    assert find(world, compose) is None


def test_near_miss_a_file_that_compose_does_not_take_by_itself(world: World) -> None:
    world.environ[KEY] = GOOD
    world.in_project("docker-compose.prod.yml", _APP)
    assert find(world, f"{_APP}    environment:\n      - {KEY}\n") is None


def test_belongs_to_another_when_no_key_is_good(world: World) -> None:
    world.in_project(".env", f"{KEY}={OLD}\n")
    assert find(world, _APP) is None
    world.in_project(".env", f"{KEY}=your-api-key\n")
    assert find(world, _APP) is None


def test_a_container_of_claude_code(world: World) -> None:
    world.in_project("Dockerfile", "FROM node\nRUN npm install -g @anthropic-ai/claude-code\n")
    world.in_project("docker-compose.yml", _APP)
    world.in_project(".env", _LINE)
    diagnosis = CAUSE.find(seen(world, client=ClientId.CLAUDE_CODE))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
