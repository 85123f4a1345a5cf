"""Applies an edit to the bytes of a `.env`, and checks the result with readers of its own."""

import re
from collections.abc import Sequence

from tui.domain.dotenv.definition import Unsafe, content, match_definition
from tui.domain.dotenv.document import EnvDocument
from tui.domain.dotenv.edit import Edit, RemoveVariable, RenameVariable, RewriteAsUtf8, SetVariable
from tui.domain.dotenv.encoding import as_utf_8, reads_alike
from tui.domain.dotenv.quotes import OUTSIDE, advance, opener
from tui.domain.dotenv.reading import Assignment, read_assignments
from tui.domain.key.secret import Secret

_BOM = b"\xef\xbb\xbf"
_LEFTOVER = re.compile(r"\s*+[A-Za-z0-9_-]*+\s*+[\"'`]?+\s*+(#.*)?", re.DOTALL)
_MOVED = "another line would change"

Pair = tuple[str, Secret]


def apply_edit(data: bytes, edit: Edit) -> bytes | Unsafe:
    """Return the file's bytes after the edit, or why it is not made; never a half-checked result."""
    if isinstance(edit, RewriteAsUtf8):
        return _rewritten(data)
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
    survivors = _survivors_of_set(before, after, name)
    if survivors is None:
        return _MOVED
    pairs = _pairs(after)
    if [secret for found, secret in pairs if found == name] != [edit.secret]:
        return f"{name} would not be read back as one definition"
    others = [pair for pair in pairs if pair[0] != name]
    if others != _others(before, name) and not (
        _opens_a_quote(before, name) and others == _others(b"".join(survivors), name)
    ):
        return "another variable would be read differently"
    if _plain_values(after, name) != [edit.secret]:
        return f"{name} would not be read alike by every loader"
    return ""


def _check_rename(before: bytes, after: bytes, edit: RenameVariable) -> str:
    old, new = edit.old, edit.new
    expected = [
        (new if item.name == old and item.line == edit.line else item.name, Secret(item.value))
        for item in _active(before)
        if item.name != new
    ]
    if _pairs(after) != expected:
        return "a variable would be read differently"
    names = [name for name, _secret in expected]
    if names.count(new) != 1:
        return f"{new} would not be defined exactly once"
    kept = _lines(before, after)[0]
    target = kept[edit.line - 1 : edit.line]
    if not target or match_definition(content(target[0]), old) is None:
        return f"line {edit.line} does not define {old}"
    removed = [line for line in kept if _defines(line, new)]
    changed = [line for line in after.splitlines(keepends=True) if not _defines(line, new)]
    unchanged = [line for index, line in enumerate(kept, 1) if line not in removed and index != edit.line]
    return "" if changed == unchanged else _MOVED


def _check_remove(before: bytes, after: bytes, edit: RemoveVariable) -> str:
    expected = [
        (item.name, Secret(item.value))
        for item in _active(before)
        if not (item.name == edit.variable and item.line == edit.line)
    ]
    old, new = _lines(before, after)
    survivors = _survivors(old, new, edit.variable)
    if survivors is None or len(new) >= len(old):
        return _MOVED
    if _pairs(after) != expected and not (
        _opens_a_quote(before, edit.variable) and _pairs(after) == _pairs(b"".join(survivors))
    ):
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


def _survivors(old: Sequence[bytes], new: Sequence[bytes], name: str) -> list[bytes] | None:
    """Return the lines that stay, or none when the new lines are not the old ones without the variable's own."""
    kept: list[bytes] = []
    removing = False
    for line in old:
        if len(kept) < len(new) and new[len(kept)] == line:
            kept.append(line)
            removing = removing and _LEFTOVER.fullmatch(content(line)) is not None
        elif _is_own(line, name, removing=removing):
            removing = True
        else:
            return None
    return kept if len(kept) == len(new) else None


def _survivors_of_set(before: bytes, after: bytes, name: str) -> list[bytes] | None:
    """Do the same for a result that has the new line, and perhaps the comment that was moved above it."""
    old, new = _lines(before, after)
    place = next((index for index, line in enumerate(new) if _defines(line, name)), None)
    if place is None:
        return None
    comment = new[place - 1].rstrip(b"\r\n") if place else b""
    was_moved = comment.startswith(b"#") and any(comment in line for line in old)
    survivors = _survivors(old, new[:place] + new[place + 1 :], name)
    if survivors is None and was_moved:
        survivors = _survivors(old, new[: place - 1] + new[place + 1 :], name)
    return survivors


def _is_own(line: bytes, name: str, *, removing: bool) -> bool:
    """Return whether the line defines the variable, or is the rest of a definition just removed."""
    return _defines(line, name) or (removing and _LEFTOVER.fullmatch(content(line)) is not None)


def _defines(line: bytes, name: str) -> bool:
    return match_definition(content(line), name) is not None


def _active(data: bytes) -> list[Assignment]:
    return [item for item in read_assignments(data) if not item.commented]


def _pairs(data: bytes) -> list[Pair]:
    return [(item.name, Secret(item.value)) for item in _active(data)]


def _others(data: bytes, name: str) -> list[Pair]:
    return [pair for pair in _pairs(data) if pair[0] != name]


def _opens_a_quote(data: bytes, name: str) -> bool:
    """Return whether a definition of the name has a quotation mark that its line does not close."""
    lines = data.splitlines()
    return any(_defines(line, name) and opener(advance(OUTSIDE, content(line), 1)) for line in lines)


def _plain_values(data: bytes, name: str) -> Sequence[Secret]:
    """Read the variable as strictly as `docker run --env-file`: no quotes, no comments, no blanks."""
    values: list[Secret] = []
    for line in data.removeprefix(_BOM).splitlines():
        key, separator, value = content(line).removeprefix("export ").partition("=")
        if key == name and separator:
            values.append(Secret(value))
        elif key.strip() == name:
            values.append(Secret(""))
    return values
