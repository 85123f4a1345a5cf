"""Step 2: every distinct credential once; keyring entries and pasted keys on demand."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import events, getters
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.domain.found.finding import Finding
from tui.domain.found.keyring import KeyringEntry, KeyringListing, KeyringState
from tui.domain.found.keyring_names import DEFAULT_SERVICE, DEFAULT_USER
from tui.domain.key.shape import KEY_SHAPES
from tui.domain.origin import OriginKind
from tui.domain.reporting.steps import Step
from tui.flow.keys import Candidate, Pasted, problem_of
from tui.flow.ports import KeyringAnswer
from tui.flow.session import Session
from tui.screens.alone import LoneTests
from tui.screens.background import in_background
from tui.screens.confirm import ConfirmOverlay
from tui.screens.key_list import KeyList
from tui.screens.paste_key import PasteOverlay
from tui.screens.step_screen import BACK, CHOOSE, STYLES, Hint, StepScreen
from tui.screens.view import View
from tui.widgets.choice_bar import Choice
from tui.widgets.lone_lines import lone_lines
from tui.widgets.sheet import text, wrapped

_NO_LISTING = "asking the keyring for names ..."


class KeysScreen(StepScreen):
    """Lists credentials, masked; a key can be pasted, read from the keyring, stored there or removed."""

    STEP = Step.KEYS
    CSS_PATH = STYLES / "keys.tcss"
    EXPLANATION = (
        "Every distinct key stands here once, with all places that hold it and the clients that send it. Equal marks "
        "after # mean equal keys; they are made anew for every run.\n\n"
        "a takes a pasted key for this walk: it is cleaned, and written nowhere by itself; the next step tests it if "
        "it has the form of a key of Claude. "
        "Down enters the list. Enter on a keyring entry reads it; your system may ask for permission first. s stores "
        "the highlighted key in your system's keyring, x removes the highlighted entry.\n\n"
        "t tests the highlighted key alone, or the only one; a keyring entry is read first. After you have agreed, one "
        "free request (GET /v1/models) goes to the official host, and another one without the flaws where the key has "
        "some. The answer stands beside the key and is no verdict; leaving this step stops the test."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "paste", "paste a key"),
        Binding("t", "test", "test the highlighted key or keyring entry alone"),
        Binding("s", "store", "store the highlighted key in the keyring"),
        Binding("x", "remove", "remove the highlighted keyring entry or pasted key"),
    ]

    keys = getters.query_one("#keys", KeyList)

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(session, view)
        self._listing: KeyringListing | None = None
        self._candidates: tuple[Candidate, ...] = ()
        self._is_asking = False
        self._tests = LoneTests(self)

    def compose_body(self) -> Iterable[Widget]:
        """Return the list and what is said about the keyring."""
        yield Static(id="nothing")
        yield KeyList()
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
        entries = self._listing.entries if self._listing else ()
        test: tuple[Hint, ...] = (("t", "test alone", "test"),) if self._candidates or entries else ()
        store: tuple[Hint, ...] = (("s", "store", "store"),) if self._candidates and self._has_keyring else ()
        return (CHOOSE, *test, ("a", "paste a key", "paste"), *store, BACK)

    @property
    def _has_keyring(self) -> bool:
        """Whether something can be stored, as far as is known by now."""
        return self._listing is None or self._listing.state is not KeyringState.ABSENT

    def refresh_view(self) -> None:
        """Draw everything, about the keys that are there now."""
        self._candidates = self.session.candidates()
        super().refresh_view()

    def show(self) -> None:
        """Draw the list."""
        entries = self._listing.entries if self._listing else ()
        self.keys.offer(self._candidates, entries, self.look, self._tested)
        words = "No key was found anywhere. Press a to paste one."
        self.draw("nothing", None if self._candidates else lambda width: wrapped(text((words, "bold")), width))
        self.draw("keyring", self._keyring)

    def copied_text(self) -> str:
        """Return the highlighted key's mask, or all of them."""
        chosen = self.keys.key
        shown = (chosen,) if chosen else self._candidates
        hide = self.look.hide
        return "\n".join(f"{item.value.secret.hint} {hide(item.places[0].origin.label)}" for item in shown)

    def on_option_list_option_selected(self) -> None:
        """Read a keyring entry; on a key, Enter goes on to the test."""
        entry = self.keys.entry
        if not self.has_room:
            return
        if entry is None:
            self.action_next()
        else:
            self._read(entry, self._say_read)

    def on_unmount(self) -> None:
        """Stop the tests when this step is left."""
        self._tests.stop()

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

    def action_test(self) -> None:
        """Test the highlighted key alone, or the only one; a highlighted keyring entry is read first."""
        entry, chosen = self.keys.entry, self.keys.key_or_only
        if self.session.toolkit.settings.offline:
            self.say("--offline: nothing is sent, so no key is tested")
        elif entry is not None:
            self._read(entry, self._test)
        elif chosen is not None:
            self._tests.begin(chosen)
        else:
            self._say_what_to_choose("the key to test")

    def action_store(self) -> None:
        """Store the highlighted key in the keyring, or the only one."""
        chosen = self.keys.key_or_only
        if chosen is None:
            self._say_what_to_choose("the key to store")
            return
        if self._listing is not None and not self._has_keyring:
            self.say(f"{self.view.marks.unknown} {problem_of(self._listing)}", "$warning")
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
        entry, chosen = self.keys.entry, self.keys.key
        if chosen is not None:
            self._drop(chosen)
            return
        if entry is None:
            self._say_what_to_choose("the entry to remove")
            return
        overlay = ConfirmOverlay(f"Remove {entry.shown} from the keyring?", "Remove it", self.view.marks)

        def remove(agreed: bool | None) -> None:  # noqa: FBT001 - the shape that push_screen calls back with
            if agreed:
                in_background(self, lambda: self.session.toolkit.keyring.remove(entry), self._removed)

        self.app.push_screen(overlay, remove)

    def _say_what_to_choose(self, what: str) -> None:
        """Say how to choose from the list, or that there is nothing in it."""
        is_empty = self.keys.option_count == 0
        self.say("there is no key here yet: a takes a pasted one" if is_empty else f"press Down and highlight {what}")

    def _drop(self, chosen: Candidate) -> None:
        own = [place for place in chosen.places if place.origin.kind in {OriginKind.PASTED, OriginKind.KEYRING}]
        for place in own:
            self.session.forget(place)
        self.refresh_view()
        self.say("dropped from this walk" if own else "this key stands in a file or the environment: see Fix")

    def _listed(self, listing: KeyringListing) -> None:
        self._listing = listing
        self.session.see_keyring(listing)
        self.refresh_view()

    def _take_paste(self, words: str, title: str = "Paste a key") -> None:
        self.app.push_screen(PasteOverlay(self.look, words, title), self._pasted)

    def _pasted(self, pasted: Pasted | None) -> None:
        if pasted is None:
            return
        self.session.add(pasted.finding)
        self.refresh_view()
        cleaned = f"; cleaned: {', '.join(pasted.cleaned)}" if pasted.cleaned else ""
        self.say(f"took {pasted.finding.value.secret.hint}{cleaned}; {self._when_tested(pasted.finding)}")

    def _read(self, entry: KeyringEntry, then: Callable[[Finding], None]) -> None:
        if self._is_asking:
            return

        def landed(answer: KeyringAnswer) -> None:
            self._is_asking = False
            if answer.finding is None:
                self._tell(answer, "")
                return
            self.session.add(answer.finding)
            self.refresh_view()
            then(answer.finding)

        self._is_asking = True
        self.say(f"reading {entry.shown}; your system may ask for permission")
        in_background(self, lambda: self.session.toolkit.keyring.read(entry), landed)

    def _say_read(self, finding: Finding) -> None:
        self.say(f"read {finding.value.secret.hint}; {self._when_tested(finding)}")

    def _when_tested(self, finding: Finding) -> str:
        """Return whether the next step sends this key, by its form or because the client does."""
        if finding.value.shape in KEY_SHAPES or self.session.evidence.winner is finding:
            return "the next step tests it, t tests it alone"
        return "it has no form of a key of Claude, so only t tests it"

    def _test(self, finding: Finding) -> None:
        chosen = self.session.candidate(finding)
        self.keys.highlight(chosen)
        self.say(f"read {finding.value.secret.hint}")
        if self.app.screen is self:  # nothing was opened meanwhile that the question would lie upon
            self._tests.begin(chosen)

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
            self.say(f"{self.view.marks.unknown} {problem_of(answer)}", "$warning")

    def _tested(self, chosen: Candidate) -> Sequence[Content]:
        secret = chosen.value.secret
        result = self.session.lone_results.get(secret)
        return lone_lines(result, self.look, is_under_way=self._tests.is_under_way(secret))

    def _keyring(self, width: int) -> Content:
        listing = self._listing
        if listing is None:
            return wrapped(text((_NO_LISTING, "$quiet")), width)
        if listing.state is not KeyringState.OK:
            line = text((f"{self.view.marks.unknown} ", "$warning"), (problem_of(listing), "$quiet"))
            return wrapped(line, width, hang=2)
        count = len(listing.entries)
        found = "no entry that looks like a key" if count == 0 else f"{count} {'entry' if count == 1 else 'entries'}"
        backend = f" ({listing.backend})" if listing.backend else ""
        return wrapped(text((f"keyring{backend}: {found}", "$quiet")), width)
