"""Runs the command without a screen again and again, each time in a fork of this process, whose modules are loaded.

Reads one run a line on stdin: the arguments, the folder, the whole environment, the files that are
its three streams, and the seconds that it may take. Answers one line each: the exit code, below
zero the signal that ended it.
"""

import gc
import json
import os
import pkgutil
import signal
import sys
from importlib import import_module
from typing import Any

import httpx
import keyring

import tui
from tui.__main__ import main
from tui.domain.regex import Regex

_OF_THE_SCREEN = ("tui.app", "tui.screens", "tui.widgets")
_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
# The modules, and the patterns, which are compiled when their text is asked for.
LOADED: list[object] = [httpx, keyring]


def serve() -> None:
    """Answer run after run until stdin ends."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if not module.name.startswith(_OF_THE_SCREEN):
            import_module(module.name)
    LOADED.extend(item.pattern for item in gc.get_objects() if isinstance(item, Regex))
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - stdout is how the tests are answered


def _become(run: dict[str, Any]) -> None:
    """Be the command, to the end of the process."""
    signal.alarm(run["seconds"])
    for number, (name, mode) in enumerate(_STREAMS):
        descriptor = os.open(run["streams"][number], os.O_RDWR)
        os.dup2(descriptor, number)
        os.close(descriptor)
        setattr(sys, name, os.fdopen(number, mode, encoding="utf-8"))
    os.environ.clear()
    os.environ.update(run["environ"])
    os.chdir(run["folder"])
    sys.argv = ["fix401", *run["arguments"]]
    main()


if __name__ == "__main__":
    serve()
