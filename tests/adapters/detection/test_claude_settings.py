import json

import pytest

from tests.adapters.detection.world import GOOD, OTHER, World, only, values, write
from tui.adapters.reading.claude_settings import ClaudeSettings
from tui.domain.clients.claude_code import Vendor
from tui.domain.found.finding import State
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind

_NAME = "ANTHROPIC_API_KEY"
TOKEN = GOOD.replace("api03", "oat01")


def settings(key: str, **others: object) -> str:
    return json.dumps({**others, "env": {_NAME: key}}, indent=2)


@pytest.mark.parametrize("file", ["settings.json", "settings.local.json"])
def test_the_settings_of_the_project(world: World, file: str) -> None:
    world.in_project(f".claude/{file}", settings(GOOD, model="x"))
    reading = ClaudeSettings(world.places).read()
    finding = only(reading)
    assert (finding.variable, finding.value.secret) == (_NAME, Secret(GOOD))
    assert finding.origin.kind is OriginKind.CLAUDE_SETTINGS
    assert finding.origin.label == f"~/code/project/.claude/{file}:4"
    assert [(sign.client_id, sign.why) for sign in reading.clients] == [
        ("claude-code", f"the project has .claude/{file}")
    ]


def test_the_settings_that_win_come_first(world: World) -> None:
    system = world.root / "system" / "etc" / "claude-code"
    write(system / "managed-settings.json", settings("managed"))
    write(system / "managed-settings.d" / "10.json", settings("ten"))
    write(system / "managed-settings.d" / "20.json", settings("twenty"))
    world.in_project(".claude/settings.local.json", settings("local"))
    world.in_project(".claude/settings.json", settings("project"))
    world.in_home(".claude/settings.json", settings("user"))
    found = [secret for _, secret in values(ClaudeSettings(world.places).read())]
    assert found == [Secret(text) for text in ("twenty", "ten", "managed", "local", "project", "user")]


def test_settings_under_home_are_no_sign_of_a_project(world: World) -> None:
    world.in_home(".claude/settings.json", settings(GOOD))
    reading = ClaudeSettings(world.places).read()
    assert only(reading).origin.label == "~/.claude/settings.json:3"
    assert reading.clients == ()


def test_instructions_for_claude_are_a_sign(world: World) -> None:
    world.in_project("CLAUDE.md", "hello")
    assert [sign.why for sign in ClaudeSettings(world.places).read().clients] == ["the project has CLAUDE.md"]


def test_a_base_url_and_unrelated_variables(world: World) -> None:
    block = {"ANTHROPIC_BASE_URL": "https://ada:pw@relay.example/x?k=1", "FOO": "bar", "ANTHROPIC_LOG": 1}
    world.in_home(".claude/settings.json", json.dumps({"env": block}))
    finding = only(ClaudeSettings(world.places).read())
    assert (finding.variable, finding.text) == ("ANTHROPIC_BASE_URL", "https://relay.example/x")


def test_the_line_is_that_of_the_env_block(world: World) -> None:
    text = f'{{\n  "note": "{_NAME}",\n  "{_NAME}": 1,\n  "env": {{\n\n    "{_NAME}": "{GOOD}"\n  }}\n}}\n'
    world.in_home(".claude/settings.json", text)
    assert only(ClaudeSettings(world.places).read()).origin.line == 6


def test_the_moved_folder(world: World) -> None:
    world.environ["CLAUDE_CONFIG_DIR"] = str(world.home / "elsewhere")
    world.in_home("elsewhere/settings.json", settings(GOOD))
    world.in_home("elsewhere/.claude.json", json.dumps({"primaryApiKey": OTHER}))
    world.in_home(".claude/settings.json", settings("old"))
    world.in_home(".claude.json", json.dumps({"primaryApiKey": "old"}))
    findings = ClaudeSettings(world.places).read().findings
    assert [(item.variable, item.value.secret) for item in findings if item.is_active] == [
        (_NAME, Secret(GOOD)),
        ("primaryApiKey", Secret(OTHER)),
    ]
    assert [(item.origin.label, item.state) for item in findings if not item.is_active] == [
        ("~/.claude.json:1", State.OTHER_FOLDER)
    ]


def test_a_folder_that_is_named_relatively_and_the_usual_one_by_its_name(world: World) -> None:
    world.environ["CLAUDE_CONFIG_DIR"] = "own"
    world.in_project("own/settings.json", settings(GOOD))
    world.in_home(".claude/.credentials.json", json.dumps({"claudeAiOauth": {"accessToken": TOKEN}}))
    found = ClaudeSettings(world.places).read().findings
    assert [(item.value.secret, item.state) for item in found] == [
        (Secret(GOOD), State.ACTIVE),
        (Secret(TOKEN), State.OTHER_FOLDER),
    ]
    world.environ["CLAUDE_CONFIG_DIR"] = str(world.home / ".claude")
    assert [item.state for item in ClaudeSettings(world.places).read().findings] == [State.ACTIVE]


def test_the_stored_login(world: World) -> None:
    token = GOOD.replace("api03", "oat01")
    login = {"claudeAiOauth": {"accessToken": token, "refreshToken": "r", "expiresAt": 1}}
    world.in_home(".claude/.credentials.json", json.dumps(login, indent=1))
    finding = only(ClaudeSettings(world.places).read())
    assert (finding.origin.kind, finding.value.secret) == (OriginKind.CLAUDE_LOGIN, Secret(token))
    assert finding.origin.label == "~/.claude/.credentials.json:3"


def test_the_key_that_a_console_login_stored(world: World) -> None:
    world.in_home(".claude.json", json.dumps({"projects": {}, "primaryApiKey": GOOD}, indent=1))
    finding = only(ClaudeSettings(world.places).read())
    assert (finding.variable, finding.origin.kind) == ("primaryApiKey", OriginKind.CLAUDE_SETTINGS)
    assert finding.origin.label == "~/.claude.json:3"


def test_a_state_file_without_a_key_is_not_even_parsed(world: World) -> None:
    world.in_home(".claude.json", "{ damaged")
    assert ClaudeSettings(world.places).read().problems == ()


def test_a_helper_is_noted_and_not_run(world: World) -> None:
    command = f"touch {world.home}/ran"
    world.in_home(".claude/settings.json", json.dumps({"model": "x", "apiKeyHelper": command}, indent=1))
    reading = ClaudeSettings(world.places).read()
    finding = only(reading)
    assert (finding.variable, finding.state, finding.text) == ("apiKeyHelper", State.NOT_RUN, "touch ...")
    assert finding.origin.label == "~/.claude/settings.json:3"
    assert reading.claude_code is not None
    assert reading.claude_code.helper is not None
    assert reading.claude_code.helper.command == Secret(command)
    assert not reading.claude_code.helper.is_projects
    assert not (world.home / "ran").exists()


def test_the_helper_of_the_highest_file_is_the_one(world: World) -> None:
    world.in_home(".claude/settings.json", json.dumps({"apiKeyHelper": "mine"}))
    world.in_project(".claude/settings.json", json.dumps({"apiKeyHelper": "theirs"}))
    kept = ClaudeSettings(world.places).read().claude_code
    assert kept is not None
    assert kept.helper is not None
    assert (kept.helper.shown, kept.helper.is_projects) == ("theirs", True)


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("~/bin/key.sh", "~/bin/key.sh"),
        (f"echo {GOOD}", "echo ..."),
        (f"KEY={GOOD} key.sh", ""),
        (GOOD, ""),
        ("'a b' c", ""),
        ("\x1b[2J", ""),
    ],
)
def test_of_a_command_only_the_program_is_shown(world: World, command: str, shown: str) -> None:
    world.in_home(".claude/settings.json", json.dumps({"apiKeyHelper": command}))
    reading = ClaudeSettings(world.places).read()
    assert reading.claude_code is not None
    assert reading.claude_code.helper is not None
    assert reading.claude_code.helper.shown == shown
    assert GOOD[20:40] not in repr(reading)


@pytest.mark.parametrize("value", ["1", "true", 1, True])
def test_a_flag_may_be_written_in_any_way(world: World, value: object) -> None:
    world.in_home(".claude/settings.json", json.dumps({"env": {"CLAUDE_CODE_USE_BEDROCK": value}}))
    finding = only(ClaudeSettings(world.places).read())
    assert (finding.variable, finding.text) == ("CLAUDE_CODE_USE_BEDROCK", str(value).lower())


def test_whose_credentials_are_in_sight(world: World) -> None:
    def seen() -> tuple[Vendor, ...]:
        kept = ClaudeSettings(world.places).read().claude_code
        assert kept is not None
        return kept.vendors

    world.environ["AWS_PROFILE"] = ""
    assert seen() == ()
    world.in_home(".claude/settings.json", json.dumps({"env": {"AWS_PROFILE": "work"}}))
    world.in_home(".config/gcloud/application_default_credentials.json", "{}")
    world.environ["ANTHROPIC_FOUNDRY_API_KEY"] = "x"
    assert seen() == (Vendor.AMAZON, Vendor.GOOGLE, Vendor.MICROSOFT)


def test_a_malformed_file_is_a_problem_with_its_place(world: World) -> None:
    world.in_project(".claude/settings.json", f'{{\n  "env": {{"{_NAME}": "{GOOD}",}}\n}}')
    reading = ClaudeSettings(world.places).read()
    assert reading.findings == ()
    problem = reading.problems[0]
    assert problem.text.startswith("`settings.json` is not valid JSON at line 2, column ")
    assert problem.origin.line == 2
    assert GOOD[20:40] not in problem.text
    kept = reading.claude_code
    assert kept is not None
    (malformed,) = kept.malformed
    assert malformed.names_credentials
    assert malformed.origin.line == 2
    assert malformed.reason.endswith("a comma stands before a closing bracket")


@pytest.mark.parametrize(
    ("text", "words", "names_credentials"),
    [
        ('{"permissions": [1,]}', "a comma stands before a closing bracket", False),
        ('{\n  // the key\n  "env": {"ANTHROPIC_API_KEY": "x"}}', "at line 2, column 3 a comment stands", True),
        ('{"apiKeyHelper": "x"', "the parser says: ", True),
        ("[]", "it holds no JSON object", False),
    ],
)
def test_why_a_file_does_not_parse(world: World, text: str, words: str, *, names_credentials: bool) -> None:
    path = world.in_home(".claude/settings.json", text)
    kept = ClaudeSettings(world.places).read().claude_code
    assert kept is not None
    (malformed,) = kept.malformed
    assert words in malformed.reason
    assert malformed.names_credentials is names_credentials
    assert path.read_text() == text


def test_an_empty_file_is_no_damage(world: World) -> None:
    world.in_home(".claude/settings.json", "\n")
    kept = ClaudeSettings(world.places).read().claude_code
    assert kept is not None
    assert kept.malformed == ()


@pytest.mark.parametrize("text", ["[]", "3", '"x"', "null", "", "[" * 100_000, '{"a":' * 100_000])
def test_documents_of_another_shape_are_problems(world: World, text: str) -> None:
    world.in_home(".claude/settings.json", text)
    reading = ClaudeSettings(world.places).read()
    assert reading.findings == ()
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    "text", ['{"env": 3}', '{"env": []}', '{"env": null}', '{"env": {"ANTHROPIC_API_KEY": 3}}', '\ufeff{"env": {}}']
)
def test_strange_values_are_ignored(world: World, text: str) -> None:
    world.in_home(".claude/settings.json", text)
    world.in_home(".claude/.credentials.json", '{"claudeAiOauth": {"accessToken": 3}}')
    world.in_home(".claude.json", '{"primaryApiKey": {}}')
    reading = ClaudeSettings(world.places).read()
    assert (reading.findings, reading.problems) == ((), ())


def test_what_is_no_file_is_a_problem(world: World) -> None:
    (world.home / ".claude" / "settings.json").mkdir(parents=True)
    problems = ClaudeSettings(world.places).read().problems
    assert [problem.text for problem in problems] == ["`settings.json` is a folder, not a file"]


def test_a_home_that_does_not_exist(world: World) -> None:
    places = type(world.places)(world.root / "none", world.root / "nothing", {}, world.root / "system")
    reading = ClaudeSettings(places).read()
    assert (reading.findings, reading.problems, reading.clients) == ((), (), ())


def test_variables_of_the_network_stand_apart(world: World) -> None:
    world.in_home(".claude/settings.json", '{"env": {"NODE_EXTRA_CA_CERTS": "/etc/corp/ca.pem", "HTTPS_PROXY": "p:1"}}')
    reading = ClaudeSettings(world.places).read()
    assert reading.findings == ()
    assert [(finding.variable, finding.text) for finding in reading.network] == [
        ("NODE_EXTRA_CA_CERTS", "/etc/corp/ca.pem"),
        ("HTTPS_PROXY", "p:1"),
    ]
