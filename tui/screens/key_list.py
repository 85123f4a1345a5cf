"""The list of the Keys step: every credential, then the entries of the keyring."""

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.domain.found.keyring import KeyringEntry
from tui.flow.keys import Candidate
from tui.widgets.look import Look
from tui.widgets.masked_key import masked_key
from tui.widgets.sheet import Sheet, text


class KeyList(OptionList):
    """Shows keys, masked, and knows which key or entry is highlighted."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._keys: tuple[Candidate, ...] = ()
        self._entries: tuple[KeyringEntry, ...] = ()

    def offer(
        self,
        keys: Sequence[Candidate],
        entries: Sequence[KeyringEntry],
        look: Look,
        tested: Callable[[Candidate], Sequence[Content]],
    ) -> None:
        """Draw all anew; the highlight stays where it was. `tested` gives the lines about a key's own test."""
        self._keys, self._entries = tuple(keys), tuple(entries)
        highlighted = self.highlighted
        self.clear_options()
        self.add_options([*self._key_options(look, tested), *self._entry_options(look)])
        self.display = self.option_count > 0
        if highlighted is not None and highlighted < self.option_count:
            self.highlighted = highlighted

    def highlight(self, key: Candidate) -> None:
        """Move the highlight to a key of the list."""
        self.highlighted = self._keys.index(key)

    @property
    def key(self) -> Candidate | None:
        """The highlighted key."""
        index = self.highlighted
        return self._keys[index] if index is not None and index < len(self._keys) else None

    @property
    def key_or_only(self) -> Candidate | None:
        """The highlighted key, or the only one that there is."""
        return self.key or (self._keys[0] if len(self._keys) == 1 else None)

    @property
    def entry(self) -> KeyringEntry | None:
        """The highlighted entry of the keyring."""
        index = -1 if self.highlighted is None else self.highlighted - len(self._keys)
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def _key_options(self, look: Look, tested: Callable[[Candidate], Sequence[Content]]) -> Iterable[Option]:
        for item in self._keys:
            yield Option(Sheet(masked_key(item.value, item.places, item.sent_by, look, tested(item))))

    def _entry_options(self, look: Look) -> Iterable[Option]:
        for entry in self._entries:
            words = "  in the keyring; Enter reads it, t tests it\n"
            yield Option(text(look.hide(entry.shown), (words, "$quiet")))
