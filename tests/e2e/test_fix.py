"""From a broken `.env` to a proven fix and back, by the command alone."""

import json
import os
import shlex
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import GOOD, OLD
from tests.e2e.command import World, world
from tui.domain.key.secret import mask
from tui.practice.rules import Mode, Rules
from tui.practice.stand_in import StandIn

BROKEN = f"# the team's settings\nexport DEBUG=1\r\nANTHROPIC_API_KEY=Bearer {GOOD}\nOTHER='a b'\n".encode()
FIXED = BROKEN.replace(b"Bearer ", b"")


@pytest.fixture
def place(tmp_path: Path) -> World:
    made = world(tmp_path / "home")
    made.write(".env", BROKEN)
    return made


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(place: World, *words: str) -> None:
    environ = {"PATH": os.environ["PATH"], "HOME": str(place.home), "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *words], cwd=place.project, env=environ, check=True, capture_output=True)


def env_file(place: World) -> Path:
    return place.project / ".env"


def test_without_yes_the_diff_is_shown_and_nothing_is_written(place: World, api: StandIn) -> None:
    result = place.run("fix", "--api-url", api.url)
    assert result.returncode == 1
    assert "+ANTHROPIC_API_KEY=sk-ant-api03-" in result.stdout
    assert env_file(place).read_bytes() == BROKEN
    assert sorted(path.name for path in place.home.iterdir()) == ["project"]


def test_with_yes_it_is_written_verified_and_can_be_put_back(place: World, api: StandIn) -> None:
    mode = stat.S_IMODE(env_file(place).stat().st_mode)
    result = place.run("fix", "--yes", "--api-url", api.url)
    assert result.returncode == 0, result.stdout + result.stderr
    assert env_file(place).read_bytes() == FIXED
    assert stat.S_IMODE(env_file(place).stat().st_mode) == mode
    assert "accepted" in result.stdout
    assert place.run("check", "--api-url", api.url).returncode == 0
    undone = place.run("undo")
    assert undone.returncode == 0
    assert env_file(place).read_bytes() == BROKEN


def test_behind_the_proof_stands_what_a_new_terminal_would_send(place: World, api: StandIn) -> None:
    place.write("~/.zshrc", f"export ANTHROPIC_API_KEY={OLD}\n")
    result = place.run("fix", "--yes", "--api-url", api.url)
    assert result.returncode == 0, result.stdout + result.stderr
    said = " ".join(result.stdout.partition("verified: ")[2].split())
    assert f"In a new terminal the Python SDK would send {mask(OLD)} from `~/.zshrc:1`, which is rejected" in said
    assert "For every new terminal: delete the line that sets ANTHROPIC_API_KEY: `~/.zshrc:1`" in said
    assert OLD not in result.stdout


def test_a_file_that_a_start_up_file_reads_is_named_with_it(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    place.write("~/.bashrc", "alias la='ls -a'\n. ~/.secrets.sh\n")
    place.write("~/.secrets.sh", f"# keys\nexport ANTHROPIC_API_KEY={OLD}\n")
    said = place.run("check", "--api-url", api.url, SHELL="/bin/bash", ANTHROPIC_API_KEY=OLD).stdout
    assert "~/.secrets.sh:2 (read by ~/.bashrc:2): sets that value in every new shell" in " ".join(said.split())
    opened = place.run("check", "--api-url", api.url, SHELL="/bin/bash")
    step = "for every new terminal: delete the line that sets ANTHROPIC_API_KEY: `~/.secrets.sh:2`"
    assert opened.returncode == 0
    assert step in " ".join(opened.stdout.split())


@pytest.mark.parametrize(
    "damaged",
    [f"{GOOD},", f"<{GOOD}>", f'"[{GOOD}]"', f"{GOOD}\\", f"{GOOD}{GOOD}", f"sk-ant-{GOOD}", f"'{GOOD} # for work'"],
    ids=["comma", "angles", "brackets in quotes", "backslash", "twice", "begun twice", "comment in quotes"],
)
def test_what_was_copied_along_with_the_key_is_taken_away(place: World, api: StandIn, damaged: str) -> None:
    place.write(".env", f"A=1\nANTHROPIC_API_KEY={damaged}\nB=2\n")
    result = place.run("fix", "--yes", "--api-url", api.url)
    assert result.returncode == 0, result.stdout + result.stderr
    assert env_file(place).read_text() == f"A=1\nANTHROPIC_API_KEY={GOOD}\nB=2\n"
    assert GOOD[16:60] not in result.stdout + result.stderr


def test_undo_refuses_when_the_file_was_edited_since(place: World, api: StandIn) -> None:
    place.run("fix", "--yes", "--api-url", api.url)
    edited = env_file(place).read_bytes() + b"NEW=1\n"
    env_file(place).write_bytes(edited)
    undone = place.run("undo")
    assert undone.returncode == 4
    assert undone.stdout.startswith("Putting it back would change this:\n")
    assert "-NEW=<1 character>" in undone.stdout
    assert f"+ANTHROPIC_API_KEY=Bearer {mask(GOOD)}" in undone.stdout
    assert GOOD not in undone.stdout + undone.stderr
    assert env_file(place).read_bytes() == edited


@needs_git
def test_undo_puts_back_every_file_of_the_fix(place: World, api: StandIn) -> None:
    git(place, "init", "-q")
    assert place.run("fix", "--yes", "--api-url", api.url).returncode == 0
    assert (place.project / ".gitignore").read_text() == ".env\n"
    undone = place.run("undo")
    assert undone.returncode == 0, undone.stderr
    assert env_file(place).read_bytes() == BROKEN
    assert not (place.project / ".gitignore").exists()
    assert place.run("undo").returncode == 3


@needs_git
def test_a_key_that_git_has_is_replaced_before_anything_is_written(place: World, api: StandIn) -> None:
    git(place, "init", "-q")
    git(place, "add", "-f", ".env")
    result = place.run("fix", "--yes", "--api-url", api.url)
    assert result.returncode == 1
    assert "first: git tracks `~/project/.env`" in result.stdout
    assert "Nothing is written: git has the file" in result.stdout
    assert env_file(place).read_bytes() == BROKEN


def test_who_cannot_read_the_key_even_then_is_said_before_writing(place: World, api: StandIn) -> None:
    place.write(".env", BROKEN + b"just some words\n")
    shown = " ".join(place.run("fix", "--api-url", api.url).stdout.split())
    assert "line 5: a line that is neither an assignment nor a comment: not read by docker run" in shown


def test_the_plan_says_what_is_sent_afterwards(place: World, api: StandIn) -> None:
    result = place.run("fix", "--json", "--api-url", api.url)
    fixed = json.loads(result.stdout)["fix"]
    assert fixed["afterwards"] == f"afterwards the Python SDK sends {mask(GOOD)} from `~/project/.env:3`"
    assert fixed["is_enough"] is True
    assert fixed["changes"][0]["not_read_by"] == []


def test_backups_are_private_and_never_beside_the_file(place: World, api: StandIn) -> None:
    place.run("fix", "--yes", "--api-url", api.url)
    state = place.home / ".local" / "state" / "fix401"
    assert sorted(path.name for path in place.project.iterdir()) == [".env", "main.py", "requirements.txt"]
    for path in (state, *state.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_fix_that_cannot_be_written_is_4_and_loses_nothing(place: World, api: StandIn) -> None:
    target = env_file(place)
    os.link(target, place.home / "another-name")
    result = place.run("fix", "--yes", "--json", "--api-url", api.url)
    assert result.returncode == 4
    assert target.read_bytes() == BROKEN
    assert json.loads(result.stdout)["fix"]["error"]


def test_a_rejected_key_leaves_nothing_to_write(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={OLD}\n")
    result = place.run("fix", "--yes", "--api-url", api.url)
    assert result.returncode == 1
    assert env_file(place).read_text() == f"ANTHROPIC_API_KEY={OLD}\n"
    assert "platform.claude.com/settings/keys" in result.stdout.replace("\n", "")


def test_the_practice_range_needs_no_key_and_no_network(place: World) -> None:
    result = place.run("practice", "--plain")
    assert result.returncode == 1
    assert "prefix-pasted (proven)" in result.stdout
    assert "fix401 fix" not in result.stdout


def test_what_is_only_likely_is_left_to_the_wizard(place: World, api: StandIn) -> None:
    likely, proven = place.run("check", "--offline"), place.run("check", "--api-url", api.url)
    assert "\n       fix401 --offline\n" in likely.stdout
    assert "fix401 fix" not in likely.stdout
    assert "\n       fix401 fix --yes --api-url " in proven.stdout


def test_what_is_only_likely_is_not_written(place: World) -> None:
    result = place.run("fix", "--yes", "--offline")
    assert result.returncode == 1
    assert "likely, not proven" in result.stdout.replace("\n", " ")
    assert env_file(place).read_bytes() == BROKEN


def test_a_fix_that_does_not_help_is_put_back(place: World) -> None:
    # The key is accepted while it is examined and refused ever after: the fix cannot help.
    rules = Rules(keys=(GOOD,))
    with StandIn(rules) as server:
        child = place.start("fix", "--yes", "--json", "--api-url", server.url)
        changed = BROKEN
        while child.poll() is None and (changed := env_file(place).read_bytes()) == BROKEN:
            continue
        server.rules = Rules(mode=Mode.FOREIGN_401)
        output, _ = child.communicate(timeout=60)
    assert changed == FIXED
    assert child.returncode in {1, 3, 4}
    report = json.loads(output)["fix"]
    assert env_file(place).read_bytes() == (BROKEN if report["put_back"] else FIXED)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT cannot be sent to one process there")
def test_interrupting_the_proof_puts_the_file_back(place: World) -> None:
    with StandIn(Rules(keys=(GOOD,))) as server:
        child = place.start("fix", "--yes", "--api-url", server.url, "--timeout", "30")
        while child.poll() is None and env_file(place).read_bytes() == BROKEN:
            continue
        server.rules = Rules(mode=Mode.SLOW, slow_seconds=60)
        child.send_signal(signal.SIGINT)
        _, narration = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "put back" in narration
    assert env_file(place).read_bytes() == BROKEN


@pytest.mark.parametrize("arguments", [["check", "--json", "--client", "nope"], ["check", "--json", "--timeout", "x"]])
def test_a_usage_error_is_json_too(place: World, arguments: list[str]) -> None:
    result = place.run(*arguments)
    assert result.returncode == 2
    assert json.loads(result.stdout)["verdict"] == "unknown"


def test_the_next_command_does_the_same_in_the_same_place(place: World, api: StandIn) -> None:
    elsewhere = place.write("~/my work/.env", BROKEN)
    shutil.copy(place.project / "requirements.txt", elsewhere.parent)
    shutil.copy(place.project / "main.py", elsewhere.parent)
    options = ("--project", "../my work", "--client", "python-sdk", "--api-url", api.url)
    repeated = f"--project '../my work' --client python-sdk --api-url '{api.url}'"
    assert f"       fix401 fix --yes {repeated}\n" in place.run("check", *options, "--timeout", "9").stdout
    result = place.run("fix", *options, "--timeout", "9")
    assert result.stdout.endswith(f"`fix401 fix --yes {repeated}` writes this.\n")
    printed = result.stdout.rpartition("`fix401 ")[2].partition("`")[0]
    assert place.run(*shlex.split(printed)).returncode == 0
    assert elsewhere.read_bytes() == FIXED
    assert env_file(place).read_bytes() == BROKEN
    elsewhere.write_text(f"ANTHROPIC_API_KEY={OLD}\n")
    refused = " ".join(place.run("fix", *options).stdout.split())
    assert f"press `a` on step 2 of `fix401 {repeated}` to paste it" in refused
    assert f"Then run `fix401 {repeated}` again." in refused
