"""A question before something is stored, removed or sent; No is the answer that Enter gives."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tui.domain.reporting.marks import Marks
from tui.screens.overlay import Overlay
from tui.widgets.choice_bar import Choice, ChoiceBar
from tui.widgets.sheet import Sheet, pairs, text


class ConfirmOverlay(Overlay[bool]):
    """Returns whether to go ahead; `facts` are labels and what belongs to them, below the question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take the highlighted answer"),
        Binding("n", "close", "no"),
        Binding("y", "agree", "yes"),
    ]

    def __init__(self, question: str, yes: str, marks: Marks, facts: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(marks)
        self._question = question
        self._yes = yes
        self._facts = [(label, text(words)) for label, words in facts]

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="box"):
            yield Static(text((self._question, "bold")))
            if self._facts:
                yield Static(Sheet(lambda width: pairs(self._facts, width)))
            yield ChoiceBar()

    def on_mount(self) -> None:
        """Offer No first."""
        bar = self.query_one(ChoiceBar)
        bar.offer((Choice("No", "close"), Choice(self._yes, "agree")))
        bar.focus()

    def on_choice_bar_chosen(self, event: ChoiceBar.Chosen) -> None:
        """Do what the choice stands for."""
        self.call_later(self.run_action, event.action)

    def action_take(self) -> None:
        """Take the highlighted answer."""
        self.query_one(ChoiceBar).take()

    def action_agree(self) -> None:
        """Go ahead."""
        self.answer(result=True)
