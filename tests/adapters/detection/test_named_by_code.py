"""Files and variables that only the project's code names, and the SDKs' profiles."""

import pytest

from tests.adapters.detection.world import GOOD, World
from tui.adapters.reading.process_env import ProcessEnvironment
from tui.adapters.reading.project_code import ProjectCode

_KEY = f"ANTHROPIC_API_KEY={GOOD}\n"


@pytest.mark.parametrize(
    ("call", "file"),
    [
        ('load_dotenv("config/.env.shared")', "config/.env.shared"),
        ('load_dotenv(Path(__file__).parent / "keys.env")', "keys.env"),
    ],
)
def test_a_file_that_the_loader_names_is_read(world: World, call: str, file: str) -> None:
    world.in_project("main.py", f"from dotenv import load_dotenv\n{call}\n")
    path = world.in_project(file, _KEY)
    reading = ProjectCode(world.places).read()
    assert [(item.origin.path, item.is_active) for item in reading.findings] == [(str(path), True)]
    assert [origin.path for origin in reading.env_files] == [str(path)]
    assert reading.unread_sources == ()


def test_a_file_outside_the_project_is_not_read_and_said(world: World) -> None:
    path = world.in_home("shared/x.env", _KEY)
    world.in_project("main.py", f'from dotenv import load_dotenv\nload_dotenv("{path}")\n')
    reading = ProjectCode(world.places).read()
    assert reading.findings == ()
    assert [source.client_ids for source in reading.unread_sources] == [("python-sdk",)]


def test_a_variable_that_only_the_code_names_is_looked_up(world: World) -> None:
    world.environ["GW_KEY"] = "gateway-key-of-some-length"
    world.in_project("main.py", 'from anthropic import Anthropic\nAnthropic(api_key=os.environ["GW_KEY"])\n')
    world.in_project(".env", "GW_KEY=another-key-of-some-length\n")
    found = ProjectCode(world.places).read().findings
    assert [(item.variable, item.origin.kind.value) for item in found] == [("GW_KEY", "process"), ("GW_KEY", "dotenv")]


def test_a_variable_for_another_host_is_left_alone(world: World) -> None:
    world.environ["GW_KEY"] = "gateway-key-of-some-length"
    code = 'from anthropic import Anthropic\nAnthropic(api_key=os.environ["GW_KEY"], base_url={host})\n'
    world.in_project("main.py", code.format(host="HOST"))
    assert ProjectCode(world.places).read().findings == ()
    world.in_project("main.py", code.format(host='"https://gw.example"'))
    assert [item.variable for item in ProjectCode(world.places).read().findings] == ["GW_KEY"]
    world.in_project("other.py", "from anthropic import Anthropic\nAnthropic()\n")
    assert ProjectCode(world.places).read().findings == ()


@pytest.mark.parametrize(
    ("name", "text", "count"), [("ANTHROPIC_FEDERATION_RULE_ID", "fdrl_x", 1), ("ANTHROPIC_FEDERATION_RULE_ID", "", 0)]
)
def test_a_variable_that_switches_another_source_on(world: World, name: str, text: str, count: int) -> None:
    world.environ[name] = text
    assert len(ProcessEnvironment(world.places).read().unread_sources) == count
