"""The helper is run as Claude Code runs it, and nothing of it is left behind."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.adapters.detection.world import World
from tests.builders import GOOD, OLD
from tui.adapters.processes.helper_process import MOST_CHARACTERS, HelperProcess
from tui.domain.clients.claude_code import Helper, HelperRun
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind
from tui.flow.cancellation import StopSignal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the commands are those of a POSIX shell")
ORIGIN = Origin(OriginKind.HELPER, "~/.claude/settings.json", "/home/ada/.claude/settings.json", 2)


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path, {"PATH": os.environ["PATH"]})
    made.project.mkdir(parents=True)
    return made


def run(world: World, command: str, *, seconds: float = 5.0, stop: StopSignal | None = None) -> HelperRun:
    return HelperProcess(world.places, seconds).run(Helper(ORIGIN, Secret(command)), stop or StopSignal())


def gone(pid: int) -> bool:
    """Return whether the process has ended, waiting a little for it."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{pid}/stat").is_file() and ") Z " in Path(f"/proc/{pid}/stat").read_text():
            return True
        time.sleep(0.01)
    return False


def test_what_it_prints_is_the_value(world: World) -> None:
    made = run(world, f"printf '  {GOOD}\\n\\n'")
    assert made.value is not None
    assert (made.value.secret, made.problem, made.exit_code) == (Secret(GOOD), "", 0)
    assert GOOD[20:32] not in repr(made)


def test_it_runs_in_the_project_with_the_variables_of_the_settings_and_no_input(world: World) -> None:
    world.in_home(".claude/settings.json", f'{{"env": {{"MY_KEY": "{GOOD}", "WHO": "user"}}}}')
    world.in_project(".claude/settings.json", '{"env": {"WHO": "project"}}')
    world.environ["WHO"] = "shell"
    made = run(world, 'cat; [ "$WHO" = project ] && [ "$(pwd -P)" = "$PWD" ] && [ -d .claude ] && echo "$MY_KEY"')
    assert made.value is not None
    assert made.value.secret == Secret(GOOD)


@pytest.mark.parametrize(
    ("command", "problem", "code"),
    [
        ("exit 3", "it ended with exit code 3", 3),
        (f"echo {GOOD}; exit 1", "it ended with exit code 1", 1),
        ("kill -TERM $$", "it was ended by signal 15", -15),
        ("true", "it printed nothing", 0),
        ("echo '  '", "it printed nothing", 0),
        ("echo please log in", "it printed more than one word, or characters that no key has", 0),
        (f"printf '{GOOD}\\n{GOOD}'", "it printed more than one word, or characters that no key has", 0),
        ("printf 'k\\303\\251y'", "it printed more than one word, or characters that no key has", 0),
        ("no-such-program-401", "it ended with exit code 127", 127),
    ],
)
def test_why_it_gives_no_key(world: World, command: str, problem: str, code: int) -> None:
    made = run(world, command)
    assert (made.value, made.problem, made.exit_code) == (None, problem, code)


def test_more_than_any_key_has_is_cut_off_at_once(world: World) -> None:
    start = time.monotonic()
    made = run(world, "yes", seconds=60)
    assert made.value is None
    assert made.problem == f"it printed more than {MOST_CHARACTERS:,} characters"
    assert time.monotonic() - start < 30


def test_the_longest_key_still_counts(world: World) -> None:
    made = run(world, f"head -c {MOST_CHARACTERS} /dev/zero | tr '\\0' k")
    assert made.value is not None
    assert made.value.length == MOST_CHARACTERS


def test_its_deadline_ends_the_whole_group(world: World) -> None:
    pids = world.home / "pids"
    made = run(world, f"sleep 600 & echo $! $$ > {pids}; sleep 600", seconds=1.0)
    assert made.problem == "it did not end within 1 seconds"
    assert made.exit_code is None
    assert all(gone(int(pid)) for pid in pids.read_text().split())


def test_what_it_leaves_in_the_background_is_ended_too(world: World) -> None:
    pids = world.home / "pids"
    start = time.monotonic()
    made = run(world, f"sleep 600 & echo $! > {pids}; echo {GOOD}", seconds=60)
    assert made.value is not None
    assert time.monotonic() - start < 30
    assert gone(int(pids.read_text()))


def test_what_leaves_the_group_with_the_pipe_open_is_not_waited_for(world: World) -> None:
    pids = world.home / "pids"
    python = f"{sys.executable} -c 'import os, time; os.setsid(); time.sleep(600)'"
    start = time.monotonic()
    made = run(world, f"{python} & echo $! > {pids}; sleep 0.5; echo {GOOD}", seconds=60)
    os.kill(int(pids.read_text()), signal.SIGKILL)
    assert made.value is not None
    assert time.monotonic() - start < 30


def test_stopping_ends_it_at_once(world: World) -> None:
    ready, stop = world.home / "ready", StopSignal()

    def stop_when_ready() -> None:
        end = time.monotonic() + 20
        while not ready.exists() and time.monotonic() < end:
            time.sleep(0.01)
        stop.set()

    threading.Thread(target=stop_when_ready).start()
    made = run(world, f"echo $$ > {ready}; sleep 600", seconds=60, stop=stop)
    assert made.problem == "it was stopped"
    assert gone(int(ready.read_text()))


def test_a_command_that_cannot_be_started_is_no_crash(world: World) -> None:
    assert run(world, "echo \0").problem == "it could not be started"
    world.project.rmdir()
    assert run(world, "echo x").problem == "it could not be started"


@pytest.mark.parametrize(
    "said",
    [
        f"the key is {GOOD}",
        f"Authorization: Bearer {GOOD}",
        f"old: {OLD}",
        "token hunter2secret",
        "password: swordfish-99",
        "the relay knows my-short-key",
    ],
)
def test_of_its_stderr_one_line_is_kept_without_any_credential(world: World, said: str) -> None:
    world.environ |= {"ANTHROPIC_AUTH_TOKEN": "my-short-key", "SAID": said}
    made = run(world, f'printf "\\n  \\n%s\\nsecond line\\n" "$SAID" >&2; echo {GOOD}; exit 2')
    assert made.said
    assert "second" not in made.said
    for secret in (GOOD[20:32], OLD[20:32], "hunter2secret", "swordfish", "my-short-key"):
        assert secret not in made.said


def test_plain_words_of_its_stderr_stay(world: World) -> None:
    made = run(world, "echo 'Error: not signed in. Run vault login.' >&2; exit 2")
    assert made.said == "Error: not signed in. Run vault login."
    assert run(world, "printf '\\033[2Jx' >&2; exit 2").said.isprintable()
