"""What overlays have in common: a box in the place of the step, closed by Esc, which changes nothing."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.domain.reporting.marks import Marks
from tui.screens.roomy import RoomyScreen

T = TypeVar("T")


class Overlay(ModalScreen[T], RoomyScreen[T]):
    """A box above the step; Esc closes it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close"),
        Binding("q", "quit", show=False),
    ]

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self.marks = marks
        self._has_answered = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Quit only where the step below does: while the window is too small."""
        if action == "quit":
            return not self.has_room
        return super().check_action(action, parameters)

    async def action_quit(self) -> None:
        """Leave the walk."""
        await self.app.run_action("quit_walk")

    def action_close(self) -> None:
        """Close without an answer."""
        self.answer(None)

    def answer(self, result: T | None) -> None:
        """Close with an answer, once; a key that repeats comes here again."""
        if not self._has_answered:
            self._has_answered = True
            self.dismiss(result)
