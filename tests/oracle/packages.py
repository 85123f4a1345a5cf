"""Real packages of several versions, fetched once and kept in pytest's cache: what was published never changes."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp


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


def script_packages(folder: Path, *named: str) -> None:
    """Install all of these at once, each as `name@npm:package@version`; raises where no registry answers."""
    _run("npm", "install", "--silent", "--no-audit", "--no-fund", "--fetch-retries=0", "--prefix", folder, *named)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
