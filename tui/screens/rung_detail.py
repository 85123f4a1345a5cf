"""One rung in full: what was seen, what that rules out, and the call itself, masked and for curl."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.domain.probing.rung import Rung, RungKind
from tui.domain.record import Record
from tui.domain.reporting.ladder import STATUSES
from tui.screens.overlay import Overlay
from tui.widgets.look import Look, badge
from tui.widgets.sheet import Sheet, pairs, spaced, stack, text, wrapped


class Exchange(Record):
    """A call as it may be shown: its lines, what came back, and the command that repeats it with curl."""

    sent: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    command: str = ""
    left_out: tuple[str, ...] = ()


class RungOverlay(Overlay[None]):
    """Shows a rung; `c` copies the command, which holds no key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "close"),
        Binding("c", "copy", "copy the command for curl"),
    ]

    def __init__(self, rung: Rung, exchange: Exchange | None, look: Look) -> None:
        super().__init__(look.marks)
        self._rung, self._exchange, self._look = rung, exchange, look

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with VerticalScroll(classes="box"):
            yield Static(Sheet(self._content))

    def action_copy(self) -> None:
        """Copy the command."""
        if self._exchange and self._exchange.command:
            self.app.copy_to_clipboard(self._exchange.command)

    def _content(self, width: int) -> Content:
        rung, hide, status = self._rung, self._look.hide, STATUSES[self._rung.result]
        about = f" {rung.about}" if rung.about and rung.about != rung.name else ""
        spent = "" if rung.milliseconds is None else f"  {rung.milliseconds:.1f} ms"
        title = text(
            (f"{rung.name}{about}  ", "bold $primary"),
            badge(self.marks, status, status),
            (spent, "$quiet"),
        )
        ruled_out = (("rules out", rung.rules_out),) if rung.rules_out else ()
        told = rung.facts if self._exchange is None or rung.kind is RungKind.HTTP else ()
        facts = [(label, text(hide(words))) for label, words in (*told, *ruled_out)]
        return spaced(
            title,
            wrapped(text(hide(rung.text)), width),
            pairs(facts, width) if facts else None,
            *self._exchanged(width),
            text((self._last_line(), "$quiet")),
        )

    def _exchanged(self, width: int) -> Iterator[Content]:
        exchange, hide = self._exchange, self._look.hide
        if exchange is None:
            return
        sent = (wrapped(text(hide(line)), width, indent=2, hang=4) for line in exchange.sent)
        yield stack(text(("request", "bold")), *sent)
        answer = pairs([(label, text(hide(words))) for label, words in exchange.facts], width, indent=2)
        yield stack(text(("answer", "bold")), answer)
        if exchange.command:
            less = f", without {' and '.join(exchange.left_out)}" if exchange.left_out else ""
            title = text((f"the same call with curl{less}; the key is no argument of it", "bold"))
            yield stack(wrapped(title, width), wrapped(text(hide(exchange.command)), width, indent=2, hang=4))

    def _last_line(self) -> str:
        copies = self._exchange is not None and self._exchange.command
        return "c copies the command, Esc closes" if copies else "Esc closes this"
