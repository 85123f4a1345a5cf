"""Real packages of several versions, fetched once and kept in pytest's cache: what was published never changes."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import pytest


def kept(folder: Path, fill: Callable[[Path], None]) -> Path:
    """Return the folder, which is whole as soon as it is there: of two that fill it at once one is used."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        filled = Path(mkdtemp(dir=folder.parent))
        fill(filled)
        with suppress(OSError):
            filled.rename(folder)
    return folder


def python_packages(folder: Path, *requirements: str) -> None:
    """Install into a folder that comes before all others on the path."""
    _run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-compile", "--target", folder, *requirements)


def scripts_or_skip(folder: Path, *named: str) -> Path:
    """Return the folder with all of these, each as `name@npm:package@version`; skips where no registry answers."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("needs node and npm")
    try:
        return kept(folder, lambda made: _script_packages(made, *named))
    except subprocess.CalledProcessError:
        pytest.skip("needs a registry of npm's packages that answers")


def _script_packages(folder: Path, *named: str) -> None:
    _run("npm", "install", "--silent", "--no-audit", "--no-fund", "--fetch-retries=0", "--prefix", folder, *named)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
