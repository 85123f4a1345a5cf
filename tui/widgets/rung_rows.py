"""The rungs of the ladder as rows: mark, word, what was found, a bar for its time, and the time."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from tui.domain.probing.rung import Result, Rung, RungKind
from tui.domain.record import Record
from tui.domain.reporting.ladder import STATUSES
from tui.domain.reporting.marks import Status
from tui.widgets.look import COLOURS, Look, badge
from tui.widgets.sheet import Build, Part, ends, stack, text, wrapped

LEAD = 8
_NAME = 7
_WIDE, _MIDDLING = 84, 72
_WIDE_BAR, _SHORT_BAR = 10, 5
_BETWEEN = "  "


class Cell(Record):
    """One key's place in the row that all keys share: how it stands, None while it waits, and the end of its mask."""

    status: Status | None
    tail: str


def rung_row(rung: Rung, look: Look, longest: float) -> Build:
    """Return a line for a rung, and a second one where it fails or warns and its words do not fit."""

    def build(width: int) -> Content:
        status = STATUSES[rung.result]
        words, name, time = look.hide(rung.text), _named(rung.name), took(rung.milliseconds)
        bar = time_bar(rung.milliseconds, longest, status, look, width)
        right = with_room(LEAD + len(name) + len(words), (text(bar, time), time), width)
        room = width - right.cell_length - LEAD - len(name) - 1
        is_cut = len(words) > room
        cut = cut_at_word(words, room, look)
        first = ends(text(lead(status, look), name, (cut, _style(rung.result))), right, width)
        needs_more = is_cut and rung.result in {Result.FAIL, Result.WARN}
        return stack(first, wrapped(text((words, "$quiet")), width, indent=LEAD + _NAME) if needs_more else None)

    return build


def ahead_row(kind: RungKind, look: Look, *, is_under_way: bool) -> Build:
    """Return the line for a rung that nothing is known of."""
    word = "waits" if is_under_way else "-"
    words = "" if is_under_way else "not reached"
    mark = text((f"{look.marks.ahead} {word}", "$quiet"))
    line = text(mark.pad_right(LEAD - mark.cell_length), (_named(kind.word), "$quiet"), (words, "$quiet"))
    return lambda _width: line


def keys_row(cells: Sequence[Cell], look: Look) -> Build:
    """Return the row in which all keys stand side by side above the rungs that they share."""

    def build(width: int) -> Content:
        lines = list(_lines([_cell(cell, look) for cell in cells], width - LEAD - _NAME))
        names = ["keys".ljust(_NAME), *(" " * _NAME for _ in lines[1:])]
        return stack(*(text(" " * LEAD, name, line) for name, line in zip(names, lines, strict=True)))

    return build


def lead(status: Status, look: Look) -> Content:
    """Return mark and word in their column."""
    word = "none" if status is Status.UNKNOWN else status.value
    content = text(badge(look.marks, status, word))
    return content.pad_right(LEAD - content.cell_length)


def time_bar(milliseconds: float | None, longest: float, status: Status, look: Look, width: int) -> Content:
    """Return a bar as long as the time is of the longest one; none on a narrow screen."""
    cells = _WIDE_BAR if width >= _WIDE else _SHORT_BAR if width >= _MIDDLING else 0
    if not cells:
        return Content("")
    share = (milliseconds or 0.0) / longest if longest > 0 else 0.0
    filled = min(cells, max(round(share * cells), 1 if milliseconds else 0))
    return text(" ", (look.marks.bar * filled, COLOURS[status]), (" " * (cells - filled)))


def _lines(cells: Sequence[Content], room: int) -> Iterator[Content]:
    """Yield as many cells side by side as there is room for, none of them broken."""
    line: list[Content] = []
    for cell in cells:
        if line and sum(item.cell_length + len(_BETWEEN) for item in line) + cell.cell_length > room:
            yield Content(_BETWEEN).join(line)
            line = []
        line.append(cell)
    yield Content(_BETWEEN).join(line)


def with_room(needed: int, rights: Sequence[Content], width: int) -> Content:
    """Return the first right end of a line that leaves the room that the left one needs, else the last."""
    return next((right for right in rights if needed + 1 + right.cell_length <= width), rights[-1])


def cut_at_word(words: str, room: int, look: Look) -> str:
    """Return the words, shortened to the room behind the last one that fits whole."""
    if len(words) <= room:
        return words
    kept = words[: max(room - len(look.marks.cut), 0)]
    if words[len(kept)] != " ":
        kept = kept.rpartition(" ")[0] or kept
    return f"{kept.rstrip(f' ,;:<-{look.marks.dot}')}{look.marks.cut}"


def took(milliseconds: float | None) -> Content:
    """Return a time in its column."""
    return text((f" {milliseconds:5.0f} ms" if milliseconds is not None else " " * 9, "$quiet"))


def _cell(cell: Cell, look: Look) -> Content:
    if cell.status is None:
        return text((f"{look.marks.ahead} {cell.tail}", "$quiet"))
    parts: list[Part] = [(f"{look.marks.of(cell.status)} ", f"bold {COLOURS[cell.status]}"), cell.tail]
    return text(*parts)


def _named(name: str) -> str:
    """Return a name in its column, with a blank behind it in any case."""
    return f"{name} ".ljust(_NAME)


def _style(result: Result) -> str:
    return "$quiet" if result is Result.OK else ""
