"""A change of a file as a masked difference: every line has its sign, colour only helps."""

from collections.abc import Sequence

from textual.content import Content

from tui.domain.dotenv.diff import DiffKind, DiffLine
from tui.widgets.look import Look
from tui.widgets.sheet import stack, text, wrapped

_STYLES: dict[DiffKind, str] = {
    "header": "$quiet",
    "hunk": "$quiet",
    "same": "$quiet",
    "removed": "$error",
    "added": "$success",
}


def env_diff(lines: Sequence[DiffLine], look: Look, width: int) -> Content:
    """Return the lines of a diff below each other, without the file's name."""
    shown = (line for line in lines if line.kind not in {"header", "hunk"})
    return stack(*(_line(line, look, width) for line in shown))


def _line(line: DiffLine, look: Look, width: int) -> Content:
    sign, rest = line.text[:1], line.text[1:]
    return wrapped(text((f"{sign} {look.hide(rest)}", _STYLES[line.kind])), width, indent=1, hang=3)
