"""The `.env` files from the project folder upwards, and their look-alikes in it and in its repository."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tui.adapters.reading.places import Places, exists
from tui.adapters.reading.text_file import ReadTrouble, is_regular_file, read_small_file
from tui.domain.dotenv.encoding import is_utf_16, misencoding
from tui.domain.dotenv.loader import MisencodedFile
from tui.domain.dotenv.names import ENV_NAMES, PATTERN_NAMES
from tui.domain.dotenv.pairs import read_strictly
from tui.domain.dotenv.reading import Assignment, interpolate, read_assignments
from tui.domain.found.finding import Finding, ReadProblem, State
from tui.domain.found.names import is_address_name, is_anthropic_key, is_network_name, is_relevant, read_finding
from tui.domain.key.value import read_value
from tui.domain.origin import Origin, OriginKind, printable
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading

LIMIT = 1024 * 1024
# Names by which a file misses the loader; where a folder has such a name, it is a virtual environment.
_MISNAMED = (
    *(".env.txt", "env", "env.txt", "_env", "dotenv", "dotenv.txt", ".dotenv", "env.local", "env.example", ".env.bak"),
    *(".env.backup", ".env.old"),
)


class EnvFiles:
    """Reads the `.env` files that a loader could find from the project folder."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return their assignments of interest and the list of the files themselves."""
        folders = self._folders()
        readings = [reading for folder in folders for reading in self._folder(folder)]
        readings += self._above(folders)
        return Reading(
            findings=tuple(finding for reading in readings for finding in reading.findings),
            problems=tuple(problem for reading in readings for problem in reading.problems),
            env_files=tuple(origin for reading in readings for origin in reading.env_files),
            misencoded=tuple(file for reading in readings for file in reading.misencoded),
            notes=tuple(note for reading in readings for note in reading.notes),
            network=tuple(finding for reading in readings for finding in reading.network),
        )

    def _folder(self, folder: Path) -> list[Reading]:
        if exists(folder) and not os.access(folder, os.X_OK):
            origin = Origin(OriginKind.DOTENV, self._places.shown(folder), str(folder))
            text = f"the folder `{printable(folder.name)}` may not be searched by this user"
            return [Reading(problems=(ReadProblem(origin, text),))]
        # Asking for each name costs the same in a folder of any size.
        names = [*ENV_NAMES, *PATTERN_NAMES, *(name for name in _MISNAMED if is_regular_file(folder / name))]
        return [read_env_file(folder / name, self._places) for name in names]

    def _folders(self) -> list[Path]:
        """Return the project folder and its parents up to the first of repository root and home."""
        project, home = self._places.project, self._places.home
        root = self._places.git_root
        if not project.is_relative_to(home) and root is None:
            return [project]
        folders: list[Path] = []
        for folder in (project, *project.parents):
            folders.append(folder)
            if folder in {home, root}:
                break
        return folders

    def _above(self, folders: Sequence[Path]) -> list[Reading]:
        """Return the first `.env` further up where there is none yet: python-dotenv climbs until it finds one."""
        for folder in (*folders, *folders[-1].parents):
            path = folder / ".env"
            if is_regular_file(path):
                return [] if folder in folders else [read_env_file(path, self._places)]
        return []


def read_env_file(
    path: Path, places: Places, *, is_loaded: bool = False, also: frozenset[str] = frozenset()
) -> Reading:
    """Return the assignments of interest in one file; one that no loader reads by its name is a template.

    `is_loaded` tells that the project's code names the file, `also` further variables of interest.
    """
    shown = places.shown(path)
    data = read_small_file(path, LIMIT)
    whole = Origin(OriginKind.DOTENV, shown, str(path))
    if isinstance(data, ReadTrouble):
        return Reading(problems=() if data.is_missing else (ReadProblem(whole, data.text, data.obstacle),))
    state = State.ACTIVE if is_loaded or path.name in ENV_NAMES else State.TEMPLATE
    assignments = read_assignments(data)
    found = [_with_literal(item, data) for item in _findings(assignments, whole, state, places, also)]
    misencoded = misencoding(data, assignments)
    network = tuple(item for item in found if is_network_name(item.variable) and item.variable not in also)
    return Reading(
        findings=tuple(item for item in found if item not in network),
        problems=tuple(_problems(data, whole, is_told=misencoded is not None and bool(found))),
        env_files=(whole,),
        misencoded=(MisencodedFile(replace(whole, line=misencoded[1]), misencoded[0]),) if misencoded else (),
        network=network,
    )


def _problems(data: bytes, whole: Origin, *, is_told: bool) -> Iterator[ReadProblem]:
    """Yield what makes the file no text for programs that load it, where no cause can tell."""
    name = printable(Path(whole.path).name)
    if is_utf_16(data) and not is_told:
        yield ReadProblem(whole, f"`{name}` is UTF-16 text, which programs that load it cannot read")
    elif b"\0" in data and not is_utf_16(data):
        yield ReadProblem(whole, f"`{name}` holds NUL bytes: it is no text file")


def _findings(
    assignments: tuple[Assignment, ...], whole: Origin, state: State, places: Places, also: frozenset[str]
) -> list[Finding]:
    findings: list[Finding] = []
    earlier: dict[str, str] = {}
    for item in assignments:
        text = _expanded(item.value, earlier, places)
        if not item.commented:
            earlier[item.name] = text
        if not is_relevant(item.name, text) and not is_network_name(item.name) and item.name not in also:
            continue
        origin = Origin(whole.kind, whole.shown, whole.path, item.line)
        own_state = State.COMMENTED if item.commented else state
        finding = read_finding(item.name, text, origin, own_state, continuation=item.continuation)
        if not item.commented or is_anthropic_key(finding.value) or is_address_name(item.name):
            findings.append(finding)
    return findings


def _with_literal(finding: Finding, data: bytes) -> Finding:
    """Return the finding with its value as it is written, where it is a key with something around it."""
    if not is_anthropic_key(finding.value) or finding.origin.line is None:
        return finding
    line = data.splitlines()[finding.origin.line - 1 : finding.origin.line]
    written = dict(read_strictly(line[0])).get(finding.variable) if line else None
    value = read_value(written) if written else None
    return replace(finding, literal=value) if value and value.secret != finding.value.secret else finding


def _expanded(text: str, earlier: dict[str, str], places: Places) -> str:
    """Return the text with `${NAME}` filled in, by nothing where the name is unknown, as python-dotenv does."""
    return interpolate(text, lambda name: places.environ.get(name, earlier.get(name)))
