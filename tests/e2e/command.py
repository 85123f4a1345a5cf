"""Runs the real command in a child process, in a world of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.commands import run_command

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class World:
    """A HOME with a project in it, and the environment of the child."""

    home: Path
    environ: Mapping[str, str]

    @property
    def project(self) -> Path:
        return self.home / "project"

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the project, or of HOME when the name begins with `~/`."""
        path = self.home / name[2:] if name.startswith("~/") else self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def inside(self, environ: Mapping[str, str]) -> "World":
        """Return the same world in a session with this environment, such as that of a keyring."""
        return World(self.home, {**self.environ, **environ, "HOME": str(self.home)})

    def run(
        self, *arguments: str, stdin: str = "", seconds: int = 60, **environ: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run `fix401` in the project folder."""
        return run_command(arguments, self.project, {**self.environ, **environ}, stdin=stdin, seconds=seconds)

    def run_each(self, *commands: Sequence[str]) -> tuple[list[int], str]:
        """Run several commands one after another; return their codes and all that they said."""
        each = [self.run(*arguments) for arguments in commands]
        return [done.returncode for done in each], "".join(done.stdout + done.stderr for done in each)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start `fix401` in the project folder and return while it runs."""
        return subprocess.Popen(
            [sys.executable, "-m", "tui", *arguments],
            cwd=self.project,
            env=dict(self.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def world(home: Path, **environ: str) -> World:
    """Return an empty world: an ordinary Python project without a key."""
    base = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    made = World(home, {**base, "HOME": str(home), "SHELL": "/bin/zsh", "PYTHONPATH": str(ROOT), **environ})
    made.write("requirements.txt", "anthropic==2.12.0\npython-dotenv\n")
    made.write(
        "main.py", "from anthropic import Anthropic\nfrom dotenv import load_dotenv\n\nload_dotenv()\nAnthropic()\n"
    )
    return made


def on_a_terminal(place: World, *arguments: str, press: str = "", **environ: str) -> tuple[int, str]:
    """Run the command with a pseudo-terminal as its three streams; returns its status and all it wrote.

    `press` is typed when a step of the wizard offers its next one.
    """
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments],
        cwd=place.project,
        env={**place.environ, **environ},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as child:
        os.close(theirs)
        watchdog = threading.Timer(60, child.kill)
        watchdog.start()
        written = b""
        while part := _read(ours):
            written += part
            if press and b"Next: Keys" in written:
                os.write(ours, press.encode())
                press = ""
        child.wait()
        watchdog.cancel()
    os.close(ours)
    return child.returncode, written.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""
