"""The row of choices: one is highlighted, and it is always the safe one at first."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from tui.domain.record import Record
from tui.widgets.sheet import text


class Choice(Record):
    """One choice: its words and the screen's action that it stands for."""

    label: str
    action: str


class ChoiceBar(Static, can_focus=True):
    """Choices side by side; arrows and Tab move, the screen's Enter takes the highlighted one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "move(1)", "next choice", show=False),
        Binding("left", "move(-1)", "previous choice", show=False),
        Binding("tab", "tab(1)", "next choice or field", show=False),
        Binding("shift+tab", "tab(-1)", "previous choice or field", show=False),
    ]

    class Chosen(Message):
        """A choice was taken; `action` is the screen's action that it stands for."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__(id="choices")
        self.auto_links = False
        self._choices: tuple[Choice, ...] = ()
        self._index = 0

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is offered, the highlighted default first."""
        return self._choices

    def offer(self, choices: Sequence[Choice]) -> None:
        """Replace the choices and highlight the first."""
        if tuple(choices) != self._choices:
            self._choices, self._index = tuple(choices), 0
        self._draw()

    def take(self) -> None:
        """Take the highlighted choice, if there is one."""
        if self._choices:
            self.post_message(self.Chosen(self._choices[self._index].action))

    def action_move(self, by: int) -> None:
        """Highlight a neighbour."""
        self._index = max(0, min(len(self._choices) - 1, self._index + by))
        self._draw()

    def action_tab(self, by: int) -> None:
        """Highlight a neighbour, or leave the row at its end."""
        if 0 <= self._index + by < len(self._choices):
            self.action_move(by)
        elif by > 0:
            self._index = 0
            self.screen.focus_next()
        else:
            self.screen.focus_previous()
        self._draw()

    def action_pick(self, index: int) -> None:
        """Take the choice that was clicked."""
        self._index = index
        self._draw()
        self.take()

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001 - the base class's shape
        """Show the highlight, or dim it."""
        super().watch_has_focus(_has_focus)
        self._draw()

    def _draw(self) -> None:
        self.update(Content(" ").join([self._drawn(index, choice) for index, choice in enumerate(self._choices)]))

    def _drawn(self, index: int, choice: Choice) -> Content:
        is_here = index == self._index
        style = "bold $choice-text on $primary" if is_here and self.has_focus else "$foreground on $panel"
        mark = ">" if is_here and self.has_focus else " "
        return text((f" {mark} {choice.label}  ", style)).stylize(Style.from_meta({"@click": f"pick({index})"}))
