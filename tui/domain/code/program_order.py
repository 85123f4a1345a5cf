"""Follows a program through its files, to tell which loaders of `.env` run before its client is made."""

from collections.abc import Iterator, Mapping, Sequence

from tui.domain.code.steps import Outline, Step, StepKind
from tui.domain.record import Record

_MOST_STEPS = 2_000
_DEEPEST = 12


class Happening(Record):
    """A loader or a client's making, by its file and 1-based line."""

    kind: StepKind
    path: str
    line: int


class Order(Record):
    """What the programs' order means for their loaders.

    `late` gives for a loader that comes too late the client that was made before it; `vain` are
    loaders behind a client that an earlier one has served.
    """

    late: Mapping[tuple[str, int], Happening]
    vain: frozenset[tuple[str, int]]


def order_of(outlines: Mapping[str, Outline]) -> Order:
    """Return which loaders are too late in every program that they belong to."""
    early: set[tuple[str, int]] = set()
    late: dict[tuple[str, int], Happening] = {}
    vain: set[tuple[str, int]] = set()
    for start in _starts(outlines):
        happenings = _Run(outlines).of(start)
        first = next((number for number, item in enumerate(happenings) if item.kind is StepKind.BUILD), None)
        if first is None:
            continue
        before = [_key(item) for item in happenings[:first]]
        after = [_key(item) for item in happenings[first:] if item.kind is StepKind.LOAD]
        early.update(before)
        if before:
            vain.update(after)
        else:
            late.update((key, happenings[first]) for key in after if key not in late)
    return Order(
        {key: client for key, client in late.items() if key not in early | vain},
        frozenset(vain - early),
    )


def _key(happening: Happening) -> tuple[str, int]:
    return happening.path, happening.line


def _starts(outlines: Mapping[str, Outline]) -> Sequence[str]:
    """Return the files that no other one imports, which are where programs start; all where there is none."""
    imported = {
        path
        for outline in outlines.values()
        for steps in (outline.steps, *outline.functions.values())
        for step in steps
        for path in _meant(step, outlines)
        if path != outline.path
    }
    return [path for path in outlines if path not in imported] or list(outlines)


def _meant(step: Step, outlines: Mapping[str, Outline]) -> list[str]:
    groups = [[path for path in group if path in outlines] for group in step.modules]
    return next(filter(None, groups), list[str]())


class _Run:
    """One run of a program; every module runs once, and a function not within itself."""

    def __init__(self, outlines: Mapping[str, Outline]) -> None:
        self._outlines = outlines
        self._seen: set[str] = set()
        self._left = _MOST_STEPS

    def of(self, path: str) -> list[Happening]:
        return list(self._module(path))

    def _module(self, path: str) -> Iterator[Happening]:
        if path in self._seen:
            return
        self._seen.add(path)
        outline = self._outlines[path]
        called: set[str] = set()
        yield from self._steps(outline, outline.steps, (), called)
        # What only others can call runs when the module has been read, and then a client of the module is there.
        for name, steps in outline.functions.items():
            if name not in called:
                yield from (_happening(outline, step) for step in steps if step.kind is StepKind.LOAD)

    def _steps(
        self, outline: Outline, steps: Sequence[Step], active: tuple[str, ...], called: set[str]
    ) -> Iterator[Happening]:
        for step in steps:
            self._left -= 1
            if self._left < 0 or len(active) > _DEEPEST:
                return
            if step.kind is StepKind.IMPORT:
                for path in _meant(step, self._outlines):
                    yield from self._module(path)
            elif step.kind is not StepKind.CALL:
                yield _happening(outline, step)
            elif step.name in outline.functions and step.name not in active:
                called.add(step.name)
                yield from self._steps(outline, outline.functions[step.name], (*active, step.name), called)


def _happening(outline: Outline, step: Step) -> Happening:
    return Happening(step.kind, outline.path, step.line)
