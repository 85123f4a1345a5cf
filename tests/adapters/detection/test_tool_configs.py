import json

import pytest

from tests.adapters.detection.world import GOOD, OTHER, World
from tui.adapters.reading.tool_configs import ToolConfigs
from tui.domain.found.finding import State
from tui.domain.found.tool_files import TOOL_FILES, ToolFile, tool_of
from tui.domain.key.secret import Secret
from tui.domain.resolving.snapshot import Reading

KEY = "ANTHROPIC_API_KEY"


def read(world: World) -> Reading:
    return ToolConfigs(world.places).read()


def found(world: World) -> list[tuple[str, str]]:
    findings = read(world).findings
    assert all(finding.value.secret == Secret(OTHER) for finding in findings)
    return [(finding.variable, finding.origin.label) for finding in findings]


def server(world: World, **changes: object) -> dict[str, object]:
    return {"command": "python", "args": [str(world.project / "server.py")], "env": {KEY: OTHER}, **changes}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (".mcp.json", '{"mcpServers": {\n"bot": {"command": "x",\n "env": {"NAME": "@"}}}}', (KEY, 3)),
        (".vscode/mcp.json", '{"servers": {"bot": {"env":\n {"NAME": "@"}}}}', (KEY, 2)),
        (".vscode/settings.json", '{\n  // mine\n  "terminal.integrated.env.linux": {"NAME": "@"},\n}', (KEY, 3)),
        (
            ".vscode/settings.json",
            '{"claudeCode.environmentVariables": [\n{"name": "NAME", "value": "@"}]}',
            (KEY, 2),
        ),
        (".vscode/launch.json", '{"configurations": [{"name": "run",\n"env": {"NAME": "@"}}]}', (KEY, 2)),
        (".continue/config.yaml", "models:\n  - name: x\n    apiKey: @\n", ("apiKey", 3)),
        (".continue/.env", "A=1\nNAME=@\n", (KEY, 2)),
        (".aider.conf.yml", "# c\nanthropic-api-key: @\n", ("anthropic-api-key", 2)),
        (".aider.conf.yml", "api-key:\n  - anthropic=@\n", ("anthropic", 2)),
        ("opencode.json", '{"provider": {"anthropic": {"options":\n{"apiKey": "@"}}}}', ("apiKey", 2)),
        (".codex/config.toml", '[mcp_servers.bot]\nenv = { NAME = "@" }\n', (KEY, 2)),
        (".idea/workspace.xml", '<envs>\n<env name="NAME" value="@" />\n</envs>', (KEY, 2)),
    ],
)
def test_a_literal_in_a_file_of_the_project(world: World, name: str, text: str, expected: tuple[str, int]) -> None:
    world.in_project(name, text.replace("NAME", KEY).replace("@", OTHER))
    variable, line = expected
    assert found(world) == [(variable, f"~/code/project/{name}:{line}")]


REFERENCES = (
    f"${{{KEY}}}",
    f"${{env:{KEY}}}",
    "${input:key}",
    f"{{env:{KEY}}}",
    f"${KEY}",
    "op://vault/item",
    "{{ key }}",
)


@pytest.mark.parametrize("value", REFERENCES)
def test_near_miss_a_reference_is_filled_in_from_elsewhere(world: World, value: str) -> None:
    world.in_project(".mcp.json", json.dumps({"mcpServers": {"bot": {"env": {KEY: value}}}}))
    assert read(world).findings == ()


def test_near_miss_a_key_beside_another_host_may_be_that_hosts(world: World) -> None:
    env = {KEY: OTHER, "ANTHROPIC_BASE_URL": "https://relay.example"}
    world.in_project(".mcp.json", json.dumps({"mcpServers": {"bot": {"env": env}}}))
    assert read(world).findings == ()


def test_an_empty_value_is_a_value(world: World) -> None:
    world.in_project(".mcp.json", json.dumps({"mcpServers": {"bot": {"env": {KEY: ""}}}}))
    (finding,) = read(world).findings
    assert finding.value.is_blank


def test_a_server_of_the_user_counts_where_it_is_started_from_the_project(world: World) -> None:
    servers = {"bot": server(world), "other": server(world, args=["/srv/other/server.py"])}
    world.in_home(".cursor/mcp.json", json.dumps({"mcpServers": servers}, indent=1))
    assert len(found(world)) == 1
    world.in_home(
        ".cursor/mcp.json", json.dumps({"mcpServers": {"bot": server(world, args=[], cwd=str(world.project))}})
    )
    assert len(found(world)) == 1


@pytest.mark.parametrize(
    ("command", "words", "state"),
    [
        ("npx", ["-y", "@somebody/server"], State.OTHER_PROGRAM),
        ("C:\\node\\npx.cmd", ["somebody"], State.OTHER_PROGRAM),
        ("docker", ["run", "-i", "somebody/server"], State.OTHER_PROGRAM),
        ("npx", ["tsx", "src/server.ts"], State.ACTIVE),
        ("uvx", ["--from", ".", "hello"], State.ACTIVE),
        ("python", ["-m", "hello"], State.ACTIVE),
    ],
)
def test_a_server_that_is_fetched_is_another_program(
    world: World, command: str, words: list[str], state: State
) -> None:
    one = {"command": command, "args": words, "env": {KEY: OTHER}}
    world.in_project(".mcp.json", json.dumps({"mcpServers": {"bot": one}}))
    (finding,) = read(world).findings
    assert finding.state is state


def test_the_projects_own_part_of_claude_codes_state(world: World) -> None:
    state = {
        "projects": {
            str(world.project): {"mcpServers": {"bot": server(world, args=[])}},
            str(world.home / "other"): {"mcpServers": {"bot": server(world, args=[])}},
        },
        "mcpServers": {"else": server(world, args=["/srv/x.py"])},
    }
    world.in_home(".claude.json", json.dumps(state, indent=1))
    ((variable, _),) = found(world)
    assert variable == KEY


@pytest.mark.parametrize(
    ("name", "text", "sign"),
    [
        (".config/io.datasette.llm/keys.json", json.dumps({"anthropic": OTHER}), "llm.toml"),
        (".local/share/opencode/auth.json", json.dumps({"anthropic": {"type": "api", "key": OTHER}}), "opencode.json"),
        (".aider.conf.yml", f"anthropic-api-key: {OTHER}\n", ".aider.chat.history.md"),
        (".hermes/.env", f"{KEY}={OTHER}\n", ".hermes/x"),
    ],
)
def test_a_file_of_the_user_counts_where_the_project_uses_the_tool(
    world: World, name: str, text: str, sign: str
) -> None:
    world.in_home(name, text)
    assert found(world) == []
    world.in_project(sign, "{}")
    assert len(found(world)) == 1


def test_the_file_that_has_given_this_process_its_value_counts_anywhere(world: World) -> None:
    text = json.dumps({"terminal.integrated.env.linux": {KEY: OTHER}})
    world.in_home(".config/Code/User/settings.json", text)
    assert found(world) == []
    world.environ[KEY] = OTHER
    assert found(world) == [(KEY, "~/.config/Code/User/settings.json:1")]


def test_on_a_mac_the_same_files_lie_elsewhere(world: World) -> None:
    world.platform, world.environ[KEY] = "darwin", OTHER
    folder = "Library/Application Support/Code/User"
    world.in_home(f"{folder}/settings.json", json.dumps({"terminal.integrated.env.osx": {KEY: OTHER}}))
    assert found(world) == [(KEY, f"~/{folder}/settings.json:1")]


def test_other_peoples_values_and_other_names_are_left_alone(world: World) -> None:
    env = {"OPENAI_API_KEY": "sk-proj-abcdefghijklmnopqrstuv", "ANTHROPIC_MODEL": "claude-sonnet-5", "apiKey": "plain"}
    world.in_project(".mcp.json", json.dumps({"mcpServers": {"bot": {"env": env}}}))
    assert read(world).findings == ()


def test_a_file_that_does_not_parse_is_a_problem_only_where_it_speaks_of_a_key(world: World) -> None:
    world.in_project(".mcp.json", f'{{"mcpServers": {{\n"env": {{"{KEY}": }}')
    world.in_project(".vscode/settings.json", "{ broken")
    reading = read(world)
    assert [problem.origin.label for problem in reading.problems] == ["~/code/project/.mcp.json:2"]
    assert reading.findings == ()


def test_no_value_shows_in_a_reading(world: World) -> None:
    world.in_project(".mcp.json", json.dumps({"mcpServers": {"bot": {"env": {KEY: GOOD}}}}))
    assert GOOD[20:60] not in repr(read(world))


DAMAGED = (
    b"",
    b"\xff\xfe sk-ant-",
    b"[" * 5000 + b'"sk-ant-x"',
    b'"ANTHROPIC_API_KEY"',
    b"null # sk-ant-",
    b'{"a": NaN, "ANTHROPIC_API_KEY": 5}',
)


@pytest.mark.parametrize("data", DAMAGED)
@pytest.mark.parametrize("file", TOOL_FILES, ids=lambda file: file.path)
def test_any_bytes_in_any_file_are_no_failure(world: World, file: ToolFile, data: bytes) -> None:
    world.in_project(file.path, data)
    world.in_home(file.path, data)
    assert isinstance(read(world), Reading)


def test_every_file_has_a_tool() -> None:
    assert tool_of("/home/ada/project/.mcp.json") == "Claude Code"
    assert tool_of("C:\\code\\.vscode\\launch.json") == "VS Code"
    assert tool_of("/elsewhere.json") == "another tool"
