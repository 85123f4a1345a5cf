"""Marks the loaders of `.env` that run after the client has been made, by the order of the project's own code."""

from collections.abc import Iterable, Sequence

from tui.domain.code.loader_files import normal
from tui.domain.code.program_order import Order, order_of
from tui.domain.code.python_steps import python_outline
from tui.domain.code.script_steps import script_outline
from tui.domain.code.steps import Outline, Signs
from tui.domain.code.text import Language, SourceText
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.origin import Origin
from tui.domain.record import replace

_MOST_FILES = 300
# These fill the environment at the moment at which the program comes to them.
_RUN_IN_PLACE = frozenset(
    {
        LoaderKind.PYTHON_DOTENV,
        LoaderKind.DJANGO_ENVIRON,
        LoaderKind.JS_DOTENV,
        LoaderKind.DOTENV_FLOW,
        LoaderKind.NODE_ENV_FILE,
    }
)
# Compiled by TypeScript itself, such a file may keep its imports where they stand.
_MAY_KEEP_ITS_ORDER = (".ts", ".tsx", ".cts", ".cjs")


def in_order(
    loaders: Sequence[Loader], keyless: Sequence[Origin], sources: Iterable[SourceText], root: str, *, is_module: bool
) -> tuple[Loader, ...]:
    """Return the loaders, each one that comes too late with the call that made the client before it.

    `keyless` are the calls that make a client without a key of the code, `is_module` tells that the
    project's scripts are modules, whose imports run first.
    """
    if not loaders or not keyless:
        return tuple(loaders)
    outlines = [_outline(source, loaders, keyless, root, is_module=is_module) for source in sources][:_MOST_FILES]
    order = order_of({outline.path: outline for outline in outlines})
    by_place = {(normal(origin.path), origin.line): origin for origin in keyless}
    return tuple(_marked(loader, order, by_place) for loader in loaders if _is_needed(loader, order))


def _outline(
    source: SourceText, loaders: Sequence[Loader], keyless: Sequence[Origin], root: str, *, is_module: bool
) -> Outline:
    path = source.origin.path
    signs = Signs(
        frozenset(
            loader.origin.line or 0 for loader in loaders if loader.origin.path == path and loader.kind in _RUN_IN_PLACE
        ),
        frozenset(origin.line or 0 for origin in keyless if origin.path == path),
    )
    if source.language is Language.SCRIPT:
        hoists = is_module or not path.endswith(_MAY_KEEP_ITS_ORDER)
        return script_outline(source, signs, root, hoists=hoists)
    return python_outline(source, signs, root)


def _is_needed(loader: Loader, order: Order) -> bool:
    return _place(loader) not in order.vain or loader.kind not in _RUN_IN_PLACE


def _marked(loader: Loader, order: Order, by_place: dict[tuple[str, int | None], Origin]) -> Loader:
    client = order.late.get(_place(loader))
    return (
        loader
        if client is None or loader.kind not in _RUN_IN_PLACE
        else replace(loader, late_for=by_place.get((client.path, client.line)))
    )


def _place(loader: Loader) -> tuple[str, int]:
    return normal(loader.origin.path), loader.origin.line or 0
