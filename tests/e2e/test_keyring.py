"""The command on a real Secret Service: a key whose only copy is in the keyring, in each state of that."""

import json
import select
import socket
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.builders import GOOD, OLD
from tests.e2e.command import World, world
from tests.secret_service import ServiceState, Session, missing_programs, secret_service
from tui.practice.stand_in import StandIn

pytestmark = [
    pytest.mark.secret_service,
    pytest.mark.skipif(bool(missing_programs()), reason=missing_programs() or "installed"),
]
CODE = 'import keyring\nfrom anthropic import Anthropic\nAnthropic(api_key=keyring.get_password("anthropic", "me"))\n'
NAMES = {"service": "anthropic", "username": "me"}
LONGEST_SECONDS = 2.0
WHO_ASKS = {"Anthropic()\n": False, CODE: True}.items()


@contextmanager
def place(tmp_path: Path, state: ServiceState) -> Generator[tuple[World, Session]]:
    with secret_service(state) as session:
        names = ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")
        made = world(tmp_path / "home", **{name: session.environ[name] for name in names})
        made.write("main.py", CODE)
        yield made, session


def checked(made: World, api: StandIn) -> dict[str, object]:
    result = made.run("check", "--json", "--api-url", api.url)
    assert not any(key[20:60] in result.stdout + result.stderr for key in (GOOD, OLD))
    report: dict[str, object] = json.loads(result.stdout)
    return {**report, "code": result.returncode}


def cause(report: dict[str, object]) -> tuple[object, object]:
    found = report["cause"]
    assert isinstance(found, dict)
    return found["id"], found["certainty"]  # pyright: ignore[reportUnknownVariableType] - the report is JSON


def test_an_open_entry_that_the_code_names_is_tested(tmp_path: Path, api: StandIn) -> None:
    with place(tmp_path, ServiceState.UNLOCKED) as (made, session):
        session.put(NAMES, GOOD.encode())
        report = checked(made, api)
        assert (report["verdict"], report["code"]) == ("ok", 0)
        assert "from keyring: anthropic / me" in str(report["sentence"])


def test_an_open_entry_that_is_rejected_is_the_key_itself(tmp_path: Path, api: StandIn) -> None:
    with place(tmp_path, ServiceState.UNLOCKED) as (made, session):
        session.put(NAMES, OLD.encode())
        assert cause(checked(made, api)) == ("key-rejected", "proven")


def test_the_code_comes_before_the_environment(tmp_path: Path, api: StandIn) -> None:
    with place(tmp_path, ServiceState.UNLOCKED) as (made, session):
        session.put(NAMES, OLD.encode())
        made.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
        report = checked(made, api)
        assert report["verdict"] == "problem"
        assert "keyring: anthropic / me" in str(report["sentence"])


def test_an_entry_that_is_not_there_is_a_missing_key(tmp_path: Path, api: StandIn) -> None:
    with place(tmp_path, ServiceState.UNLOCKED) as (made, _):
        assert cause(checked(made, api)) == ("key-missing", "proven")


@pytest.mark.parametrize(
    ("state", "cause_id"),
    [
        (ServiceState.LOCKED, "keyring-locked"),
        (ServiceState.NO_DAEMON, "keyring-unavailable"),
        (ServiceState.SILENT, "keyring-timeout"),
    ],
)
def test_a_keyring_that_gives_nothing_is_no_wrong_key(
    tmp_path: Path, api: StandIn, state: ServiceState, cause_id: str
) -> None:
    with place(tmp_path, state) as (made, _):
        started = time.monotonic()
        report = checked(made, api)
        assert time.monotonic() - started < LONGEST_SECONDS * 2, "twice, because other tests run beside it"
        assert (cause(report), report["code"]) == ((cause_id, "proven"), 1)


def test_a_start_up_file_that_got_nothing_of_a_locked_keyring(tmp_path: Path, api: StandIn) -> None:
    with place(tmp_path, ServiceState.LOCKED) as (made, _):
        made.write("main.py", "from anthropic import Anthropic\nAnthropic()\n")
        made.write("~/.zshrc", "export ANTHROPIC_API_KEY=$(secret-tool lookup service anthropic username me)\n")
        empty = World(made.home, {**made.environ, "ANTHROPIC_API_KEY": ""})
        assert cause(checked(empty, api)) == ("keyring-locked", "proven")


@pytest.mark.parametrize(("code", "is_asked"), WHO_ASKS)
def test_only_a_reference_makes_it_ask_the_keyring(api: StandIn, code: str, *, is_asked: bool) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, socket.socket(socket.AF_UNIX) as bus:
        bus.bind(f"{folder}/bus")
        bus.listen()
        made = world(Path(folder) / "home", DBUS_SESSION_BUS_ADDRESS=f"unix:path={folder}/bus")
        made.write("main.py", f"from anthropic import Anthropic\n{code}")
        checked(made, api)
        assert bool(select.select([bus], [], [], 0)[0]) is is_asked
