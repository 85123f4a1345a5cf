"""A small list of the clients: the verdict is always about one of them."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.domain.clients.client import RULES
from tui.domain.reporting.marks import Marks
from tui.screens.overlay import Overlay
from tui.widgets.sheet import text

_AUTO = "auto"
_NAMES = {client.value: rules.name for client, rules in RULES.items()}
_FIND_OUT = "find out from the project's files"


class ClientOverlay(Overlay[str]):
    """Returns the id of the chosen client, `auto` among them; None leaves it as it is."""

    def __init__(self, present: str, marks: Marks) -> None:
        super().__init__(marks)
        self._ids = (_AUTO, *(client.value for client in RULES))
        self._present = present

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="box"):
            yield Static(text(("Which client makes the failing call?", "bold")))
            yield OptionList(
                *(Option(f"  {_NAMES.get(item, _FIND_OUT)}", id=item) for item in self._ids),
                id="clients",
            )
            yield Static(text(("Enter chooses, Esc leaves it as it is", "$quiet")))

    def on_mount(self) -> None:
        """Highlight the present choice."""
        clients = self.query_one(OptionList)
        clients.highlighted = self._ids.index(self._present) if self._present in self._ids else 0
        clients.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Mark the highlighted row by more than its colour."""
        for index, item in enumerate(self._ids):
            mark = ">" if index == event.option_index else " "
            event.option_list.replace_option_prompt_at_index(index, f"{mark} {_NAMES.get(item, _FIND_OUT)}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the choice."""
        self.answer(event.option_id)
