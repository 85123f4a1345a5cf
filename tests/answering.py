"""A program that answers every line of JSON on its stdin with one line on stdout."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path


class Answering:
    """Runs the program until `end`, or until this process ends, whose pipe it reads."""

    def __init__(self, *command: str, folder: Path | None = None, environ: Mapping[str, str] | None = None) -> None:
        self._process = subprocess.Popen(
            command, cwd=folder, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, case: Mapping[str, object]) -> str:
        """Return the line that answers the case."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{json.dumps(case)}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def end(self) -> None:
        """Let the program end, and wait for it."""
        self._process.communicate()
