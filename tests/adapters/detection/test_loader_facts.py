"""What this machine does to a project's loaders: versions, switches, files that only they name."""

import pytest

from tests.adapters.detection.world import GOOD, OTHER, World, values
from tui.adapters.reading.project_code import ProjectCode
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.key.secret import Secret

_MAIN = "from dotenv import load_dotenv\nload_dotenv()\n"
_NAME = "ANTHROPIC_API_KEY"


def only_loader(world: World) -> Loader:
    (loader,) = ProjectCode(world.places).read().loaders
    return loader


def install(world: World, version: str) -> None:
    world.in_project(f".venv/lib/python3.12/site-packages/python_dotenv-{version}.dist-info/METADATA")


@pytest.mark.parametrize(
    ("value", "version", "is_off"),
    [
        ("1", "", True),
        ("True", "1.2.1", True),
        ("YES", "", True),
        ("y", "", True),
        ("on", "", False),
        ("0", "", False),
        ("", "", False),
        ("1", "1.1.1", False),
    ],
)
def test_a_variable_switches_python_dotenv_off(world: World, value: str, version: str, *, is_off: bool) -> None:
    world.environ["PYTHON_DOTENV_DISABLED"] = value
    if version:
        install(world, version)
    world.in_project("main.py", _MAIN)
    assert only_loader(world).is_idle is is_off


@pytest.mark.parametrize(("version", "keeps"), [("1.1.1", True), ("1.2.1", True), ("1.2.2", False), ("", False)])
def test_older_versions_keep_a_byte_order_mark(world: World, version: str, *, keeps: bool) -> None:
    if version:
        install(world, version)
    world.in_project("main.py", _MAIN)
    assert only_loader(world).keeps_mark is keeps


def test_flask_loads_files_beside_python_dotenv_alone(world: World) -> None:
    world.in_project("app.py", "from flask import Flask\napp = Flask(__name__)\n")
    assert ProjectCode(world.places).read().loaders == ()
    world.in_project("requirements.txt", "flask\npython-dotenv\n")
    assert only_loader(world).kind is LoaderKind.FLASK


def test_a_file_that_is_searched_by_another_name_is_read(world: World) -> None:
    world.in_project("app/main.py", 'from dotenv import *\nload_dotenv(find_dotenv("keys.env"))\n')
    path = world.in_project("keys.env", f"{_NAME}={GOOD}\n")
    reading = ProjectCode(world.places).read()
    assert [item.origin.path for item in reading.findings] == [str(path)]


def test_the_files_of_a_frameworks_mode_are_read(world: World) -> None:
    world.in_project(
        "package.json", '{"devDependencies": {"astro": "^5"}, "scripts": {"dev": "astro dev --mode staging"}}'
    )
    path = world.in_project(".env.staging", f"{_NAME}={GOOD}\n")
    assert [item.origin.path for item in ProjectCode(world.places).read().findings] == [str(path)]


def test_a_file_of_a_sub_folder_is_found_once(world: World) -> None:
    world.in_project("main.py", 'load_dotenv("backend/.env")  # dotenv')
    world.in_project("backend/.env", f"{_NAME}={GOOD}\n")
    assert len(ProjectCode(world.places).read().findings) == 1


def test_what_direnv_exports_is_read_and_that_it_may_not_be_allowed_is_said(world: World) -> None:
    path = world.in_project(".envrc", f"export {_NAME}={GOOD}\n#export {_NAME}={OTHER}\nexport OTHER_KEY=$(cat x)\n")
    reading = ProjectCode(world.places).read()
    assert values(reading) == [(_NAME, Secret(GOOD)), (_NAME, Secret(OTHER))]
    assert [item.is_active for item in reading.findings] == [True, False]
    assert reading.findings[0].origin.label == "~/code/project/.envrc:1"
    assert [origin.path for origin in reading.env_files] == [str(path)]
    assert ["`direnv allow`" in note for note in reading.notes] == [True]
    world.environ["DIRENV_DIR"] = f"-{world.project}"
    assert ProjectCode(world.places).read().notes == ()


def test_what_direnv_works_out_is_an_unread_source(world: World) -> None:
    world.in_project(".envrc", f'export {_NAME}="$(pass show claude)"\n')
    reading = ProjectCode(world.places).read()
    assert reading.findings == ()
    assert len(reading.unread_sources) == 1
