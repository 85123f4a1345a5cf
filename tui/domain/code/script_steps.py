"""The steps of a JavaScript or TypeScript file, told by braces; an `import` runs before the rest of a module."""

import re
from collections.abc import Iterator
from itertools import islice

from tui.domain.code.loader_files import normal
from tui.domain.code.script_scopes import scopes_of
from tui.domain.code.steps import Outline, Signs, Step, StepKind, clients_made, outline_of
from tui.domain.code.text import SourceText, arguments
from tui.domain.regex import regex

_CALLED = regex(r"(?<![\w$.])(?<!function )(?:this\.)?(?P<name>[A-Za-z_$][\w$]*)\(|\bnew\s+(?P<made>[A-Z][\w$]*)\b")
_DEFINED = regex(r"\s*(?::[^={}();]{0,200})?\{")
_IMPORT = regex(
    r"""^[ \t]*(?:import|export)\b(?![ \t]+type\b)(?:[^;"'`()=]{0,2000}?\bfrom)?\s*["'](?P<module>[^"'\n]+)["']""",
    re.MULTILINE,
)
_REQUIRE = regex(r"""\b(?:require|import)\s*\(\s*["'](?P<module>[^"'\n]+)["']\s*\)""")
_SUFFIXES = (".ts", ".tsx", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs")
_OWN_SUFFIX = regex(r"\.[cm]?[jt]sx?$")
_MOST = 400


def script_outline(source: SourceText, signs: Signs, root: str, *, hoists: bool) -> Outline:
    """Return what the file does in order; `hoists` tells that its imports run before all else in it.

    An import that loads `.env` is taken to do so anyway: only TypeScript's own compiler leaves one in its place.
    """
    scopes = scopes_of(source.text)
    steps = _Steps(source, signs, root)
    found = [
        (not (is_import and (hoists or step.kind is StepKind.LOAD)), at, step)
        for at, step, is_import in (steps.all() if scopes else ())
    ]
    found.sort(key=lambda item: (item[0], item[1]))
    scoped = ((scopes.name_at(at) if scopes and is_later else "", step) for is_later, at, step in found)
    return outline_of(source.origin.path, scoped)


class _Steps:
    """Collects the steps with their offsets, and whether each is an import."""

    def __init__(self, source: SourceText, signs: Signs, root: str) -> None:
        self._source = source
        self._text = source.text
        self._signs = signs
        self._root = root

    def all(self) -> Iterator[tuple[int, Step, bool]]:
        imports = {match.start("module"): match for match in islice(_IMPORT.finditer(self._text), _MOST)}
        lines = {self._line(at) for at in imports}
        yield from (self._import(at, match, is_import=True) for at, match in imports.items())
        for match in islice(_REQUIRE.finditer(self._text), _MOST):
            if self._line(match.start()) not in self._signs.loads:
                yield self._import(match.start("module"), match, is_import=False)
        for line in self._signs.loads - lines:
            yield self._start_of(line), Step(StepKind.LOAD, line), False
        yield from self._calls()

    def _import(self, at: int, match: re.Match[str], *, is_import: bool) -> tuple[int, Step, bool]:
        line = self._line(at)
        if is_import and line in self._signs.loads:
            return at, Step(StepKind.LOAD, line), True
        return at, Step(StepKind.IMPORT, line, modules=(_files(self._source, match["module"], self._root),)), is_import

    def _calls(self) -> Iterator[tuple[int, Step, bool]]:
        for match in islice(clients_made(self._text), _MOST):
            line = self._line(match.start())
            if line in self._signs.builds and not self._is_deferred(match.start()):
                yield match.start(), Step(StepKind.BUILD, line), False
        for match in islice(_CALLED.finditer(self._text), 4 * _MOST):
            name = match["name"] or match["made"]
            if not self._is_definition(match) and not self._is_deferred(match.start()):
                yield match.start(), Step(StepKind.CALL, self._line(match.start()), name=name), False

    def _is_definition(self, match: re.Match[str]) -> bool:
        """Return whether it is the head of a method, which looks like a call."""
        if match["made"]:
            return False
        end = match.end() + len(arguments(self._text, match.end())) + 1
        return _DEFINED.match(self._text, end) is not None

    def _is_deferred(self, at: int) -> bool:
        """Return whether an arrow without braces stands before it on its line."""
        return "=>" in self._text[self._text.rfind("\n", 0, at) + 1 : at].rpartition("{")[2]

    def _line(self, at: int) -> int:
        return self._text.count("\n", 0, at) + 1

    def _start_of(self, line: int) -> int:
        at = 0
        for _ in range(line - 1):
            at = self._text.find("\n", at) + 1
        return at + len(self._text[at:]) - len(self._text[at:].lstrip(" \t"))


def _files(source: SourceText, module: str, root: str) -> tuple[str, ...]:
    """Return the files that the module's name may mean; none for a package."""
    if module.startswith("."):
        bases = [normal(f"{source.origin.path}/../{module}")]
    elif module.startswith(("@/", "~/", "src/")):
        rest = module.partition("/")[2]
        bases = [f"{root}/{rest}", f"{root}/src/{rest}"]
    else:
        return ()
    return tuple(file for base in bases for file in _named(base))


def _named(base: str) -> Iterator[str]:
    bare = _OWN_SUFFIX.sub("", base)
    if bare != base:
        yield base
    for suffix in _SUFFIXES:
        yield f"{bare}{suffix}"
        yield f"{base}/index{suffix}"
