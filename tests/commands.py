"""Runs `fix401` as a process of its own, forked from one in which its modules are loaded already.

A tenth of a second a run is saved, a thousand times. Where how a process begins is what is
tested, `python -m tui` is started instead.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess, TimeoutExpired
from tempfile import TemporaryDirectory

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.command_modules"])


def run_command(
    arguments: Sequence[str], folder: Path, environ: Mapping[str, str], *, stdin: str | None = None, timeout: float = 60
) -> CompletedProcess[str]:
    """Run the command in a folder, with this environment and nothing of the caller's."""
    with TemporaryDirectory() as made:
        streams = [Path(made) / name for name in ("stdin", "stdout", "stderr")]
        for stream, text in zip(streams, (stdin or "", "", ""), strict=True):
            stream.write_text(text, "utf-8")
        child = _CONTEXT.Process(target=_become, args=(list(arguments), folder, dict(environ), streams))
        child.start()
        child.join(timeout)
        if child.exitcode is None:
            child.kill()
            child.join()
            raise TimeoutExpired(arguments, timeout)
        said, complained = (stream.read_text("utf-8") for stream in streams[1:])
    return CompletedProcess(list(arguments), child.exitcode, said, complained)


def _become(arguments: Sequence[str], folder: Path, environ: Mapping[str, str], streams: Sequence[Path]) -> None:
    """Be the command: with its streams, its environment, its folder and its arguments."""
    from tui.__main__ import main

    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        with streams[number].open(mode) as opened:
            os.dup2(opened.fileno(), number)
        setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    sys.argv = ["fix401", *arguments]
    main()
