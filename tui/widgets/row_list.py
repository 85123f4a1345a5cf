"""Rows one below the other of which one can be chosen, inside a body that scrolls."""

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from tui.domain.record import Record
from tui.widgets.sheet import Build, Sheet, stack


class Row(Record):
    """One entry: what tells it apart, None for a line that only separates, and how it is drawn."""

    key: Hashable | None
    build: Build


class RowList(Static, can_focus=True):
    """Shows rows; arrows move the highlight, Enter opens the row, Up on the first one leaves the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "next row", show=False),
        Binding("up", "move(-1)", "previous row", show=False),
        Binding("home", "move(-1000)", "first row", show=False),
        Binding("end", "move(1000)", "last row", show=False),
        Binding("enter", "open", "open the row", show=False),
    ]

    class Opened(Message):
        """A row was opened."""

        def __init__(self, key: Hashable) -> None:
            super().__init__()
            self.key = key

    class Left(Message):
        """The list was left at its upper end."""

    def __init__(self, widget_id: str) -> None:
        super().__init__(id=widget_id)
        self.auto_links = False
        self._rows: tuple[Row, ...] = ()
        self._chosen: Hashable | None = None

    @property
    def chosen(self) -> Hashable | None:
        """The key of the highlighted row, None where the list has no focus."""
        return self._chosen if self.has_focus else None

    def offer(self, rows: Sequence[Row]) -> None:
        """Draw all anew; while the list has the focus, the highlight stays with its row."""
        self._rows = tuple(rows)
        keys = self._keys
        if not self.has_focus or self._chosen not in keys:
            self._chosen = keys[0] if keys else None
        self.display = bool(keys)
        if self.has_focus:
            self._show_chosen()
        else:
            self.update(Sheet(self._content))

    def action_move(self, by: int) -> None:
        """Highlight another row, or leave."""
        keys = self._keys
        index = keys.index(self._chosen) if self._chosen in keys else 0
        if by == -1 and index == 0:
            self.post_message(self.Left())
            return
        if keys:
            self._chosen = keys[max(0, min(len(keys) - 1, index + by))]
        self._show_chosen()

    def action_open(self) -> None:
        """Open the highlighted row."""
        if self._chosen is not None:
            self.post_message(self.Opened(self._chosen))

    def action_pick(self, number: int) -> None:
        """Open the row that was clicked."""
        self._chosen = self._rows[number].key
        self._show_chosen()
        self.action_open()

    def on_focus(self, event: events.Focus) -> None:
        """Show the highlight."""
        del event
        self._show_chosen()

    def on_blur(self, event: events.Blur) -> None:
        """Hide it."""
        del event
        self.update(Sheet(self._content))

    @property
    def _keys(self) -> list[Hashable]:
        return [row.key for row in self._rows if row.key is not None]

    def _show_chosen(self) -> None:
        self.update(Sheet(self._content))
        self.call_after_refresh(self._scroll)

    def _scroll(self) -> None:
        body, width = self.parent, self.size.width
        if not isinstance(body, VerticalScroll) or width < 1:
            return
        top = 0
        for row in self._rows:
            height = _height(row.build, width)
            if row.key is not None and row.key == self._chosen:
                place = self.virtual_region
                body.scroll_to_region(Region(0, place.y + top, width, height), animate=False)
                return
            top += height

    def _content(self, width: int) -> Content:
        return stack(*(self._drawn(number, row, width) for number, row in enumerate(self._rows)))

    def _drawn(self, number: int, row: Row, width: int) -> Content:
        content = row.build(width)
        if row.key is None:
            return content
        if self.has_focus and row.key == self._chosen:
            lines = (line.pad_right(max(0, width - line.cell_length)) for line in content.split("\n"))
            content = Content("\n").join([*lines]).stylize("on $panel")
        return content.stylize(Style.from_meta({"@click": f"pick({number})"}))


def _height(build: Callable[[int], Content], width: int) -> int:
    return build(width).plain.count("\n") + 1
