"""What a window that is too small does to every screen: no key acts on what cannot be seen."""

from typing import TypeVar

from textual import getters
from textual.app import App
from textual.screen import Screen

T = TypeVar("T")


def _any_app() -> type[App[int]]:
    return App


class RoomyScreen(Screen[T]):
    """A screen that takes only q while the window is too small, and finds its focus again afterwards."""

    AUTO_FOCUS = "*"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-roomy")]  # noqa: RUF012 - declared by the base class
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-short"), (24, "-high")]  # noqa: RUF012 - declared by the base class

    app = getters.app(_any_app)

    @property
    def has_room(self) -> bool:
        """Whether the window shows this screen, and not the request to make it larger."""
        return not (self.has_class("-tiny") or self.has_class("-flat"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow nothing but to quit while there is nothing to see."""
        return super().check_action(action, parameters) if self.has_room else action == "quit"

    def on_resize(self) -> None:
        """Look for the focus once the new size is drawn: what was hidden has lost it."""
        self.call_after_refresh(self._focus_again)

    def _focus_again(self) -> None:
        if not self.has_room or self.focused is not None:
            return
        for widget in self.query(self.AUTO_FOCUS):
            if widget.focusable:
                widget.focus()
                return
