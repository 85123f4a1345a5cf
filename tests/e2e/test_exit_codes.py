"""The exit codes of the contract, and which stream says what."""

import json
import signal
import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.builders import GOOD, OLD
from tests.e2e.command import World, on_a_terminal
from tests.servers import refusing_port
from tui.domain.key.secret import mask
from tui.practice.rules import Mode, Rules
from tui.practice.stand_in import StandIn


def test_nothing_wrong_is_0_in_at_most_eight_lines(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    result = place.run("check", "--api-url", api.url)
    assert result.returncode == 0, result.stdout + result.stderr
    assert len(result.stdout.splitlines()) <= 8
    assert "accepted" in result.stdout
    assert "sending" in result.stderr


def test_a_cause_is_1(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={OLD}\n")
    result = place.run("check", "--api-url", api.url)
    assert result.returncode == 1
    assert "key-rejected" in result.stdout


@pytest.mark.parametrize("arguments", [["--nonsense"], ["check", "--timeout", "0"], ["explain", "no-such-cause"]])
def test_a_wrong_command_line_is_2(place: World, arguments: list[str]) -> None:
    result = place.run(*arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_a_missing_project_is_2_and_still_json(place: World) -> None:
    result = place.run("check", "--json", "--project", "nowhere")
    assert result.returncode == 2
    assert json.loads(result.stdout)["verdict"] == "unknown"


def test_what_could_not_be_checked_is_3(place: World) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    result = place.run("check", "--offline")
    assert result.returncode == 3


def test_the_code_is_the_same_with_json(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={OLD}\n")
    result = place.run("check", "--json", "--api-url", api.url)
    report = json.loads(result.stdout)
    assert result.returncode == 1
    assert (report["verdict"], report["cause"]["id"]) == ("problem", "key-rejected")
    assert report["schema_version"] == 1


def test_a_dead_port_is_a_cause(place: World) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    with refusing_port() as url:
        result = place.run("check", "--json", "--api-url", url)
    assert result.returncode == 1
    assert json.loads(result.stdout)["cause"]["id"] == "connection-refused"


def test_the_wizard_without_a_terminal_is_the_check(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    result = place.run("--api-url", api.url)
    assert result.returncode == 0
    assert "accepted" in result.stdout
    assert "\x1b" not in result.stdout + result.stderr


def test_a_reader_that_goes_away_is_no_traceback(place: World) -> None:
    command = f"{sys.executable} -m tui explain | head -1"
    result = subprocess.run(
        ["sh", "-c", command], cwd=place.project, env=dict(place.environ), capture_output=True, text=True, check=False
    )
    assert "Traceback" not in result.stderr
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT cannot be sent to one process there")
def test_interrupting_a_slow_probe_is_130(place: World) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    with StandIn(Rules(keys=(GOOD,), mode=Mode.SLOW, slow_seconds=60)) as server:
        child = subprocess.Popen(
            [sys.executable, "-m", "tui", "check", "--api-url", server.url],
            cwd=place.project,
            env=dict(place.environ),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert child.stderr is not None
        assert "sending" in child.stderr.readline()
        child.send_signal(signal.SIGINT)
        output, narration = child.communicate(timeout=10)
    assert child.returncode == 130
    assert output == ""
    assert "Traceback" not in narration


@pytest.mark.parametrize("redirection", [">&-", ">/dev/full", "2>&-"])
def test_an_output_that_takes_nothing_is_no_crash(place: World, redirection: str) -> None:
    command = f"{sys.executable} -m tui check --offline {redirection}"
    result = subprocess.run(
        ["sh", "-c", command], cwd=place.project, env=dict(place.environ), capture_output=True, text=True, check=False
    )
    assert result.returncode in {1, 3}
    assert "crashed" not in result.stderr


CODES = {
    "": 1,
    "check": 1,
    "fix": 1,
    "undo": 3,
    "undo --list": 0,
    "keys add x": 3,
    "keys": 3,
    "keys test x": 3,
    "keys remove x": 3,
    "practice": 1,
    "practice --list": 0,
    "explain": 0,
    "explain -": 3,
    "explain key-rejected": 0,
    "--help": 0,
    "--version": 0,
    "--nonsense": 2,
}


@pytest.mark.skipif(sys.platform == "win32", reason="the redirections of a POSIX shell")
@pytest.mark.parametrize(
    ("closed", "commands"),
    [
        ("<&-", ("keys add x", "explain -")),
        (">&-", ("check", "keys", "explain")),
        ("2>&-", ("check", "undo", "--nonsense")),
        ("<&- >&- 2>&-", tuple(CODES)),
    ],
)
def test_a_closed_stream_changes_no_code(place: World, closed: str, commands: Sequence[str]) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    with refusing_port() as url:
        made = {**place.environ, "FIX401_API_URL": url, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        lines = [f"{sys.executable} -m tui {command} {closed}; echo code=$? >&9" for command in commands]
        command = "exec 9>codes\n" + "\n".join(lines)
        done = subprocess.run(["sh", "-c", command], cwd=place.project, env=made, capture_output=True, check=False)
    codes = [int(line.removeprefix("code=")) for line in (place.project / "codes").read_text().splitlines()]
    assert codes == [CODES[command] for command in commands]
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"bug of fix401" not in done.stdout + done.stderr


def test_without_a_screen_it_says_that_it_is_the_check(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    lines = place.run("--api-url", api.url).stderr.splitlines()
    assert lines[0] == (
        "fix401: no screen here, so this is `fix401 check`: it sends without asking, --offline sends nothing"
    )
    assert lines[1].startswith("fix401: sending 2 free requests to ")
    assert place.run("--offline").stderr == "fix401: no screen here, so this is `fix401 check`\n"
    assert "no screen" not in place.run("check", "--offline").stderr


def test_the_paid_call_is_announced(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    result = place.run("check", "--hello", "--api-url", api.url)
    assert "sending 2 free requests, and 1 paid call of one token if a key is accepted, to 127.0.0.1" in result.stderr
    assert sum(seen.method == "POST" for seen in api.requests) == 1


def test_what_stands_beside_the_verdict_is_said(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    place.write("~/.zshrc", f"\n\nexport ANTHROPIC_API_KEY={OLD}\n")
    place.write("package.json", '{"dependencies": {"@anthropic-ai/sdk": "0.60.0"}}')
    result = place.run("check", "--api-url", api.url)
    said = " ".join(result.stdout.split())
    assert result.returncode == 0
    later = f"in a new terminal the Python SDK would send {mask(OLD)} from `~/.zshrc:3`, which is rejected"
    assert later in said
    assert "also here: TypeScript SDK (`--client typescript-sdk`)" in said
    place.write("~/.zshrc", f"export ANTHROPIC_API_KEY={GOOD}\n")
    assert "in a new terminal" not in place.run("check", "--api-url", api.url).stdout


def test_steps_have_numbers_and_a_choice_has_its_or(place: World, api: StandIn) -> None:
    place.write("package.json", '{"dependencies": {"@anthropic-ai/sdk": "0.60.0"}}')
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    place.write(".claude/settings.json", f'{{"env": {{"ANTHROPIC_API_KEY": "{OLD}"}}}}')
    shown = place.run("check", "--client", "claude-code", "--api-url", api.url).stdout
    said = " ".join(shown.split())
    assert "2. remove `ANTHROPIC_API_KEY` from `env` in `~/project/.claude/settings.json` (for this project)" in said
    assert "\n  or create a key at https://platform.claude.com/settings/keys" in shown
    assert f"press `a` on step 2 of `fix401 --client claude-code --api-url '{api.url}'`" in said
    assert "4. " not in shown


def test_without_a_keyring_none_is_offered_and_no_key_is_asked_for(place: World) -> None:
    place.write(".env", "")
    shown = place.run("check", "--offline").stdout
    assert "create a key at" in shown
    assert "keyring" not in shown
    code, said = on_a_terminal(place, "keys", "add", "ANTHROPIC_API_KEY")
    assert code == 3
    assert "there is no keyring in this session" in said
    assert "(not shown)" not in said
    elsewhere = place.run("check", "--offline", DBUS_SESSION_BUS_ADDRESS="unix:path=/run/user/1000/bus").stdout
    assert "keep it in the keyring" in elsewhere


MISTYPED = {
    "--clint x": "there is no option `--clint`; did you mean `--client`?",
    "check --hlep": "there is no option `--hlep`; did you mean `--help`?",
    "check --zzz": "there is no option `--zzz`\n",
    "explain key-rejcted": "did you mean `key-rejected`?",
    "explain Key_Rejected": "did you mean `key-rejected`?",
    "practice key-rejcted": "there is no lab `key-rejcted`; did you mean `key-rejected`?",
    "practice wrong_name": "there is no lab `wrong_name`; did you mean `wrong-variable-name`?",
    "practice dotenv": "there is no lab `dotenv`; did you mean `dotenv-not-loaded` or `environment-overrides-dotenv`?",
    "practice zzz": "there is no lab `zzz`\n",
}


def test_what_is_mistyped_is_named_with_what_was_meant(place: World) -> None:
    codes, said = place.run_each(*(command.split() for command in MISTYPED))
    assert codes == [2] * len(MISTYPED)
    assert [words for words in MISTYPED.values() if words not in said] == []


def test_the_help_says_what_is_sent_and_for_how_long(place: World) -> None:
    for command in ("check", "fix"):
        text = " ".join(place.run(command, "--help").stdout.split())
        assert "To run it is to agree" in text
        assert "--offline sends nothing" in text
        assert "(default: 10)" in text
    for action in ("add", "test", "remove"):
        assert f"fix401 keys {action} NAME" in place.run("keys", action, "--help").stdout


def test_a_folder_that_is_gone_is_2(place: World) -> None:
    gone = place.home / "gone"
    gone.mkdir()
    command = f"cd {gone} && rmdir {gone} && exec {sys.executable} -P -m tui check --offline"
    result = subprocess.run(["sh", "-c", command], env=dict(place.environ), capture_output=True, text=True, check=False)
    assert result.returncode == 2, result.stderr
    assert "no longer exists" in result.stderr
