"""The command amid what the machine says: who started it, other tools' keys, and what is worth a warning."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import GOOD, OLD
from tests.e2e.command import World, world
from tui.practice.stand_in import StandIn

KEY = "ANTHROPIC_API_KEY"
KEYRING = 'import keyring\nfrom anthropic import Anthropic\nAnthropic(api_key=keyring.get_password("bot", "me"))\n'
SetUp = Callable[[World], object]
SERVICE = {"INVOCATION_ID": "5c3f", "JOURNAL_STREAM": "8:1"}
CRON = {"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "ada"}


@pytest.fixture
def place(tmp_path: Path) -> World:
    made = world(tmp_path / "home")
    made.home.chmod(0o755)
    return made


def start_up(key: str, name: str = ".zshrc") -> SetUp:
    return lambda made: made.write(f"~/{name}", f"export {KEY}={key}\n")


def unit(name: str, *lines: str) -> SetUp:
    text = "\n".join(("[Service]", "ExecStart=/usr/bin/python3 %h/project/main.py", *lines))
    return lambda made: made.write(name, text)


def tool(name: str, key: str) -> SetUp:
    servers = {"bot": {"command": "python", "args": ["main.py"], "env": {KEY: key}}}
    return lambda made: made.write(name, json.dumps({"mcpServers": servers}))


def env_file(key: str) -> SetUp:
    return lambda made: made.write(".env", f"{KEY}={key}\n").chmod(0o600)


def all_of(*parts: SetUp) -> SetUp:
    return lambda made: [part(made) for part in parts]


SICK: tuple[tuple[str, str, SetUp, dict[str, str]], ...] = (
    ("shell-not-restarted", "proven", start_up(GOOD), {}),
    ("shell-not-restarted", "proven", start_up(GOOD), {KEY: OLD, "TERM": "xterm"}),
    ("shell-not-restarted", "proven", start_up(GOOD), {KEY: OLD, "TERM": "tmux", "TMUX": "/tmp/t,1,0"}),
    ("key-missing", "proven", start_up(GOOD, ".config/fish/config.fish"), {}),
    ("service-env-missing", "proven", start_up(GOOD), SERVICE),
    ("service-env-missing", "proven", start_up(GOOD, ".bashrc"), CRON),
    ("service-env-missing", "proven", start_up(GOOD), {"SUDO_USER": "ada", "TERM": "xterm"}),
    ("service-env-missing", "proven", start_up(GOOD), {"XPC_SERVICE_NAME": "org.example.bot"}),
    ("service-env-missing", "proven", start_up(GOOD), {**SERVICE, KEY: OLD}),
    ("service-env-missing", "likely", all_of(start_up(GOOD), unit("deploy/bot.service")), {}),
    ("service-env-missing", "likely", unit("~/.config/systemd/user/bot.service"), {KEY: GOOD, "TERM": "xterm"}),
    ("tool-config-overrides", "likely", all_of(env_file(GOOD), tool(".mcp.json", OLD)), {}),
    ("tool-config-overrides", "likely", all_of(env_file(GOOD), tool(".cursor/mcp.json", "")), {}),
    ("tool-config-overrides", "proven", all_of(env_file(GOOD), tool(".mcp.json", OLD)), {KEY: OLD}),
    ("keyring-unavailable", "proven", lambda made: made.write("main.py", KEYRING), {}),
)
LLM = "~/.config/io.datasette.llm/keys.json"
ELSEWHERE = {"projects": {"/srv/other": {"mcpServers": {"x": {"env": {KEY: OLD}}}}}}
HEALTHY: tuple[tuple[SetUp, dict[str, str]], ...] = (
    (env_file(GOOD), SERVICE),
    (env_file(GOOD), {"SUDO_USER": "ada", "TERM": "xterm"}),
    (all_of(env_file(GOOD), start_up(OLD)), {}),
    (all_of(start_up(GOOD), unit("deploy/bot.service")), {KEY: GOOD, "TERM": "xterm"}),
    (all_of(env_file(GOOD), unit("~/.config/systemd/user/bot.service")), {"TERM": "xterm"}),
    (unit("~/.config/systemd/user/bot.service", f"PassEnvironment={KEY}"), {KEY: GOOD, "TERM": "xterm"}),
    (all_of(env_file(GOOD), tool(".mcp.json", f"${{{KEY}}}")), {}),
    (all_of(env_file(GOOD), tool(".mcp.json", GOOD)), {}),
    (all_of(env_file(GOOD), tool("~/.cursor/mcp.json", OLD)), {}),
    (all_of(env_file(GOOD), lambda made: made.write("~/.claude.json", json.dumps(ELSEWHERE))), {}),
    (all_of(env_file(GOOD), lambda made: made.write(LLM, json.dumps({"anthropic": OLD}))), {}),
    (all_of(env_file(GOOD), lambda made: made.write("helper.py", KEYRING.replace("api_key=", "x or "))), {}),
)


def checked(made: World, api: StandIn, **environ: str) -> dict[str, object]:
    result = World(made.home, {**made.environ, **environ}).run("check", "--json", "--api-url", api.url)
    assert not any(key[20:60] in result.stdout + result.stderr for key in (GOOD, OLD))
    report: dict[str, object] = json.loads(result.stdout)
    return {**report, "code": result.returncode}


@pytest.mark.parametrize(("cause_id", "certainty", "set_up", "environ"), SICK)
def test_the_cause_comes_first(
    place: World, api: StandIn, cause_id: str, certainty: str, set_up: SetUp, environ: dict[str, str]
) -> None:
    set_up(place)
    report = checked(place, api, **environ)
    cause = report["cause"]
    assert isinstance(cause, dict)
    assert (cause["id"], cause["certainty"], report["code"]) == (cause_id, certainty, 1)


@pytest.mark.parametrize(("set_up", "environ"), HEALTHY)
def test_no_false_alarm(place: World, api: StandIn, set_up: SetUp, environ: dict[str, str]) -> None:
    set_up(place)
    report = checked(place, api, **environ)
    assert (report["verdict"], report["code"], report["cause"]) == ("ok", 0, None)


def test_a_new_terminal_is_tried_before_it_is_recommended(place: World, api: StandIn) -> None:
    start_up(GOOD)(place)
    result = place.run("fix", "--api-url", api.url)
    assert result.returncode == 1
    assert ". ~/.zshrc" in result.stdout


def test_the_report_says_what_a_new_terminal_would_send(place: World, api: StandIn) -> None:
    start_up(OLD)(place)
    listed = checked(place, api, **{KEY: GOOD, "TERM": "xterm"})["clients"]
    assert isinstance(listed, list)
    later = {item["id"]: item["in_a_new_terminal"]["sends"]["place"] for item in listed}  # pyright: ignore[reportUnknownVariableType] - the report is JSON
    assert set(later.values()) == {"~/.zshrc:1"}  # pyright: ignore[reportUnknownArgumentType] - as above
    assert "python-sdk" in later


def warnings(made: World, api: StandIn, **environ: str) -> set[object]:
    found = checked(made, api, **environ)["warnings"]
    assert isinstance(found, list)
    return {line["id"] for line in found}  # pyright: ignore[reportUnknownVariableType] - the report is JSON


def git(made: World, *words: str) -> None:
    program = shutil.which("git")
    assert program
    environ = {"PATH": os.environ["PATH"], "HOME": str(made.home), "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run([program, *words], cwd=made.project, env=environ, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_what_git_takes_along(place: World, api: StandIn) -> None:
    git(place, "init", "-q")
    env_file(GOOD)(place)
    assert warnings(place, api) == {"dotenv-not-ignored"}
    place.write(".gitignore", ".env\n")
    assert warnings(place, api) == set()
    git(place, "add", "-f", ".env")
    assert warnings(place, api) == {"dotenv-tracked-by-git"}


def test_the_other_warnings(place: World, api: StandIn) -> None:
    place.write(".env", f"{KEY}={GOOD}\n").chmod(0o644)
    assert warnings(place, api) == {"dotenv-readable-by-others"}
    env_file(GOOD)(place)
    assert warnings(place, api) == set()
    place.write("~/.bash_history", f"ls\nexport {KEY}={GOOD}\n")
    place.write("lib.py", f"SPARE = '{OLD}'\n")
    place.write("requirements.txt", "anthropic==0.103.1\n")
    start_up(GOOD)(place)
    place.write("web/.env", f"VITE_ANTHROPIC_API_KEY={GOOD}\n").chmod(0o600)
    assert warnings(place, api) == {
        "key-in-shell-history",
        "key-in-source",
        "old-sdk",
        "key-in-several-places",
        "key-in-frontend-variable",
    }
