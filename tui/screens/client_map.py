"""The shadowing map above the findings: every client beside every other."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.domain.resolving.shadowing import ClientView
from tui.screens.overlay import Overlay
from tui.widgets.client_map import client_map
from tui.widgets.look import Look
from tui.widgets.sheet import Sheet, text


class ClientMapOverlay(Overlay[None]):
    """Shows what each client would send from this machine, now and from a terminal opened now."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,m,q", "close", "close")]

    def __init__(self, views: Sequence[ClientView], look: Look) -> None:
        super().__init__(look.marks)
        self._build = client_map(views, look)

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with VerticalScroll(classes="box"):
            yield Static(text(("What each client sends from here", "bold")))
            yield Static(Sheet(self._build), id="map")
            yield Static(text(("Esc closes this", "$quiet")))
