"""Measures whole processes: time to exit, time until a text is on the terminal, peak memory."""

import contextlib
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from statistics import median

ROWS, COLUMNS = 30, 100


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds until the point that counts, and peak memory in MiB where it was measured."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True, slots=True)
class Contest:
    """Two programs in turn; `ratio` is the median of ours over the median of theirs."""

    ours: Sequence[Run]
    theirs: Sequence[Run]

    @property
    def ratio(self) -> float:
        return median(run.seconds for run in self.ours) / median(run.seconds for run in self.theirs)

    @property
    def memory_ratio(self) -> float:
        return median(run.mebibytes for run in self.ours) / median(run.mebibytes for run in self.theirs)


def until_exit(command: Sequence[str], environ: Mapping[str, str], folder: str) -> Run:
    """Run a command to its end."""
    start = time.perf_counter()
    child = subprocess.Popen(
        command, env=environ, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    child.wait()
    return Run(time.perf_counter() - start, float("nan"))


def until_text(command: Sequence[str], environ: Mapping[str, str], folder: str, text: bytes) -> Run:
    """Run a command in a pseudo-terminal until the text is in its output, then end it."""
    start = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execvpe(command[0], list(command), dict(environ))
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    seen = b""
    while text not in seen:
        if not select.select([terminal], [], [], 20)[0]:
            break
        with contextlib.suppress(OSError):
            seen += os.read(terminal, 65_536)
    seconds = time.perf_counter() - start
    mebibytes = _peak_memory(process)
    os.kill(process, 9)
    os.waitpid(process, 0)
    os.close(terminal)
    if text not in seen:
        sys.exit(f"{command[-1]!r} never showed {text!r}")
    return Run(seconds, mebibytes)


def _peak_memory(process: int) -> float:
    """Return the peak of the process's own memory in MiB; what `wait4` says includes its parent's."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return float("nan")
    return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024


def contest(runs: int, ours: Callable[[], Run], theirs: Callable[[], Run]) -> Contest:
    """Run both in turn, one warm-up each, and return what was measured."""
    measured: tuple[list[Run], list[Run]] = ([], [])
    for index in range(runs + 1):
        for side, measure in zip(measured, (ours, theirs), strict=True):
            run = measure()
            if index:
                side.append(run)
    return Contest(*measured)
