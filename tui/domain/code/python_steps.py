"""The steps of a Python file, told by indentation: what stands outside every `def` runs as the file is read."""

import re
from collections.abc import Iterator

from tui.domain.code.loader_files import folders_up_to, normal
from tui.domain.code.steps import Outline, Signs, Step, StepKind, clients_made, outline_of
from tui.domain.code.text import SourceText, arguments
from tui.domain.record import Record
from tui.domain.regex import regex

_DEF = regex(r"[ \t]*(?:async[ \t]+)?def[ \t]+(?P<name>\w+)[ \t]*\(?")
_CLASS = regex(r"[ \t]*class[ \t]+(?P<name>\w+)")
_CALLED = regex(
    r"(?<![\w.])(?<!def )(?<!class )(?:(?:self|cls)\.)?(?P<name>[A-Za-z_]\w*)\("
    r"|\.run\(\s*(?P<handed>[A-Za-z_]\w*)\s*[,)]"
)
_FROM = regex(r"[ \t]*from[ \t]+(?P<dots>\.*)(?P<module>[\w.]*)[ \t]+import[ \t]+(?P<bracket>\(?)(?P<names>[^\n;#]*)")
_IMPORT = regex(r"[ \t]*import[ \t]+(?P<names>[\w.]+[^\n;#]*)")
_MODULE = regex(r"(?:^|,)\s*([A-Za-z_][\w.]*)")
_LAMBDA = regex(r"\blambda\b")
_MOST_NAMES = 20


class _Block(Record):
    """A `def` or `class` whose lines are indented deeper; its name is empty for one that runs where it stands."""

    indent: int
    name: str
    is_function: bool


def python_outline(source: SourceText, signs: Signs, root: str) -> Outline:
    """Return what the file does in order; `root` is the project's folder."""
    return outline_of(source.origin.path, _scoped(source, signs, root))


def _scoped(source: SourceText, signs: Signs, root: str) -> Iterator[tuple[str, Step]]:
    blocks: list[_Block] = []
    start = 0
    for number, line in enumerate(source.text.split("\n"), start=1):
        bare = line.lstrip(" \t")
        if bare and bare[0] not in ")]}":
            indent = len(line) - len(bare)
            while blocks and blocks[-1].indent >= indent:
                blocks.pop()
        outer = _function(blocks)
        header = _DEF.match(line)
        end = _header_end(source.text, start, line, header) if header else -1
        if header or _CLASS.match(line):
            blocks.append(_block(line, header, blocks))
        for step in _steps(source, number, start, line, signs, root):
            is_inside = header is not None and 0 <= end < step.column
            yield (_function(blocks) if is_inside else outer), step
        start += len(line) + 1


def _block(line: str, header: re.Match[str] | None, blocks: list[_Block]) -> _Block:
    indent = len(line) - len(line.lstrip(" \t"))
    if header is None:
        match = _CLASS.match(line)
        return _Block(indent, match["name"] if match else "", is_function=False)
    is_maker = header["name"] == "__init__" and blocks and not blocks[-1].is_function
    return _Block(indent, blocks[-1].name if is_maker else header["name"], is_function=True)


def _function(blocks: list[_Block]) -> str:
    """Return the innermost function, empty for none: the body of a class runs where it stands."""
    return next((block.name for block in reversed(blocks) if block.is_function), "")


def _header_end(text: str, start: int, line: str, header: re.Match[str]) -> int:
    """Return the column behind which the body stands on the header's own line, or -1."""
    inside = arguments(text, start + header.end())
    colon = line.find(":", header.end() + len(inside))
    return colon if colon >= 0 and line[colon + 1 :].strip() else -1


def _steps(source: SourceText, number: int, start: int, line: str, signs: Signs, root: str) -> Iterator[Step]:
    if number in signs.loads:
        yield Step(StepKind.LOAD, number)
    yield from _imports(source, number, start, line, root)
    calls = [Step(StepKind.CALL, number, match.start() + 1, _called(match)) for match in _CALLED.finditer(line)]
    if number in signs.builds:
        calls.extend(Step(StepKind.BUILD, number, match.start() + 1) for match in clients_made(line))
    for step in sorted(calls, key=lambda item: item.column):
        if not _LAMBDA.search(line, 0, step.column):
            yield step


def _called(match: re.Match[str]) -> str:
    name: str = match["name"] or match["handed"]
    return name


def _imports(source: SourceText, number: int, start: int, line: str, root: str) -> Iterator[Step]:
    path = source.origin.path
    match = _FROM.match(line)
    if match:
        names = arguments(source.text, start + match.end("bracket")) if match["bracket"] else match["names"]
        modules = _MODULE.findall(names)[:_MOST_NAMES]
        yield Step(StepKind.IMPORT, number, 1, modules=_files(path, match["dots"], match["module"], modules, root))
        return
    match = _IMPORT.match(line)
    for module in _MODULE.findall(match["names"])[:_MOST_NAMES] if match else ():
        yield Step(StepKind.IMPORT, number, 1, modules=_files(path, "", module, [], root))


def _files(path: str, dots: str, module: str, names: list[str], root: str) -> tuple[tuple[str, ...], ...]:
    """Return the files that may be meant, for each folder that they may be looked for in."""
    parts = [part for part in module.split(".") if part]
    above = normal("/".join([path, *[".."] * len(dots)]))
    folders = [above] if dots else [*folders_up_to(path, root), f"{root}/src"]
    return tuple(tuple(_in_folder(folder, parts, names)) for folder in folders)


def _in_folder(folder: str, parts: list[str], names: list[str]) -> Iterator[str]:
    for count in range(1, len(parts) + 1):
        module = "/".join([folder, *parts[:count]])
        yield f"{module}/__init__.py"
        if count == len(parts):
            yield f"{module}.py"
    for name in names:
        yield f"{'/'.join([folder, *parts, name])}.py"
