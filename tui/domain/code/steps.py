"""What a file of code does in order, as far as loading `.env` and making a client go."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from tui.domain.code.keys import CONSTRUCTOR
from tui.domain.code.loader_files import normal
from tui.domain.record import Record


class StepKind(StrEnum):
    """What a step does."""

    LOAD = "loads a file"
    IMPORT = "imports a module"
    CALL = "calls a function"
    BUILD = "makes a client"


class Step(Record):
    """One step: its 1-based line and column.

    `name` is the function that is called; `modules` are the files that an import may mean: of the
    first group in which any exists, all that exist are run.
    """

    kind: StepKind
    line: int
    column: int = 0
    name: str = ""
    modules: tuple[tuple[str, ...], ...] = ()


class Outline(Record):
    """A file's own steps in the order in which they run, and those of its functions by name."""

    path: str
    steps: tuple[Step, ...]
    functions: Mapping[str, tuple[Step, ...]]


class Signs(Record):
    """The lines of a file on which `.env` is loaded, and on which a client is made without a key of the code."""

    loads: frozenset[int]
    builds: frozenset[int]


def clients_made(text: str) -> Iterator[re.Match[str]]:
    """Yield the calls that make a client which looks for its key at once."""
    for match in CONSTRUCTOR.finditer(text):
        if not match.group().startswith("createAnthropic"):  # its client looks when it is used
            yield match


def outline_of(path: str, scoped: Iterable[tuple[str, Step]]) -> Outline:
    """Return the outline of steps in order, each given with the name of its function, empty outside all."""
    functions: dict[str, list[Step]] = {}
    for name, step in scoped:
        functions.setdefault(name, []).append(step)
    own = tuple(functions.pop("", ()))
    return Outline(normal(path), own, {name: tuple(steps) for name, steps in functions.items()})
