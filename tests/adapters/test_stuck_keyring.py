"""A keyring that never answers holds neither the caller nor the end of the process."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders import GOOD
from tests.contract.key_store import ENTRY
from tests.secret_service import ServiceState, missing_programs, secret_service

ROOT = Path(__file__).resolve().parents[2]
needs_secret_service = pytest.mark.skipif(bool(missing_programs()), reason=missing_programs() or "installed")
CHILD = """
import json, os, sys, time
from tui.adapters.keyrings.os_keyring import OsKeyring
from tui.domain.key.secret import Secret
from tui.domain.found.keyring import KeyringEntry

entry = KeyringEntry("anthropic", "ANTHROPIC_API_KEY")
store = OsKeyring(os.environ)
calls = {"entries": store.entries, "read": lambda: store.read(entry), "store": lambda: store.store(entry, Secret("x"))}
told = {}
for name in sys.argv[1:]:
    started = time.monotonic()
    told[name] = [calls[name.rstrip("2")]().state.name, time.monotonic() - started]
told["modules"] = sorted(sys.modules)
print(json.dumps(told), flush=True)
"""
BLOCKING_BACKEND = """
import threading
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 9

    def get_password(self, service, username):
        threading.Event().wait()

    def set_password(self, service, username, password):
        threading.Event().wait()

    def delete_password(self, service, username):
        threading.Event().wait()
"""


def run_child(environ: Mapping[str, str], *calls: str) -> dict[str, list[object]]:
    """Return what the child told, having seen that it ended at once after that and wrote no errors."""
    command = [sys.executable, "-W", "error", "-c", CHILD, *calls]
    environ = {"PYTHONPATH": str(ROOT), **environ}
    with subprocess.Popen(command, env=environ, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        told = child.stdout.readline()
        finished = time.monotonic()
        child.wait(timeout=20)
        assert time.monotonic() - finished < 1.0
        assert child.stderr.read() == b""
    return json.loads(told)


def assert_told(told: Mapping[str, list[object]], **expected: str) -> None:
    for name, state in expected.items():
        said, seconds = told[name]
        assert said == state, name
        assert isinstance(seconds, float)
        assert seconds < 2.5, name


def test_a_backend_that_blocks(tmp_path: Path) -> None:
    (tmp_path / "blocking_backend.py").write_text(BLOCKING_BACKEND, encoding="utf-8")
    environ = {"PYTHONPATH": f"{ROOT}:{tmp_path}", "PYTHON_KEYRING_BACKEND": "blocking_backend.Keyring"}
    told = run_child(environ, "entries", "read", "read2", "store")
    assert_told(told, entries="OK", read="NO_ANSWER", read2="NO_ANSWER", store="NO_ANSWER")
    # The first call has waited; the others do not wait behind it.
    for name in ("read2", "store"):
        seconds = told[name][1]
        assert isinstance(seconds, float)
        assert seconds < 0.5, name


@pytest.mark.secret_service
@needs_secret_service
def test_a_service_that_is_silent() -> None:
    with secret_service(ServiceState.SILENT) as session:
        told = run_child(session.environ, "entries", "read", "store")
    assert_told(told, entries="NO_ANSWER", read="NO_ANSWER", store="NO_ANSWER")


@pytest.mark.secret_service
@needs_secret_service
def test_a_prompt_that_nobody_answers() -> None:
    with secret_service() as session:
        session.put({"service": ENTRY.service, "username": ENTRY.user}, GOOD.encode())
        session.lock()
        with session.prompter_that_never_answers():
            told = run_child({**session.environ, "DISPLAY": ":7"}, "read", "read2", "entries")
            assert_told(told, read="NO_ANSWER", read2="NO_ANSWER", entries="NO_ANSWER")
            assert_told(run_child(session.environ, "entries", "read"), entries="LOCKED", read="LOCKED")


@pytest.mark.secret_service
@needs_secret_service
@pytest.mark.parametrize("state", ServiceState, ids=lambda state: state.name)
def test_listing_loads_no_keyring_library(state: ServiceState) -> None:
    with secret_service(state) as session:
        modules = run_child(session.environ, "entries")["modules"]
    assert not {"keyring", "secretstorage", "cryptography", "asyncio"} & set(map(str, modules))
