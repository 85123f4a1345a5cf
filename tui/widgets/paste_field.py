"""A field for a secret: takes a whole paste, shows only dots, and has no way to copy."""

from textual import events
from textual.message import Message
from textual.widgets import Static

from tui.widgets.look import Look
from tui.widgets.sheet import text

_MOST_DOTS = 32


class PasteField(Static, can_focus=True):
    """Holds what was pasted or typed until it is taken; the text leaves only by its messages."""

    class Changed(Message):
        """The text is another one now."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Submitted(Changed):
        """Enter was pressed."""

    def __init__(self, look: Look) -> None:
        super().__init__(id="paste-field")
        self._look = look
        self._held = ""

    def on_mount(self) -> None:
        """Show the empty field."""
        self._draw()

    def on_paste(self, event: events.Paste) -> None:
        """Take the whole paste, line breaks included, in place of what was there."""
        event.stop()
        event.prevent_default()
        self.take(event.text)

    def on_key(self, event: events.Key) -> None:
        """Take typed characters; every other key keeps its meaning."""
        if event.key == "enter":
            self._stop(event)
            self.post_message(self.Submitted(self._held))
        elif event.key == "backspace":
            self._stop(event)
            self.take(self._held[:-1])
        elif event.key == "ctrl+u":
            self._stop(event)
            self.take("")
        elif event.is_printable and event.character:
            self._stop(event)
            self.take(self._held + event.character)

    def clear(self) -> None:
        """Forget the text."""
        self.take("")

    def _stop(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()

    def take(self, new: str) -> None:
        """Hold this text in place of what was there."""
        self._held = new
        self._draw()
        self.post_message(self.Changed(new))

    def _draw(self) -> None:
        if not self._held:
            self.update(text(("paste here; what you type shows as dots", "$quiet")))
            return
        count = len(self._held)
        dots = self._look.marks.hidden * min(count, _MOST_DOTS)
        self.update(text(dots, (f"  {count} character{'' if count == 1 else 's'}", "$quiet")))
