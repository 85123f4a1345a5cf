"""A home and a project of a test's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.builders import api_key
from tui.adapters.reading.places import Places
from tui.domain.found.finding import Finding
from tui.domain.key.secret import Secret
from tui.domain.resolving.snapshot import Reading

GOOD = api_key("g")
OTHER = api_key("o")


@dataclass(slots=True)
class World:
    """Folders under one temporary folder, with short ways to write into them."""

    root: Path
    environ: dict[str, str] = field(default_factory=dict[str, str])
    platform: str = "linux"

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def project(self) -> Path:
        return self.home / "code" / "project"

    @property
    def places(self) -> Places:
        return Places(self.home, self.project, self.environ, self.root / "system", self.platform)

    def in_home(self, name: str, content: str | bytes) -> Path:
        return write(self.home / name, content)

    def in_project(self, name: str, content: str | bytes = "") -> Path:
        return write(self.project / name, content)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def values(reading: Reading) -> list[tuple[str, Secret]]:
    return [(finding.variable, finding.value.secret) for finding in reading.findings]


def only(reading: Reading) -> Finding:
    assert len(reading.findings) == 1, [finding.origin.label for finding in reading.findings]
    return reading.findings[0]


def tree(root: Path) -> Mapping[str, tuple[int, int, int]]:
    """Return every entry with its size, mode and time of change."""
    entries = {str(path): path.lstat() for path in [root, *root.rglob("*")]}
    return {path: (entry.st_size, entry.st_mode, entry.st_mtime_ns) for path, entry in entries.items()}
