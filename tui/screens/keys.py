"""Step 2: every distinct credential once; keyring entries and pasted keys on demand."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events, getters
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.domain.keyring_names import DEFAULT_SERVICE, DEFAULT_USER
from tui.domain.origin import OriginKind
from tui.domain.steps import Step
from tui.flow.keys import Candidate, Pasted
from tui.flow.ports import KeyringAnswer, KeyringEntry, KeyringListing, KeyringState
from tui.flow.session import Session
from tui.screens.background import in_background
from tui.screens.confirm import ConfirmOverlay
from tui.screens.paste_key import PasteOverlay
from tui.screens.step_screen import BACK, CHOOSE, STYLES, Hint, StepScreen
from tui.screens.view import View
from tui.widgets.choice_bar import Choice
from tui.widgets.masked_key import masked_key
from tui.widgets.sheet import Sheet, text, wrapped

_NO_LISTING = "asking the keyring for names ..."


class KeysScreen(StepScreen):
    """Lists credentials, masked; a key can be pasted, read from the keyring, stored there or removed."""

    STEP = Step.KEYS
    CSS_PATH = STYLES / "keys.tcss"
    EXPLANATION = (
        "Every distinct key stands here once, with all places that hold it and the clients that send it. Equal marks "
        "after # mean equal keys; they are made anew for every run.\n\n"
        "a takes a pasted key for this walk: it is cleaned, tested on the next step, and written nowhere by itself. "
        "Down enters the list. Enter on a keyring entry reads it; your system may ask for permission first. s stores "
        "the highlighted key in your system's keyring, x removes the highlighted entry."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "paste", "paste a key"),
        Binding("s", "store", "store the highlighted key in the keyring"),
        Binding("x", "remove", "remove the highlighted keyring entry or pasted key"),
    ]

    keys = getters.query_one("#keys", OptionList)

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(session, view)
        self._listing: KeyringListing | None = None
        self._candidates: tuple[Candidate, ...] = ()
        self._is_asking = False

    def compose_body(self) -> Iterable[Widget]:
        """Return the list and what is said about the keyring."""
        yield Static(id="nothing")
        yield OptionList(id="keys")
        yield Static(id="keyring")

    def begin(self) -> None:
        """Ask the keyring for names; no value is read and no prompt appears."""
        in_background(self, self.session.toolkit.keyring.entries, self._listed)
        if self.view.wants_paste:
            self.view.wants_paste = False
            self.action_paste()

    def choices(self) -> tuple[Choice, ...]:
        """Offer to go on, with what is there."""
        return (Choice("Next: Probe", "next"), Choice("Paste a key", "paste"), Choice("Back", "back"))

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that matter now."""
        return (CHOOSE, ("a", "paste a key", "paste"), ("s", "store", "store"), BACK)

    def show(self) -> None:
        """Draw the list."""
        self._candidates = self.session.candidates()
        highlighted = self.keys.highlighted
        self.keys.clear_options()
        self.keys.add_options([*self._key_options(), *self._entry_options()])
        self.keys.display = self.keys.option_count > 0
        if highlighted is not None and highlighted < self.keys.option_count:
            self.keys.highlighted = highlighted
        words = "No key was found anywhere. Press a to paste one."
        self.draw("nothing", None if self._candidates else lambda width: wrapped(text((words, "bold")), width))
        self.draw("keyring", self._keyring)

    def copied_text(self) -> str:
        """Return the highlighted key's mask, or all of them."""
        chosen = self._highlighted_key()
        shown = (chosen,) if chosen else self._candidates
        hide = self.look.hide
        return "\n".join(f"{item.value.secret.hint} {hide(item.places[0].origin.label)}" for item in shown)

    def on_option_list_option_selected(self) -> None:
        """Read a keyring entry; on a key, Enter goes on to the test."""
        entry = self._highlighted_entry()
        if not self.has_room:
            return
        if entry is None:
            self.action_next()
        elif not self._is_asking:
            self._is_asking = True
            self.say(f"reading {entry.shown}; your system may ask for permission")
            in_background(self, lambda: self.session.toolkit.keyring.read(entry), self._read)

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste that comes before the field was opened."""
        if self.has_room:
            event.stop()
            self._take_paste(event.text)

    def action_scroll(self, lines: int) -> None:
        """Enter the list."""
        if lines > 0 and self.keys.display:
            self.keys.focus()
            self.keys.action_first()

    def action_again(self) -> None:
        """Ask the keyring again."""
        self._listing = None
        self.refresh_view()
        self.begin()

    def action_paste(self) -> None:
        """Take a pasted key; an exercise that is about one has it in the field already."""
        key = self.view.key_at_hand
        self._take_paste(key, "Paste a key: that of this exercise is in the field" if key else "Paste a key")

    def action_store(self) -> None:
        """Store the highlighted key in the keyring, or the only one."""
        chosen = self._highlighted_key() or (self._candidates[0] if len(self._candidates) == 1 else None)
        if chosen is None:
            self.say("press Down and highlight the key to store")
            return
        entry = KeyringEntry(DEFAULT_SERVICE, DEFAULT_USER)
        question = f"Store {chosen.value.best.hint} in the keyring as {entry.shown}?"
        overlay = ConfirmOverlay(question, "Store it", self.view.marks)

        def store(agreed: bool | None) -> None:  # noqa: FBT001 - the shape that push_screen calls back with
            if agreed:
                self.say("storing; your system may ask for permission")
                in_background(self, lambda: self.session.toolkit.keyring.store(entry, chosen.value.best), self._stored)

        self.app.push_screen(overlay, store)

    def action_remove(self) -> None:
        """Remove the highlighted keyring entry, or drop a key that was added by hand."""
        entry, chosen = self._highlighted_entry(), self._highlighted_key()
        if chosen is not None:
            self._drop(chosen)
            return
        if entry is None:
            self.say("press Down and highlight the entry to remove")
            return
        overlay = ConfirmOverlay(f"Remove {entry.shown} from the keyring?", "Remove it", self.view.marks)

        def remove(agreed: bool | None) -> None:  # noqa: FBT001 - the shape that push_screen calls back with
            if agreed:
                in_background(self, lambda: self.session.toolkit.keyring.remove(entry), self._removed)

        self.app.push_screen(overlay, remove)

    def _drop(self, chosen: Candidate) -> None:
        own = [place for place in chosen.places if place.origin.kind in {OriginKind.PASTED, OriginKind.KEYRING}]
        for place in own:
            self.session.forget(place)
        self.refresh_view()
        self.say("dropped from this walk" if own else "this key stands in a file or the environment: see Fix")

    def _listed(self, listing: KeyringListing) -> None:
        self._listing = listing
        self.refresh_view()

    def _take_paste(self, words: str, title: str = "Paste a key") -> None:
        self.app.push_screen(PasteOverlay(self.look, words, title), self._pasted)

    def _pasted(self, pasted: Pasted | None) -> None:
        if pasted is None:
            return
        self.session.add(pasted.finding)
        self.refresh_view()
        cleaned = f"; cleaned: {', '.join(pasted.cleaned)}" if pasted.cleaned else ""
        self.say(f"took {pasted.finding.value.secret.hint}{cleaned}")

    def _read(self, answer: KeyringAnswer) -> None:
        self._is_asking = False
        if answer.finding is None:
            self._tell(answer, "")
            return
        self.session.add(answer.finding)
        self.refresh_view()
        self.say(f"read {answer.finding.value.secret.hint}; it is tested on the next step")

    def _stored(self, answer: KeyringAnswer) -> None:
        self._tell(answer, "stored in the keyring")
        self.begin()

    def _removed(self, answer: KeyringAnswer) -> None:
        self._tell(answer, "removed from the keyring")
        self.begin()

    def _tell(self, answer: KeyringAnswer, success: str) -> None:
        if answer.state is KeyringState.OK:
            self.say(success)
        else:
            detail = f": {answer.detail}" if answer.detail else ""
            self.say(f"{self.view.marks.unknown} {answer.state.value}{detail}", "$warning")

    def _key_options(self) -> Iterable[Option]:
        look = self.look
        for number, item in enumerate(self._candidates):
            yield Option(Sheet(masked_key(item.value, item.places, item.sent_by, look)), id=f"key-{number}")

    def _entry_options(self) -> Iterable[Option]:
        entries = self._listing.entries if self._listing else ()
        for number, entry in enumerate(entries):
            words = text(self.look.hide(entry.shown), ("  in the keyring; Enter reads it\n", "$quiet"))
            yield Option(words, id=f"entry-{number}")

    def _highlighted_id(self) -> str:
        option = self.keys.highlighted_option
        return (option.id or "") if option else ""

    def _highlighted_key(self) -> Candidate | None:
        kind, _, number = self._highlighted_id().partition("-")
        return self._candidates[int(number)] if kind == "key" else None

    def _highlighted_entry(self) -> KeyringEntry | None:
        kind, _, number = self._highlighted_id().partition("-")
        return self._listing.entries[int(number)] if kind == "entry" and self._listing else None

    def _keyring(self, width: int) -> Content:
        listing = self._listing
        if listing is None:
            return wrapped(text((_NO_LISTING, "$quiet")), width)
        if listing.state is not KeyringState.OK:
            detail = f": {listing.detail}" if listing.detail else ""
            line = text((f"{self.view.marks.unknown} ", "$warning"), (f"{listing.state.value}{detail}", "$quiet"))
            return wrapped(line, width, hang=2)
        count = len(listing.entries)
        found = "no entry that looks like a key" if count == 0 else f"{count} {'entry' if count == 1 else 'entries'}"
        backend = f" ({listing.backend})" if listing.backend else ""
        return wrapped(text((f"keyring{backend}: {found}", "$quiet")), width)
