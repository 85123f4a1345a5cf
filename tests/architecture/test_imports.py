"""What a run of the command loads: the deferrals that no static graph can see."""

import json
import subprocess
import sys

import pytest

from tui.practice.rules import Rules
from tui.practice.stand_in import StandIn

_PROBE = """
import json, sys
from tui.cli import run
try:
    code = run(sys.argv[1:])
except SystemExit as end:
    code = end.code
sys.stderr.write("MODULES" + json.dumps(sorted(sys.modules)))
"""
HEAVY = {"httpx", "keyring", "textual", "rich", "anthropic", "dotenv", "asyncio"}


def loaded_by(*arguments: str) -> set[str]:
    command = [sys.executable, "-c", _PROBE, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return set(json.loads(result.stderr.partition("MODULES")[2]))


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_load_no_library(argument: str) -> None:
    modules = loaded_by(argument)
    assert not HEAVY & modules
    assert len(modules) < 130


def test_explain_loads_no_library() -> None:
    assert not HEAVY & loaded_by("explain", "key-rejected")


def test_an_offline_check_loads_no_library() -> None:
    assert not HEAVY & loaded_by("check", "--offline")


def test_a_check_loads_httpx_but_no_screen_and_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    with StandIn(Rules()) as server:
        monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-api03-" + "a" * 95)
        modules = loaded_by("check", "--api-url", server.url)
    assert "httpx" in modules
    assert not {"textual", "rich", "keyring", "jeepney", "secretstorage", "asyncio"} & modules


def test_nothing_but_the_first_screen_is_loaded_before_it_is_drawn() -> None:
    code = """
import json, sys
from tui import cli, wiring
from tui.app import Fix401App
from tui.flow.session import Session
Fix401App(Session(wiring.toolkit(cli.Options())))
print(json.dumps(sorted(sys.modules)))
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    modules = set(json.loads(result.stdout))
    later = (
        "tui.domain.found.finding",
        "tui.domain.key.secret",
        "tui.domain.judging.evidence",
        "tui.domain.reporting.privacy",
        "tui.causes",
    )
    assert "tui.screens.detect" in modules
    assert not {"argparse", "httpx", "keyring", *later} & modules


def test_the_package_root_imports_nothing() -> None:
    command = [
        sys.executable,
        "-c",
        "import sys; before = set(sys.modules); import tui; print(len(set(sys.modules) - before))",
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(result.stdout) == 1
