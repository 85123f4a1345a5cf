"""What only a real terminal shows: the whole walk at three sizes, and what is left when it ends."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import GOOD
from tests.e2e.command import World, world
from tui.practice.stand_in import StandIn

pytestmark = [pytest.mark.tmux, pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")]

PATIENCE = 30.0
BROKEN = f"ANTHROPIC_API_KEY=Bearer {GOOD}\n"
FIXED = f"ANTHROPIC_API_KEY={GOOD}\n"


class Terminal:
    """A tmux session of its own, with the command in it; the shell's last line is the exit code."""

    def __init__(self, folder: Path, made: World, size: tuple[int, int], *arguments: str) -> None:
        self._tmux = ["tmux", "-f", "/dev/null", "-S", str(folder / "socket")]
        script = f'{sys.executable} -m tui "$@"; echo "exit code $?"; exec cat'
        environ = [f"{name}={value}" for name, value in made.environ.items()]
        inside = ["env", "-i", *environ, "TERM=screen-256color", "LANG=C.UTF-8", "sh", "-c", script, "sh", *arguments]
        columns, rows = size
        size_options = ["-x", str(columns), "-y", str(rows)]
        self.run("new-session", "-d", *size_options, "-c", str(made.project), *inside)

    def run(self, *arguments: str) -> str:
        return subprocess.run([*self._tmux, *arguments], capture_output=True, text=True, check=True).stdout

    def screen(self) -> str:
        return self.run("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def wait(self, seen: Callable[[str], bool], what: str) -> str:
        """Look at the screen until the state is there."""
        end = time.monotonic() + PATIENCE
        while not seen(screen := self.screen()):
            assert time.monotonic() < end, f"never saw {what}:\n{screen}"
        return screen

    def wait_for(self, text: str) -> str:
        return self.wait(lambda screen: text in screen, text)

    def walk_to_fix(self) -> None:
        for text in ("Next: Keys", "Next: Probe", "> Send", "Next: Fix"):
            self.wait_for(text)
            self.press("Enter")
        self.wait_for("Press w to write")


@pytest.fixture
def place(tmp_path: Path) -> World:
    made = world(tmp_path / "home")
    made.write(".env", BROKEN)
    return made


@pytest.fixture
def start(tmp_path: Path, place: World, api: StandIn) -> Generator[Callable[[tuple[int, int]], Terminal]]:
    started: list[Terminal] = []

    def begin(size: tuple[int, int]) -> Terminal:
        started.append(Terminal(tmp_path, place, size, "--api-url", api.url))
        return started[-1]

    yield begin
    for terminal in started:
        terminal.run("kill-server")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_broken_set_up_goes_green(
    start: Callable[[tuple[int, int]], Terminal], place: World, size: tuple[int, int]
) -> None:
    terminal = start(size)
    terminal.walk_to_fix()
    assert (place.project / ".env").read_text() == BROKEN
    terminal.press("w")
    terminal.wait_for("PROVEN")
    assert (place.project / ".env").read_text() == FIXED
    terminal.press("q")
    left = terminal.wait_for("exit code 0")
    assert "Step 5" not in left
    assert "verified:" in left


@pytest.fixture
def practise(tmp_path: Path, place: World) -> Generator[Callable[[str], Terminal]]:
    started: list[Terminal] = []

    def begin(lab_id: str) -> Terminal:
        started.append(Terminal(tmp_path, place, (80, 24), "practice", lab_id))
        for text in ("Next: Keys", "Next: Probe", "> Send", "Next: Fix"):
            started[-1].wait_for(text)
            started[-1].press("Enter")
        return started[-1]

    yield begin
    for terminal in started:
        terminal.run("kill-server")


def test_a_lab_that_takes_a_command_goes_green(practise: Callable[[str], Terminal]) -> None:
    terminal = practise("environment-overrides-dotenv")
    terminal.wait_for("Press d to carry it out here")
    terminal.press("d")
    terminal.wait_for("PROVEN")
    terminal.press("q")
    left = terminal.wait_for("exit code 0")
    assert "done in the exercise: unset ANTHROPIC_API_KEY" in left


def test_a_lab_that_takes_a_key_brings_it(practise: Callable[[str], Terminal]) -> None:
    terminal = practise("placeholder")
    terminal.wait_for("> Paste a key")
    terminal.press("Enter")
    terminal.wait_for("that of this exercise is in the field")
    terminal.wait_for("108 characters")
    terminal.press("Enter")
    terminal.wait_for("took sk-ant-api03-PRA")


def test_undo_puts_the_bytes_back(start: Callable[[tuple[int, int]], Terminal], place: World) -> None:
    terminal = start((80, 24))
    terminal.walk_to_fix()
    terminal.press("w")
    terminal.wait_for("PROVEN")
    terminal.press("u")
    terminal.wait(lambda _: (place.project / ".env").read_text() == BROKEN, "the old bytes")


def test_a_held_enter_stops_at_fix(start: Callable[[tuple[int, int]], Terminal], place: World) -> None:
    terminal = start((80, 24))
    terminal.wait_for("Next: Keys")
    end = time.monotonic() + PATIENCE
    while "Step 4 of 5" not in terminal.screen():
        assert time.monotonic() < end
        terminal.press("Enter")
    for _ in range(20):
        terminal.press("Enter")
    terminal.wait_for("Step 4 of 5")
    assert (place.project / ".env").read_text() == BROKEN


def test_resizing_keeps_the_verdict(start: Callable[[tuple[int, int]], Terminal]) -> None:
    terminal = start((120, 40))
    terminal.walk_to_fix()
    terminal.run("resize-window", "-x", "60", "-y", "20")
    terminal.wait(lambda screen: max(map(len, screen.splitlines())) <= 60 and "CAUSE FOUND" in screen, "the verdict")
    terminal.run("resize-window", "-x", "20", "-y", "5")
    terminal.run("resize-window", "-x", "80", "-y", "24")
    terminal.wait_for("Press w to write")


def test_a_bracketed_paste_is_taken_whole_and_never_shown(start: Callable[[tuple[int, int]], Terminal]) -> None:
    terminal = start((80, 24))
    terminal.wait_for("Next: Keys")
    terminal.press("Enter")
    terminal.wait_for("Paste a key")
    terminal.press("a")
    terminal.wait(lambda screen: "Next: Probe" not in screen or "paste" in screen.lower(), "the paste field")
    terminal.run("set-buffer", f"\n  {GOOD[:60]}\n{GOOD[60:]}\n")
    terminal.run("paste-buffer", "-p", "-r")
    shown = terminal.wait(lambda screen: "line break" in screen or "newline" in screen, "what was cleaned")
    assert GOOD[20:32] not in shown


def test_a_window_that_is_closed_in_a_lab_leaves_nothing_behind(tmp_path: Path, place: World) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    inside = replace(place, environ={**place.environ, "TMPDIR": str(temporary)})
    terminal = Terminal(tmp_path, inside, (80, 24), "practice")
    terminal.wait_for("Next: Keys")
    assert list(temporary.glob("fix401-practice-*"))
    terminal.run("kill-server")
    end = time.monotonic() + PATIENCE
    while list(temporary.glob("fix401-practice-*")):
        assert time.monotonic() < end, "the folder of the lab is still there"
        time.sleep(0.05)
