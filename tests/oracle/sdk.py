"""What the real SDK sends from a set-up of the practice range."""

import json
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tui.practice.rules import SeenRequest
from tui.practice.set_up import Practice

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Sent:
    """One request: the header that holds the credential, its bytes and the path."""

    header: str
    value: bytes = field(repr=False)
    path: str


@dataclass(frozen=True)
class Run:
    """How a program of the user went: what arrived, what it raised and which hosts it looked for."""

    sent: Sent | None
    errors: tuple[str, ...]
    hosts: tuple[str, ...]


class Sdk:
    """The process in which the SDK has been imported."""

    def __init__(self, process: subprocess.Popen[str], stdin: IO[str], stdout: IO[str]) -> None:
        self._process, self._stdin, self._stdout = process, stdin, stdout

    def run(self, place: Practice, program: str = "main.py", environment: Mapping[str, str] | None = None) -> Run:
        """Run a program of the set-up, by default towards the stand-in."""
        case = {
            "program": str(place.project / program),
            "environment": dict(towards_stand_in(place) if environment is None else environment),
        }
        before = len(place.server.requests)
        self._stdin.write(f"{json.dumps(case)}\n")
        self._stdin.flush()
        answer = json.loads(self._stdout.readline())
        return Run(_sent(place.server.requests[before:]), tuple(answer["errors"]), tuple(answer["hosts"]))


def towards_stand_in(place: Practice) -> dict[str, str]:
    """Return the environment with the stand-in as default host, since the SDK's own default is the real one."""
    host = {} if place.lab.names_the_host else {"ANTHROPIC_BASE_URL": place.url}
    return {**host, **place.environment}


def _sent(requests: Sequence[SeenRequest]) -> Sent | None:
    if not requests:
        return None
    (request,) = requests
    ((header, value),) = (item for item in request.headers if item[0].lower() in {"authorization", "x-api-key"})
    return Sent(header.lower(), value.encode("latin-1"), request.path)


@contextmanager
def real_sdk() -> Generator[Sdk]:
    """Start the process; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.oracle.sdk_driver"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        yield Sdk(process, process.stdin, process.stdout)
        process.stdin.close()
