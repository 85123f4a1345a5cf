"""What only this machine knows of a project's loaders: installed versions, and variables that switch them off."""

from collections.abc import Iterable

from tui.adapters.reading.package_versions import installed_python_package
from tui.adapters.reading.places import Places
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.record import replace
from tui.domain.regex import regex

_SWITCH = "PYTHON_DOTENV_DISABLED"
_ON = frozenset({"1", "true", "t", "yes", "y"})
_SINCE_SWITCH = (1, 2, 0)
_SINCE_MARK = (1, 2, 2)
_SWITCHED = frozenset({LoaderKind.PYTHON_DOTENV, LoaderKind.UVICORN})
_OF_PYTHON_DOTENV = _SWITCHED | {LoaderKind.DOTENV_VALUES, LoaderKind.DOTENV_RUN, LoaderKind.FLASK}
_NUMBER = regex(r"\d+")


def with_facts(loaders: Iterable[Loader], places: Places, *, has_python_dotenv: bool) -> tuple[Loader, ...]:
    """Return the loaders as they are on this machine; a version that is unknown counts as the newest.

    Flask loads files only beside python-dotenv, which `has_python_dotenv` says that the project asks for.
    """
    found = installed_python_package(places, "python_dotenv")
    version = tuple(int(part) for part in _NUMBER.findall(found)[:3])
    is_there = has_python_dotenv or bool(found)
    disabled = _SWITCH if places.environ.get(_SWITCH, "").casefold() in _ON else ""
    if version and version < _SINCE_SWITCH:
        disabled = ""
    return tuple(
        replace(
            loader,
            keeps_mark=loader.keeps_mark
            or (loader.kind in _OF_PYTHON_DOTENV and bool(version) and version < _SINCE_MARK),
            disabled_by=disabled if loader.kind in _SWITCHED else "",
        )
        for loader in loaders
        if loader.kind is not LoaderKind.FLASK or is_there
    )
