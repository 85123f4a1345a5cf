"""Applies an edit to the bytes of a `.env`, and checks the result with readers of its own."""

import re
from collections.abc import Sequence

from tui.domain.dotenv.definition import Unsafe, content, match_definition, same_ends
from tui.domain.dotenv.document import EnvDocument
from tui.domain.dotenv.edit import Edit, RemoveVariable, RenameVariable, RewriteAsUtf8, SetVariable
from tui.domain.dotenv.encoding import as_utf_8, reads_alike
from tui.domain.dotenv.pairs import Pairs, read_pairs, read_strictly
from tui.domain.dotenv.quotes import OUTSIDE, advance, opener
from tui.domain.dotenv.reading import read_assignments
from tui.domain.key.secret import Secret
from tui.domain.regex import regex

_BOM = b"\xef\xbb\xbf"
_LEFTOVER = regex(r"\s*+[A-Za-z0-9_-]*+\s*+[\"'`]?+\s*+(#.*)?", re.DOTALL)
_KEY = regex(r"[A-Za-z0-9_-]+")
_MOVED = "another line would change"


def apply_edit(data: bytes, edit: Edit) -> bytes | Unsafe:
    """Return the file's bytes after the edit, or why it is not made; never a half-checked result."""
    if isinstance(edit, RewriteAsUtf8):
        return _rewritten(data)
    moved = None if isinstance(edit, SetVariable) else _moved(data, edit)
    if moved is not None:
        return moved
    document = EnvDocument.parse(data)
    match edit:
        case SetVariable():
            edited = document.set_variable(edit.variable, edit.secret)
        case RenameVariable():
            edited = document.rename(edit.line, edit.old, edit.new)
        case RemoveVariable():
            edited = document.remove(edit.line, edit.variable)
    if isinstance(edited, Unsafe):
        return edited
    after = edited.render()
    problem = check_edit(data, after, edit)
    return Unsafe(problem) if problem else after


def _moved(data: bytes, edit: RenameVariable | RemoveVariable) -> Unsafe | None:
    """Return why this line is not the one that was looked at: the file has changed since."""
    name = edit.old if isinstance(edit, RenameVariable) else edit.variable
    for item in read_assignments(data):
        is_there = item.line == edit.line and item.name == name and not item.commented
        # What fills a reference in is not in the file, so it is not compared.
        if is_there and edit.seen is not None and "${" not in item.value and Secret(item.value) != edit.seen:
            return Unsafe(f"line {edit.line} gives {name} another value than the one that was looked at", edit.line)
    return None


def check_edit(before: bytes, after: bytes, edit: Edit) -> str:
    """Return what is wrong with the result of an edit, or an empty text when nothing is."""
    match edit:
        case SetVariable():
            return _check_set(before, after, edit)
        case RenameVariable():
            return _check_rename(before, after, edit)
        case RemoveVariable():
            return _check_remove(before, after, edit)
        case RewriteAsUtf8():
            return "" if reads_alike(before, after) else "a variable would be read differently"


def _rewritten(data: bytes) -> bytes | Unsafe:
    after = as_utf_8(data)
    if isinstance(after, Unsafe) or reads_alike(data, after):
        return after
    return Unsafe("a variable would be read differently as UTF-8", 1)


def _check_set(before: bytes, after: bytes, edit: SetVariable) -> str:
    name = edit.variable
    survivors = _survivors_of_set(before, after, (name,), name)
    if survivors is None:
        return _MOVED
    pairs, rest = read_pairs(after), b"".join(survivors)
    if [Secret(value) for found, value in pairs if found == name] != [edit.secret]:
        return f"{name} would not be read back as one definition"
    others = _others(pairs, name)
    if others != _others(read_pairs(before), name) and not (
        _opens_a_quote(before, name) and others == _others(read_pairs(rest), name)
    ):
        return "another variable would be read differently"
    return _check_strictly(rest, after, name, edit.secret)


def _check_strictly(rest: bytes, after: bytes, name: str, secret: Secret) -> str:
    """Return what a reader without quotes and comments would make of it; `rest` are the lines that stay."""
    pairs = read_strictly(after)
    if [Secret(value) for found, value in pairs if name in found and found.strip() == name] != [secret]:
        return f"{name} would not be read alike by every loader"
    if _others(pairs, name) != _others(read_strictly(rest), name):
        return "another variable would be read differently by some loaders"
    return ""


def _check_rename(before: bytes, after: bytes, edit: RenameVariable) -> str:
    old, new = edit.old, edit.new
    expected = [
        (new if item.name == old and item.line == edit.line else item.name, item.value)
        for item in read_assignments(before)
        if not item.commented and item.name != new
    ]
    pairs = read_pairs(after)
    if pairs != expected:
        return "a variable would be read differently"
    values = [value for name, value in pairs if name == new]
    if len(values) != 1:
        return f"{new} would not be defined exactly once"
    target = _lines(before, after)[0][edit.line - 1 : edit.line]
    if not target or match_definition(content(target[0]), old) is None:
        return f"line {edit.line} does not define {old}"
    survivors = _survivors_of_set(before, after, (old, new), new)
    if survivors is None:
        return _MOVED
    if _KEY.fullmatch(values[0]) is None:
        return ""
    return _check_strictly(b"".join(survivors), after, new, Secret(values[0]))


def _check_remove(before: bytes, after: bytes, edit: RemoveVariable) -> str:
    expected = [
        (item.name, item.value)
        for item in read_assignments(before)
        if not item.commented and not (item.name == edit.variable and item.line == edit.line)
    ]
    old, new = _lines(before, after)
    survivors = _survivors(old, new, (edit.variable,))
    if survivors is None or len(new) >= len(old):
        return _MOVED
    pairs = read_pairs(after)
    if pairs != expected and not (_opens_a_quote(before, edit.variable) and pairs == read_pairs(b"".join(survivors))):
        return "another variable would be read differently"
    return ""


def _lines(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """Split both; a BOM may go, and a lone `#!` line may get its line end."""
    if not after.startswith(_BOM):
        before = before.removeprefix(_BOM)
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) == 1 and new and new[0] == old[0] + b"\n":
        old = new[:1]
    return old, new


def _survivors(old: Sequence[bytes], new: Sequence[bytes], names: Sequence[str]) -> list[bytes] | None:
    """Return the lines that stay, or none when the new lines are not the old ones without the variables' own."""
    start, end = same_ends(old, new)
    kept = list(new[:start])
    removing = False
    for line in old[start : len(old) - end]:
        if len(kept) < len(new) - end and new[len(kept)] == line:
            kept.append(line)
            removing = removing and _LEFTOVER.fullmatch(content(line)) is not None
        elif _is_own(line, names, removing=removing):
            removing = True
        else:
            return None
    return [*kept, *new[len(new) - end :]] if len(kept) == len(new) - end else None


def _survivors_of_set(before: bytes, after: bytes, names: Sequence[str], name: str) -> list[bytes] | None:
    """Do the same for a result that has the new line, and perhaps the comment that was moved above it."""
    old, new = _lines(before, after)
    sought = name.encode()
    place = next((index for index, line in enumerate(new) if sought in line and _defines(line, name)), None)
    if place is None:
        return None
    comment = new[place - 1].rstrip(b"\r\n") if place else b""
    was_moved = comment.startswith(b"#") and any(comment in line for line in old)
    survivors = _survivors(old, new[:place] + new[place + 1 :], names)
    if survivors is None and was_moved:
        survivors = _survivors(old, new[: place - 1] + new[place + 1 :], names)
    return survivors


def _is_own(line: bytes, names: Sequence[str], *, removing: bool) -> bool:
    """Return whether the line defines one of the variables, or is the rest of a definition just removed."""
    is_own = any(name.encode() in line and _defines(line, name) for name in names)
    return is_own or (removing and _LEFTOVER.fullmatch(content(line)) is not None)


def _defines(line: bytes, name: str) -> bool:
    return match_definition(content(line), name) is not None


def _others(pairs: Pairs, name: str) -> Pairs:
    return [pair for pair in pairs if pair[0] != name]


def _opens_a_quote(data: bytes, name: str) -> bool:
    """Return whether a definition of the name has a quotation mark that its line does not close."""
    sought = name.encode()
    lines = (line for line in data.splitlines() if sought in line)
    return any(_defines(line, name) and opener(advance(OUTSIDE, content(line), 1)) for line in lines)
