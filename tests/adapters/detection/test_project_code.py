import os
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from tests.adapters.detection.world import GOOD, OTHER, World, only, values, write
from tui.adapters.reading.code_walk import CodeWalk
from tui.adapters.reading.project_code import ProjectCode
from tui.domain.code.text import _NAMES, _SUFFIXES  # pyright: ignore[reportPrivateUsage] - the tables are what is tested
from tui.domain.dotenv.loader import LoaderKind
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind
from tui.domain.resolving.snapshot import Reading

_CODE = f'import anthropic\n\nclient = anthropic.Anthropic(api_key="{GOOD}")\n'


def read(world: World) -> Reading:
    return ProjectCode(world.places).read()


def signs(world: World) -> list[tuple[str, str, str]]:
    return [(sign.client_id, sign.why, sign.version) for sign in read(world).clients]


def test_an_empty_project(world: World) -> None:
    assert read(world) == Reading()


def test_a_project_that_does_not_exist(world: World) -> None:
    world.project.rmdir()
    reading = read(world)
    assert reading.notes == ("1 folder of the project could not be opened and were not searched",)


def test_a_python_project(world: World) -> None:
    path = world.in_project(
        "src/app/main.py", _CODE + 'x = client.messages.create(model="claude-x-1")\nload_dotenv(override=True)\n'
    )
    world.in_project("requirements.txt", "anthropic==0.40.0\n")
    world.in_project("README.md", GOOD)
    reading = read(world)
    finding = only(reading)
    assert (finding.variable, finding.value.secret) == ("api_key", Secret(GOOD))
    assert (finding.origin.kind, finding.origin.label) == (OriginKind.SOURCE, "~/code/project/src/app/main.py:3")
    assert finding.origin.path == str(path)
    assert [(item.model, item.origin.line) for item in reading.models] == [("claude-x-1", 4)]
    assert [(item.kind, item.origin.line, item.overrides) for item in reading.loaders] == [
        (LoaderKind.PYTHON_DOTENV, 5, True)
    ]
    assert [(item.why, item.version) for item in reading.clients] == [
        ("requirements.txt names anthropic", "0.40.0"),
        ("main.py imports anthropic", ""),
    ]
    assert (reading.code_files, reading.notes, reading.problems) == (1, (), ())


def test_a_typescript_project(world: World) -> None:
    world.in_project("package.json", '{"dependencies": {"@anthropic-ai/sdk": "^0.30.0", "next": "^15.0.0"}}')
    world.in_project("app/page.tsx", "import x from '@anthropic-ai/sdk'\nnew x({ apiKey: process.env.CLAUDE_KEY })")
    world.in_project("app/call.ts", "new Anthropic({ apiKey: process.env.CLAUDE_KEY })")
    world.in_project("node_modules/@anthropic-ai/sdk/package.json", '{"name": "x", "version": "0.32.1"}')
    reading = read(world)
    assert signs(world)[0] == ("typescript-sdk", "package.json depends on @anthropic-ai/sdk", "0.32.1")
    assert [item.variable for item in reading.variables] == ["CLAUDE_KEY"]
    assert [item.kind for item in reading.loaders] == [LoaderKind.NEXT]
    assert reading.code_files == 2


def test_bun_loads_the_file_itself(world: World) -> None:
    world.in_project("bun.lockb", b"\0\1")
    assert [(item.kind, item.origin.label) for item in read(world).loaders] == [
        (LoaderKind.BUN, "~/code/project/bun.lockb")
    ]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (".venv/lib/python3.12/site-packages/anthropic-2.12.0.dist-info/METADATA", ""),
        ("venv/lib/python3.11/site-packages/anthropic-2.12.0.dist-info/METADATA", ""),
        (".venv/Lib/site-packages/anthropic-2.12.0.dist-info/METADATA", ""),
        ("uv.lock", '[[package]]\nname = "anthropic"\nversion = "2.12.0"\n'),
        ("poetry.lock", '[[package]]\r\nname = "anthropic"\r\nversion = "2.12.0"\r\n'),
    ],
)
def test_the_version_that_is_installed(world: World, file: str, content: str) -> None:
    world.in_project("requirements.txt", "anthropic>=1")
    world.in_project(file, content)
    assert signs(world) == [("python-sdk", "requirements.txt names anthropic", "2.12.0")]


def test_the_active_virtual_environment(world: World) -> None:
    world.environ["VIRTUAL_ENV"] = str(world.root / "elsewhere")
    write(world.root / "elsewhere" / "lib" / "python3.12" / "site-packages" / "anthropic-1.2.3.dist-info" / "x", "")
    world.in_project("a.py", "import anthropic")
    assert signs(world) == [("python-sdk", "a.py imports anthropic", "1.2.3")]


@pytest.mark.parametrize(
    "folder",
    [
        *("node_modules", ".git", ".venv", "venv", "env", "__pycache__", "dist", "build", ".next", "target", "vendor"),
        *("site-packages", ".tox", ".mypy_cache", "src/node_modules/x", "lib/python3.12/site-packages"),
        *("tests", "src/__tests__", "fixtures", "examples", "docs", "x.egg-info"),
    ],
)
def test_folders_that_are_not_the_users_program(world: World, folder: str) -> None:
    world.in_project(f"{folder}/main.py", _CODE)
    world.in_project(f"{folder}/.env", f"ANTHROPIC_API_KEY={OTHER}")
    assert read(world) == Reading()


@pytest.mark.parametrize(
    "name", ["test_a.py", "a_test.py", "conftest.py", "a.test.ts", "a.spec.js", "lib.min.js", "a.d.ts"]
)
def test_files_that_are_not_the_users_program(world: World, name: str) -> None:
    world.in_project(name, f"{_CODE}new Anthropic({{ apiKey: '{GOOD}' }})")
    assert read(world) == Reading()


def test_a_virtual_environment_under_any_name(world: World) -> None:
    world.in_project("my-env/pyvenv.cfg")
    world.in_project("my-env/lib/main.py", _CODE)
    assert read(world) == Reading()


@pytest.mark.parametrize("written", [str.lower, str.upper, str.title])
def test_every_name_that_tells_a_language_is_found(world: World, written: Callable[[str], str]) -> None:
    patterns = ("requirements-dev.txt", "requirements.in", "compose.yaml", "docker-compose.override.yml")
    docker = ("dockerfile", "dockerfile.production", "api.dockerfile", "containerfile")
    names = {written(name) for name in (*(f"a.{end}" for end in _SUFFIXES), *_NAMES, *patterns, *docker)}
    for name in names:
        world.in_project(name, "")
    assert {file.name for file in CodeWalk(world.project).files()} == names


def test_links_are_not_followed(world: World) -> None:
    write(world.root / "outside" / "main.py", _CODE)
    (world.project / "linked").symlink_to(world.root / "outside")
    (world.project / "linked.py").symlink_to(world.root / "outside" / "main.py")
    (world.project / "loop").symlink_to(".")
    assert read(world) == Reading()


def test_what_is_no_text_file(world: World) -> None:
    world.in_project("binary.py", b"\0\1" + _CODE.encode())
    world.in_project("wide.py", _CODE.encode("utf-16"))
    (world.project / "folder.py").mkdir()
    os.mkfifo(world.project / "pipe.py")
    reading = read(world)
    assert (reading.findings, reading.clients, reading.problems) == ((), (), ())


def test_only_the_beginning_of_a_large_file_is_read(world: World) -> None:
    with world.in_project("big.py", _CODE + "#" * 2_000).open("r+b") as file:
        file.seek(50_000_000)
        file.write(f'\nAnthropic(api_key="{OTHER}")'.encode())
    assert values(read(world)) == [("api_key", Secret(GOOD))]


def test_an_env_file_in_a_sub_folder_is_found_and_not_listed(world: World) -> None:
    world.in_project("backend/.env", f"ANTHROPIC_API_KEY={GOOD}\n")
    world.in_project(".env", f"ANTHROPIC_API_KEY={OTHER}\n")
    reading = read(world)
    assert only(reading).origin.label == "~/code/project/backend/.env:1"
    assert reading.env_files == ()


def test_the_home_folder_is_no_project(world: World) -> None:
    world.in_home("other/main.py", _CODE)
    world.in_home("mine.py", _CODE)
    places = type(world.places)(world.home, world.home, {})
    reading = ProjectCode(places).read()
    assert only(reading).origin.label == "~/mine.py:3"
    assert reading.notes == ("~ is the home folder or above it, so its sub-folders were not searched",)


def test_a_large_tree_is_pruned(world: World) -> None:
    for package in range(40):
        folder = world.project / "node_modules" / f"package{package}" / "lib"
        folder.mkdir(parents=True)
        for number in range(50):
            (folder / f"{number}.js").write_text(f"new Anthropic({{ apiKey: '{OTHER}' }})")
    world.in_project("src/main.js", f"new Anthropic({{ apiKey: '{GOOD}' }})")
    reading = read(world)
    assert values(reading) == [("apiKey", Secret(GOOD))]
    assert reading.code_files == 1
    assert reading.notes == ()


def test_the_walk_stops_after_a_number_of_files(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.adapters.reading.code_walk.MOST_FILES", 3)
    for name in ("a.py", "b.py", "one/c.py", "two/d.py", "three/e.py"):
        world.in_project(name)
    walk = CodeWalk(world.project)
    assert [file.name for file in walk.files()] == ["a.py", "b.py", "c.py"]
    assert walk.notes == ("the search of the project's code stopped after 3 files; 2 folders were not searched",)


def test_the_walk_stops_after_a_time(world: World) -> None:
    world.in_project("a.py")
    world.in_project("one/b.py")
    ticks: Iterator[int] = count()
    walk = CodeWalk(world.project, clock=lambda: next(ticks) * 0.5)
    assert [file.name for file in walk.files()] == ["a.py"]
    assert len(walk.notes) == 1


def test_the_walk_goes_from_the_outside_in(world: World) -> None:
    for name in ("z.py", "b/deep/x.py", "b/y.py", "a/w.py"):
        world.in_project(name)
    assert [file.name for file in CodeWalk(world.project).files()] == ["z.py", "w.py", "y.py", "x.py"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every folder")
def test_a_folder_that_may_not_be_opened_is_noted(world: World) -> None:
    (world.project / "closed").mkdir(mode=0)
    assert read(world).notes == ("1 folder of the project could not be opened and were not searched",)
