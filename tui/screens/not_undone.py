"""Why a change was not put back: the reason, the way by hand, and what putting it back would have changed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.domain.remedies.wording import WOULD_CHANGE, begun
from tui.flow.ports import Refusal
from tui.screens.overlay import Overlay
from tui.widgets.env_diff import env_diff
from tui.widgets.look import Look
from tui.widgets.sheet import Sheet, spaced, stack, text, wrapped


class NotUndoneOverlay(Overlay[None]):
    """Shows the masked difference between the file as it is now and as it was before the change."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,u", "close", "close")]

    def __init__(self, refusal: Refusal, look: Look) -> None:
        super().__init__(look.marks)
        self._refusal, self._look = refusal, look

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with VerticalScroll(classes="box"):
            yield Static(Sheet(self._content))

    def _content(self, width: int) -> Content:
        refusal, look = self._refusal, self._look
        by_hand = wrapped(text(look.hide(begun(refusal.by_hand))), width) if refusal.by_hand else None
        return spaced(
            wrapped(text((f"{look.marks.fail} ", "$error"), (look.hide(refusal.reason), "bold")), width, hang=2),
            stack(text(WOULD_CHANGE), env_diff(refusal.diff, look, width)),
            by_hand,
            text(("Esc closes this", "$quiet")),
        )
