"""The wheel holds everything that a run needs, and runs outside the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("fix401-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


_START = """
import sys, tui
assert sys.argv[1] in tui.__file__, tui.__file__
from tui.cli import run
sys.exit(run(sys.argv[2:]))
"""


def run(unpacked: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environ = {**os.environ, "PYTHONPATH": str(unpacked), "HOME": str(folder), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-c", _START, str(unpacked), *arguments]
    return subprocess.run(
        command, cwd=folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_styles_and_labs_are_in_it(unpacked: Path) -> None:
    packaged = {path.relative_to(unpacked) for path in (unpacked / "tui").rglob("*") if path.is_file()}
    written = {path.relative_to(ROOT) for path in (ROOT / "tui").rglob("*") if path.suffix in {".py", ".tcss", ".toml"}}
    assert written <= packaged


def test_it_runs_a_lab_outside_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    result = run(unpacked, tmp_path, "practice", "prefix-pasted", "--plain")
    assert result.returncode == 1, result.stderr
    assert "prefix-pasted" in result.stdout


def test_the_licence_and_the_command_are_in_its_metadata(unpacked: Path) -> None:
    (metadata,) = unpacked.glob("*.dist-info")
    assert "fix401 = tui.__main__:main" in (metadata / "entry_points.txt").read_text()
    assert "License-Expression: MIT" in (metadata / "METADATA").read_text()
    assert (metadata / "licenses" / "LICENSE").is_file()
