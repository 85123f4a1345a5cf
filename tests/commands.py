"""Runs `fix401` as a process of its own, forked from one that has its modules loaded already.

A tenth of a second a run is saved, a thousand times. Where how a process begins is what is
tested, `python -m tui` is started instead.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]


def run_command(
    arguments: Sequence[str], folder: Path, environ: Mapping[str, str], *, stdin: str = "", seconds: int = 60
) -> "subprocess.CompletedProcess[str]":
    """Run the command in a folder, with this environment and nothing of the caller's."""
    with TemporaryDirectory() as made:
        streams = [Path(made) / name for name in ("stdin", "stdout", "stderr")]
        for stream, text in zip(streams, (stdin, "", ""), strict=True):
            stream.write_text(text, "utf-8")
        code = _server().run(
            {
                "arguments": list(arguments),
                "folder": str(folder),
                "environ": dict(environ),
                "streams": [str(stream) for stream in streams],
                "seconds": seconds,
            }
        )
        said, complained = (stream.read_text("utf-8") for stream in streams[1:])
    if code == -signal.SIGALRM:
        raise subprocess.TimeoutExpired(list(arguments), seconds, said, complained)
    return subprocess.CompletedProcess(list(arguments), code, said, complained)


class _Server:
    """The process that the commands are forked from; it ends with this one, whose pipe it reads."""

    def __init__(self) -> None:
        environ = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.command_server"],
            cwd=ROOT,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, run: Mapping[str, object]) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{json.dumps(run)}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@cache
def _server() -> _Server:
    return _Server()
