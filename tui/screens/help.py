"""The help for one step: what it does, and the keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.domain.reporting.marks import Marks
from tui.domain.reporting.steps import Step
from tui.screens.overlay import Overlay
from tui.widgets.sheet import Sheet, pairs, spaced, text, wrapped

_KEYS = (
    ("Enter", "take the highlighted choice, otherwise go on; never writes"),
    ("b, Alt+Left", "one step back; all answers are kept"),
    ("Tab, arrows", "move between choices and fields"),
    ("r", "run this step again; on a rung of Probe, that rung alone, and R all"),
    ("c", "copy what matters here; keys stay masked"),
    ("p", "hide places, hosts and people while others look on"),
    ("w", "write (on Fix only, after the diff)"),
    ("u", "undo what was written (on Fix and Verify)"),
    ("d", "carry the repair out (on Fix, in an exercise only)"),
    ("Ctrl+P", "all commands, also to go to a step"),
    ("Esc", "close an overlay; never quits"),
    ("q, Ctrl+C", "quit; what was found stays on the screen"),
)


class HelpOverlay(Overlay[None]):
    """Explains a step."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,question_mark,f1,q", "close", "close")]

    def __init__(self, step: Step, words: str, marks: Marks) -> None:
        super().__init__(marks)
        self._step = step
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with VerticalScroll(classes="box"):
            yield Static(Sheet(self._content))

    def _content(self, width: int) -> Content:
        title = text((f"Step {self._step.value} of 5 - {self._step.title}", "bold $primary"))
        paragraphs = (wrapped(text(paragraph), width) for paragraph in self._words.split("\n\n"))
        keys = pairs([(key, text(meaning)) for key, meaning in _KEYS], width)
        return spaced(title, *paragraphs, keys, text(("Esc closes this", "$quiet")))
