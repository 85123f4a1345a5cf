"""The wizard in a real terminal: it starts by itself, gives the terminal back, and ends with the right code."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.builders import api_key
from tests.e2e.command import World, world

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX only")

LEAVE_ALTERNATE_SCREEN = b"\x1b[?1049l"
PLACEHOLDER = "ANTHROPIC_API_KEY=your-api-key-here\n"
KEY = api_key("t")


class Terminal:
    """A pseudo-terminal with the wizard in it."""

    def __init__(self, descriptor: int, process: "subprocess.Popen[bytes]") -> None:
        self.descriptor = descriptor
        self.process = process
        self.seen = b""
        self.position = 0

    def press(self, keys: bytes) -> None:
        assert self.process.poll() is None, self.seen[-2000:]
        os.write(self.descriptor, keys)

    def read_until(self, text: bytes, patience: float = 30.0) -> None:
        """Read until the text is seen in what was drawn after the text of the last call."""
        end = time.monotonic() + patience
        while text not in self.seen[self.position :]:
            assert time.monotonic() < end, self.seen[self.position :][-2000:]
            self._read_some()
        self.position = self.seen.index(text, self.position) + len(text)

    def finish(self, patience: float = 30.0) -> int:
        """Read to the end and return the exit code."""
        end = time.monotonic() + patience
        while self.process.poll() is None:
            assert time.monotonic() < end
            self._read_some()
        while self._read_some():
            pass
        return self.process.returncode

    def _read_some(self) -> bool:
        readable, _, _ = select.select([self.descriptor], [], [], 0.05)
        if not readable:
            return False
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:  # the other end is closed
            return False
        self.seen += data
        return bool(data)


@contextmanager
def wizard(made: World, *arguments: str, **environ: str) -> Generator[Terminal]:
    """Run the wizard on a pseudo-terminal of 80 columns and 24 rows."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments],
        cwd=made.project,
        env={**made.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_q_leaves_a_summary_on_the_normal_screen(tmp_path: Path) -> None:
    made = world(tmp_path / "home")
    made.write(".env", PLACEHOLDER)
    with wizard(made) as terminal:
        terminal.read_until(b"Next: Keys")
        terminal.press(b"q")
        code = terminal.finish()
    before, _, after = terminal.seen.rpartition(LEAVE_ALTERNATE_SCREEN)
    assert before
    assert b"fix401: nothing was sent yet" in after
    assert len(after.splitlines()) <= 10
    assert code == 3


def test_ctrl_c_ends_with_130_and_gives_the_terminal_back(tmp_path: Path) -> None:
    made = world(tmp_path / "home")
    with wizard(made) as terminal:
        terminal.read_until(b"Next: Keys")
        terminal.press(b"\x03")
        assert terminal.finish() == 130
    assert LEAVE_ALTERNATE_SCREEN in terminal.seen


def test_a_held_enter_writes_nothing(tmp_path: Path) -> None:
    made = world(tmp_path / "home")
    path = made.write(".env", f"ANTHROPIC_API_KEY={KEY}\nANTHROPIC_API_KEY=your-api-key-here\n")
    before = path.read_bytes()
    with wizard(made, "--api-url", "http://127.0.0.1:9", "--offline") as terminal:
        terminal.read_until(b"Next: Keys")
        end = time.monotonic() + 30
        while b"Step 4 of 5" not in terminal.seen:
            assert time.monotonic() < end
            terminal.press(b"\r")
            terminal._read_some()  # pyright: ignore[reportPrivateUsage] - takes what there is, between two presses
        for _ in range(20):
            terminal.press(b"\r")
            terminal._read_some()  # pyright: ignore[reportPrivateUsage] - as above
    assert path.read_bytes() == before
    assert [item.name for item in made.project.iterdir() if item.name.startswith(".env")] == [".env"]


def test_a_terminal_without_utf_8_gets_ascii(tmp_path: Path) -> None:
    made = world(tmp_path / "home")
    made.write(".env", PLACEHOLDER)
    with wizard(made, PYTHONIOENCODING="ascii") as terminal:
        terminal.read_until(b"Next: Keys")
        terminal.press(b"q")
        terminal.finish()
    assert terminal.seen.isascii()


def test_a_bracketed_paste_of_a_wrapped_key_shows_no_key(tmp_path: Path) -> None:
    made = world(tmp_path / "home")
    with wizard(made) as terminal:
        terminal.read_until(b"Next: Keys")
        terminal.press(b"\r")
        terminal.read_until(b"Next: Probe")
        terminal.press(b"a")
        terminal.read_until(b"paste here")
        terminal.press(b"\x1b[200~" + f"{KEY[:80]}\r{KEY[80:]}\r".encode() + b"\x1b[201~")
        terminal.read_until(b"108 characters")
        terminal.press(b"\r")
        terminal.read_until(b"took ")
        terminal.press(b"\x03")
        assert terminal.finish() == 130
    assert not any(KEY[at : at + 12].encode() in terminal.seen for at in range(17, 90))
