"""The overlay that takes a key: pasted whole, cleaned, never shown back."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.flow.keys import Pasted, read_pasted
from tui.screens.overlay import Overlay
from tui.widgets.look import Look
from tui.widgets.masked_key import kind_words
from tui.widgets.paste_field import PasteField
from tui.widgets.sheet import Sheet, stack, text, wrapped


class PasteOverlay(Overlay[Pasted]):
    """Returns the key that was pasted or typed; None when it was closed."""

    def __init__(self, look: Look, words: str, title: str) -> None:
        super().__init__(look.marks)
        self._look = look
        self._words = words
        self._title = title
        self._pasted: Pasted | None = None
        self._is_asked_for = False

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="box"):
            yield Static(text((self._title, "bold")))
            yield PasteField(self._look)
            yield Static(id="preview")
            yield Static(text(("Enter uses it for this walk, Ctrl+U clears, Esc closes; nothing is written", "$quiet")))

    def on_mount(self) -> None:
        """Begin with the field."""
        field = self.query_one(PasteField)
        field.focus()
        self._draw()
        if self._words:
            field.take(self._words)
            self._words = ""

    def on_paste_field_changed(self, event: PasteField.Changed) -> None:
        """Say what was understood."""
        self._pasted = read_pasted(event.text) if event.text.strip() else None
        self._draw()

    def on_paste_field_submitted(self, event: PasteField.Submitted) -> None:
        """Return what was pasted."""
        if not event.text.strip():
            self._is_asked_for = True
            self._draw()
            return
        self.query_one(PasteField).clear()
        self.answer(read_pasted(event.text))

    def action_close(self) -> None:
        """Forget the text and close."""
        self.query_one(PasteField).clear()
        super().action_close()

    def _draw(self) -> None:
        self.query_one("#preview", Static).update(Sheet(self._preview))

    def _preview(self, width: int) -> Content:
        if self._pasted is None:
            if self._is_asked_for:
                words = "There is nothing to take yet: paste the key, or close with Esc."
                return wrapped(text((words, "$warning")), width)
            return wrapped(text(("The whole paste is taken, line breaks too.", "$quiet")), width)
        value = self._pasted.finding.value
        marks = self._look.marks
        kind = text(
            (value.secret.hint, "bold"),
            f"  {kind_words(value)}, {value.length} character{'' if value.length == 1 else 's'}",
        )
        cleaned = (text((f"{marks.ok} cleaned: ", "$success"), words) for words in self._pasted.cleaned)
        flaws = (text((f"{marks.warn} {flaw.text}", "$warning")) for flaw in value.flaws)
        return stack(*(wrapped(line, width, hang=2) for line in (kind, *cleaned, *flaws)))
