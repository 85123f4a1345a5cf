"""What loads `.env` in a project: calls, flags, frameworks, shell lines; commented-out ones do not count."""

from collections.abc import Callable, Iterator

from tui.domain.code.command_loaders import command_loaders, compose_loaders, manifest_loaders, package_loaders
from tui.domain.code.python_loaders import python_loaders
from tui.domain.code.script_loaders import script_loaders
from tui.domain.code.text import Language, SourceText
from tui.domain.dotenv.loader import Loader
from tui.domain.record import replace

_FINDERS: dict[Language, Callable[[SourceText], Iterator[Loader]]] = {
    Language.PYTHON: python_loaders,
    Language.NOTEBOOK: python_loaders,
    Language.SCRIPT: script_loaders,
    Language.PACKAGE_JSON: package_loaders,
    Language.REQUIREMENTS: manifest_loaders,
    Language.COMPOSE: compose_loaders,
    Language.SHELL: command_loaders,
    Language.DOCKERFILE: command_loaders,
}


def find_loaders(source: SourceText) -> tuple[Loader, ...]:
    """Return every place in the file that loads a `.env`, each line once for a kind and a file."""
    finder = _FINDERS.get(source.language)
    found: dict[object, Loader] = {}
    for loader in finder(source) if finder else ():
        marked = replace(loader, keeps_mark=loader.rules.keeps_mark)
        found.setdefault((loader.origin.line, loader.kind, loader.path, loader.prefix), marked)
    return tuple(sorted(found.values(), key=lambda loader: loader.origin.line or 0))
