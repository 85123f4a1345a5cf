"""The installed versions of packages, from one folder listing each."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from tui.adapters.reading.places import Places
from tui.adapters.reading.text_file import read_small_file
from tui.domain.regex import regex

_PACKAGE_VERSION = regex(r'"version"\s*:\s*"(\d+\.\d+\.\d+[\w.+-]*)"')
_LIMIT = 256 * 1024


def installed_python_sdk(places: Places) -> str:
    """Return the version of `anthropic` in the project's virtual environment, or an empty text."""
    return installed_python_package(places, "anthropic")


def installed_python_package(places: Places, name: str) -> str:
    """Return the version of a package in the project's virtual environment, or an empty text."""
    found = (_version_in(folder, name) for folder in _folders(places))
    return next((version for version in found if version), "")


def is_beside_python_sdk(places: Places, name: str) -> bool | None:
    """Return whether a package stands in the environment that has `anthropic`, None where none has it."""
    folder = next((folder for folder in _folders(places) if _version_in(folder, "anthropic")), None)
    return None if folder is None else _version_in(folder, name) != ""


def installed_typescript_sdk(places: Places) -> str:
    """Return the version of `@anthropic-ai/sdk` in `node_modules`, or an empty text."""
    data = read_small_file(places.project / "node_modules" / "@anthropic-ai" / "sdk" / "package.json", _LIMIT)
    match = _PACKAGE_VERSION.search(data.decode("utf-8", "replace")) if isinstance(data, bytes) else None
    return match.group(1) if match else ""


def _folders(places: Places) -> Iterator[Path]:
    """Yield where the packages of the project's environments stand, and those of the active one."""
    active = places.environ.get("VIRTUAL_ENV")
    for environment in (*(places.project / name for name in (".venv", "venv", "env")), *((active,) if active else ())):
        yield from _site_packages(Path(environment))


def _site_packages(environment: Path) -> list[Path]:
    library = environment / "lib"
    versions = [library / name for name in _names(library) if name.startswith("python")]
    return [*(version / "site-packages" for version in versions), environment / "Lib" / "site-packages"]


def _version_in(folder: Path, name: str) -> str:
    installed = re.compile(rf"{name}-(\d[\w.]*)\.dist-info")
    matches = (installed.fullmatch(entry) for entry in _names(folder))
    return next((match.group(1) for match in matches if match), "")


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries]
    except OSError:
        return []
