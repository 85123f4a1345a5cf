import os
from pathlib import Path

import pytest

from tests.adapters.detection.world import GOOD, OTHER, World, only, values, write
from tui.adapters.reading.env_files import EnvFiles
from tui.domain.dotenv.loader import Encoding
from tui.domain.found.finding import State
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind

_NAME = "ANTHROPIC_API_KEY"


def test_the_env_file_of_the_project(world: World) -> None:
    path = world.in_project(".env", f"A=1\n\n{_NAME}='{GOOD}'\nOPENAI_API_KEY=sk-proj-{'a' * 40}\n")
    reading = EnvFiles(world.places).read()
    finding = only(reading)
    assert (finding.variable, finding.value.secret, finding.state) == (_NAME, Secret(GOOD), State.ACTIVE)
    assert (finding.origin.kind, finding.origin.label) == (OriginKind.DOTENV, "~/code/project/.env:3")
    assert finding.origin.path == str(path)
    assert [origin.label for origin in reading.env_files] == ["~/code/project/.env"]


def test_every_definition_is_kept_and_a_commented_key_is_marked(world: World) -> None:
    world.in_project(
        ".env", f"{_NAME}={OTHER}\n# {_NAME}={GOOD}\n#{_NAME}=your-key-here\nexport {_NAME}={GOOD} # new\n"
    )
    findings = EnvFiles(world.places).read().findings
    assert [(item.origin.line, item.state) for item in findings] == [
        (1, State.ACTIVE),
        (2, State.COMMENTED),
        (4, State.ACTIVE),
    ]


def test_a_wrapped_key_is_repaired_from_the_next_line(world: World) -> None:
    world.in_project(".env", f"{_NAME}={GOOD[:80]}\n{GOOD[80:]}\n")
    assert only(EnvFiles(world.places).read()).value.repaired == Secret(GOOD)


def test_other_providers_in_their_own_variables_are_left_out(world: World) -> None:
    world.in_project(".env", f"OPENAI_API_KEY=sk-{'a' * 48}\nMISTRAL={GOOD}\n")
    assert values(EnvFiles(world.places).read()) == [("MISTRAL", Secret(GOOD))]


@pytest.mark.parametrize("name", [".env.example", ".env.sample", ".env.template", ".env.txt", "env", "dotenv"])
def test_files_that_no_loader_reads_are_templates(world: World, name: str) -> None:
    world.in_project(name, f"{_NAME}={GOOD}\n")
    reading = EnvFiles(world.places).read()
    assert only(reading).state is State.TEMPLATE
    assert [Path(origin.path).name for origin in reading.env_files] == [name]


@pytest.mark.parametrize(
    "name", [".env.local", ".env.development", ".env.development.local", ".env.production", ".env.test"]
)
def test_files_that_frameworks_read_are_active(world: World, name: str) -> None:
    world.in_project(name, f"{_NAME}={GOOD}\n")
    assert only(EnvFiles(world.places).read()).state is State.ACTIVE


def test_references_are_filled_in_from_the_environment_and_from_the_file(world: World) -> None:
    world.environ["SECRET_STORE"] = GOOD
    world.in_project(
        ".env", f"MINE={OTHER}\n{_NAME}=${{MINE}}\nANTHROPIC_AUTH_TOKEN=${{SECRET_STORE}}\nCLAUDE_KEY=${{NO}}"
    )
    assert values(EnvFiles(world.places).read()) == [
        ("MINE", Secret(OTHER)),
        (_NAME, Secret(OTHER)),
        ("ANTHROPIC_AUTH_TOKEN", Secret(GOOD)),
        ("CLAUDE_KEY", Secret("")),
    ]


def test_an_empty_file_is_listed(world: World) -> None:
    world.in_project(".env")
    reading = EnvFiles(world.places).read()
    assert reading.findings == ()
    assert len(reading.env_files) == 1


def folders(world: World) -> list[str]:
    return [os.path.relpath(Path(origin.path).parent, world.root) for origin in EnvFiles(world.places).read().env_files]


def test_the_search_goes_up_to_home_and_never_above(world: World) -> None:
    for folder in (world.project, world.home / "code", world.home, world.root):
        write(folder / ".env", "A=1")
    assert folders(world) == ["home/code/project", "home/code", "home"]


def test_the_search_ends_at_the_root_of_the_repository(world: World) -> None:
    for folder in (world.project, world.home / "code", world.home):
        write(folder / ".env", "A=1")
    (world.home / "code" / ".git").mkdir()
    assert folders(world) == ["home/code/project", "home/code"]


def test_outside_home_only_the_project_is_searched(world: World) -> None:
    project = world.root / "srv" / "app"
    write(project / ".env", "A=1")
    write(project.parent / ".env", "A=1")
    reading = EnvFiles(type(world.places)(world.home, project, {})).read()
    assert [origin.path for origin in reading.env_files] == [str(project / ".env")]


def test_outside_home_the_root_of_the_repository_is_the_end(world: World) -> None:
    project = world.root / "srv" / "app"
    for folder in (project, project.parent, world.root):
        write(folder / ".env", "A=1")
    (project.parent / ".git").mkdir()
    reading = EnvFiles(type(world.places)(world.home, project, {})).read()
    assert [origin.path for origin in reading.env_files] == [str(project / ".env"), str(project.parent / ".env")]


def problem(world: World) -> str:
    reading = EnvFiles(world.places).read()
    assert reading.findings == ()
    assert len(reading.problems) == 1
    return reading.problems[0].text


def test_a_folder_named_env_is_a_problem_and_a_virtual_environment_is_not(world: World) -> None:
    world.in_project("env/pyvenv.cfg")
    assert EnvFiles(world.places).read().problems == ()
    world.in_project(".env/x")
    assert problem(world) == "`.env` is a folder, not a file"


def test_a_pipe_is_not_opened(world: World) -> None:
    os.mkfifo(world.project / ".env")
    assert problem(world) == "`.env` is a named pipe, not a file"


def test_a_dangling_link_is_a_problem(world: World) -> None:
    (world.project / ".env").symlink_to("gone")
    assert "does not exist" in problem(world)


def test_a_loop_of_links_is_a_problem(world: World) -> None:
    (world.project / ".env").symlink_to(".env")
    assert "too many levels" in problem(world)


def test_a_huge_file_is_a_problem(world: World) -> None:
    with (world.project / ".env").open("wb") as file:
        file.truncate(50_000_000)
    assert "larger than" in problem(world)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be"])
def test_utf_16_is_read_and_marked_because_no_loader_reads_it(world: World, codec: str) -> None:
    mark = "" if codec == "utf-16" else "\ufeff"
    path = world.in_project(".env", f"{mark}{_NAME}={GOOD}\r\n".encode(codec))
    reading = EnvFiles(world.places).read()
    assert only(reading).value.secret == Secret(GOOD)
    assert [(item.origin.path, item.encoding) for item in reading.misencoded] == [(str(path), Encoding.UTF_16)]
    assert reading.problems == ()


def test_utf_16_without_a_key_is_a_problem(world: World) -> None:
    world.in_project(".env", "A=1\r\n".encode("utf-16"))
    assert "UTF-16" in problem(world)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\xef\xbb\xbfA=1\n", [(Encoding.MARK, 1)]),
        (b"\xef\xbb\xbf# mine\nA=1\n", []),
        (b"A=1\n# caf\xe9\n", [(Encoding.OTHER, 2)]),
        ("# caf\u00e9\nA=1\n".encode(), []),
    ],
)
def test_bytes_that_some_loaders_cannot_read(world: World, data: bytes, expected: list[tuple[Encoding, int]]) -> None:
    world.in_project(".env", data)
    found = EnvFiles(world.places).read().misencoded
    assert [(item.encoding, item.origin.line) for item in found] == expected


def test_bytes_that_are_no_text_leave_the_key_readable(world: World) -> None:
    world.in_project(".env", b"A=\xff\xfe\x00\n" + f"{_NAME}={GOOD}\n".encode())
    reading = EnvFiles(world.places).read()
    assert only(reading).value.secret == Secret(GOOD)
    assert ["NUL" in item.text for item in reading.problems] == [True]


def test_a_home_and_a_project_that_do_not_exist(tmp_path: Path) -> None:
    missing = World(tmp_path / "nowhere")
    assert EnvFiles(missing.places).read().problems == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may search every folder")
def test_a_folder_that_may_not_be_searched_is_one_problem(world: World) -> None:
    world.project.chmod(0)
    text = problem(world)
    world.project.chmod(0o700)
    assert text == "the folder `project` may not be searched by this user"


def test_variables_of_the_network_stand_apart(world: World) -> None:
    world.in_project(
        ".env", f"ANTHROPIC_API_KEY={GOOD}\nHTTPS_PROXY=http://proxy.example:3128\n#NO_PROXY=old.example\n"
    )
    reading = EnvFiles(world.places).read()
    assert [finding.variable for finding in reading.findings] == ["ANTHROPIC_API_KEY"]
    assert [(finding.variable, finding.origin.line) for finding in reading.network] == [("HTTPS_PROXY", 2)]
