"""What the project's code names and the other readers leave aside: files of its loaders, variables of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

from tui.adapters.reading.env_files import read_env_file
from tui.adapters.reading.envrc import ENVRC, read_envrc
from tui.adapters.reading.places import Places
from tui.adapters.reading.text_file import is_regular_file
from tui.domain.clients.client_id import ClientId
from tui.domain.code.loader_files import folders_up_to
from tui.domain.code.written_call import VariableMention
from tui.domain.dotenv.loader import Loader
from tui.domain.dotenv.names import ENV_NAMES
from tui.domain.found.finding import Finding, UnreadSource
from tui.domain.found.names import is_relevant, is_relevant_name, read_finding
from tui.domain.origin import Origin, OriginKind
from tui.domain.regex import regex
from tui.domain.resolving.loading import folder_searched, named_path
from tui.domain.resolving.snapshot import Reading

_ENV_LIKE = regex(r"(?:^|.*[._-])(?:env|envrc|environment|secrets?)(?:[._-].*)?$", re.IGNORECASE)
_MOST = 20


class NamedByCode:
    """Reads those files and variables, and tells which files could not be read."""

    def __init__(self, places: Places, loaders: tuple[Loader, ...], variables: tuple[VariableMention, ...]) -> None:
        self._places = places
        self._loaders = loaders
        self._variables = variables

    def read(self, hosts: set[str]) -> Reading:
        """Return what was read; a variable of a file in `hosts` may be another service's and is left alone."""
        names = frozenset(item.variable for item in self._variables if item.origin.path not in hosts)
        named = {path: loader for loader in reversed(self._loaders) for path in self._paths(loader)}
        files = [path for path in named if self._may_read(path)][:_MOST]
        readings = [self._file(path, names) for path in files]
        return Reading(
            findings=(
                *self._variables_of_process(names),
                *self._variables_of_env_files(names, set(files)),
                *(finding for reading in readings for finding in reading.findings),
            ),
            problems=tuple(problem for reading in readings for problem in reading.problems),
            env_files=tuple(origin for reading in readings for origin in reading.env_files),
            notes=tuple(note for reading in readings for note in reading.notes),
            misencoded=tuple(file for reading in readings for file in reading.misencoded),
            unread_sources=(
                *(_unread(loader, "works out which file it loads") for loader in self._loaders if loader.is_computed),
                *(source for reading in readings for source in reading.unread_sources),
                *(
                    _unread(loader, "loads a file that is not read here")
                    for path, loader in named.items()
                    if path not in files and not self._is_known(path) and is_regular_file(path)
                ),
            ),
        )

    def _paths(self, loader: Loader) -> list[Path]:
        """Return the files that the loader may read and that no other reader looks for."""
        project = str(self._places.project)
        if loader.path:
            return [Path(named_path(loader, project))]
        folder = folder_searched(loader, project)
        if loader.order:
            return [path for name in loader.order if not self._is_known(path := Path(folder, name))]
        if loader.name in ENV_NAMES:
            return []
        folders = folders_up_to(f"{folder}/x", project) if loader.looks_upwards else (folder,)
        return [path for above in folders if is_regular_file(path := Path(above, loader.name))][:1]

    def _may_read(self, path: Path) -> bool:
        """Return whether the file is one of variables, inside the project; a link may not lead out of it."""
        try:
            is_inside = path.resolve().is_relative_to(self._places.project)
        except (OSError, RuntimeError, ValueError):
            return False
        return is_inside and _ENV_LIKE.match(path.name) is not None and is_regular_file(path)

    def _is_known(self, path: Path) -> bool:
        """Return whether the reader of `.env` files looks at the file anyway."""
        return path.name in ENV_NAMES and self._places.project.is_relative_to(path.parent)

    def _file(self, path: Path, names: frozenset[str]) -> Reading:
        """Return what stands in the file and was not read before."""
        if path.name == ENVRC:
            return read_envrc(path, self._places, names)
        reading = read_env_file(path, self._places, is_loaded=True, also=names)
        if not self._is_known(path):
            return reading
        usual = {(item.variable, item.origin.line) for item in read_env_file(path, self._places).findings}
        found = (item for item in reading.findings if (item.variable, item.origin.line) not in usual)
        return Reading(findings=tuple(found))

    def _variables_of_process(self, names: frozenset[str]) -> Iterator[Finding]:
        origin = Origin(OriginKind.PROCESS, "the environment")
        for name in sorted(names):
            text = self._places.environ.get(name)
            if text is not None and not is_relevant(name, text):
                yield read_finding(name, text, origin)

    def _variables_of_env_files(self, names: frozenset[str], done: set[Path]) -> Iterator[Finding]:
        if all(is_relevant_name(name) for name in names):
            return
        for path in (self._places.project / name for name in ENV_NAMES):
            if path not in done:
                yield from self._file(path, names).findings


def _unread(loader: Loader, words: str) -> UnreadSource:
    what = f"`{loader.kind}` in {loader.origin.label} {words}, which may supply the credential"
    clients = tuple(client.value for client in ClientId if client in loader.rules.clients)
    return UnreadSource(what, loader.origin, clients)
