"""Runs `fix401` as a process of its own, forked from one that has its modules loaded already.

A tenth of a second a run is saved, a thousand times. Where how a process begins is what is
tested, `python -m tui` is started instead.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.answering import Answering

ROOT = Path(__file__).resolve().parents[1]


def run_command(
    arguments: Sequence[str], folder: Path, environ: Mapping[str, str], *, stdin: str = "", seconds: int = 60
) -> "subprocess.CompletedProcess[str]":
    """Run the command in a folder, with this environment and nothing of the caller's."""
    with TemporaryDirectory() as made:
        streams = [Path(made) / name for name in ("stdin", "stdout", "stderr")]
        for stream, text in zip(streams, (stdin, "", ""), strict=True):
            stream.write_text(text, "utf-8")
        answer = _server().ask(
            {
                "arguments": list(arguments),
                "folder": str(folder),
                "environ": dict(environ),
                "streams": [str(stream) for stream in streams],
                "seconds": seconds,
            }
        )
        code = int(answer)
        said, complained = (stream.read_text("utf-8") for stream in streams[1:])
    if code == -signal.SIGALRM:
        raise subprocess.TimeoutExpired(list(arguments), seconds, said, complained)
    return subprocess.CompletedProcess(list(arguments), code, said, complained)


@cache
def _server() -> Answering:
    environ = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return Answering(sys.executable, "-m", "tests.command_server", folder=ROOT, environ=environ)
