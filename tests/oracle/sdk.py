"""What the real SDK sends from a set-up of the practice range."""

import json
import os
import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.answering import Answering
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
class End:
    """How a program of the user ended: what it raised, and which hosts it looked for.

    `words` is what the outermost error says; it may quote a key.
    """

    errors: tuple[str, ...]
    words: str = field(repr=False)
    hosts: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """How a program of the user went: every credential that arrived, and how it ended."""

    credentials: tuple[Sent, ...]
    end: End

    @property
    def errors(self) -> tuple[str, ...]:
        """The names of what it raised, the outermost first."""
        return self.end.errors

    @property
    def sent(self) -> Sent | None:
        """The one credential that arrived, None where none did."""
        if not self.credentials:
            return None
        (credential,) = self.credentials
        return credential


class Sdk:
    """The process in which the SDK has been imported."""

    def __init__(self, driver: Answering) -> None:
        self._driver = driver

    def run(self, place: Practice, program: str = "main.py", environment: Mapping[str, str] | None = None) -> Run:
        """Run a program of the set-up, by default towards the stand-in."""
        before = len(place.server.requests)
        chosen = towards_stand_in(place) if environment is None else environment
        end = self.end_of(place.project / program, place.project, chosen)
        return Run(credentials(place.server.requests[before:]), end)

    def end_of(self, program: Path, folder: Path, environment: Mapping[str, str]) -> End:
        """Run a program in a folder."""
        case = {"program": str(program), "folder": str(folder), "environment": dict(environment)}
        answer = json.loads(self._driver.ask(case))
        return End(tuple(answer["errors"]), answer["words"], tuple(answer["hosts"]))


def towards_stand_in(place: Practice) -> dict[str, str]:
    """Return the environment with the stand-in as default host, since the SDK's own default is the real one."""
    lab = place.lab
    texts = (*lab.environment.values(), *lab.files.values(), *lab.home.values())
    host = {} if any("{url}" in text for text in texts) else {"ANTHROPIC_BASE_URL": place.url}
    return {**host, **place.environment}


def credentials(requests: Sequence[SeenRequest]) -> tuple[Sent, ...]:
    if not requests:
        return ()
    (request,) = requests
    return tuple(
        Sent(header.lower(), value.encode("latin-1"), request.path)
        for header, value in request.headers
        if header.lower() in {"authorization", "x-api-key"}
    )


@contextmanager
def real_sdk(packages: Path | None = None) -> Generator[Sdk]:
    """Start the process; it ends with the block. Packages in the folder come before those that are installed."""
    # What was compiled is kept beside the packages, whatever this process was told about its own.
    own = {"PYTHONPATH": str(packages), "PYTHONDONTWRITEBYTECODE": ""}
    environ = dict(os.environ) if packages is None else {**os.environ, **own}
    driver = Answering(sys.executable, "-m", "tests.oracle.sdk_driver", folder=ROOT, environ=environ)
    try:
        yield Sdk(driver)
    finally:
        driver.end()
