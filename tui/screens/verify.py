"""Step 5: detect and probe again in a fresh process; green only when the API accepted what is now sent."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.domain.reporting.beside import FOR_NEW_TERMINALS
from tui.domain.reporting.marks import Status
from tui.domain.reporting.steps import Step
from tui.flow.fix import FixPlan
from tui.flow.ports import Refusal
from tui.flow.session import Session
from tui.flow.verify import Proof, Verification
from tui.screens.background import in_background
from tui.screens.put_back import nothing_to_undo, put_back_words, show_not_undone
from tui.screens.step_screen import AGAIN, BACK, CHOOSE, STYLES, Hint, StepScreen
from tui.screens.view import View
from tui.widgets.choice_bar import Choice
from tui.widgets.look import Look, badge
from tui.widgets.sheet import Build, pairs, sentence, spaced, stack, text, wrapped

_HEADLINES: dict[Proof, tuple[Status, str]] = {
    Proof.ACCEPTED: (Status.OK, "PROVEN"),
    Proof.AFTER_COMMAND: (Status.WARN, "ONE COMMAND TO GO"),
    Proof.STILL_FAILING: (Status.FAIL, "STILL FAILING"),
    Proof.UNKNOWN: (Status.UNKNOWN, "COULD NOT CHECK"),
}


class VerifyScreen(StepScreen):
    """Shows the proof, or what still fails and the way back."""

    STEP = Step.VERIFY
    CSS_PATH = STYLES / "verify.tcss"
    EXPLANATION = (
        "A new process looks at everything anew and sends what your client would now send. Only an accepted request "
        "counts as proof.\n\n"
        "Where a command is still to be pasted, it is tested as if it had been. u puts back what was written."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("u", "undo", "put back what was written")]

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(session, view)
        self._is_busy = False

    def compose_body(self) -> Iterable[Widget]:
        """Return the proof and what to run next."""
        yield Static(id="proof")
        yield Static(id="after")

    def begin(self) -> None:
        """Verify, unless that was done before."""
        if self.session.verification is None:
            self.action_again()

    def choices(self) -> tuple[Choice, ...]:
        """Offer the end after a proof, and the way back without one."""
        verification = self.session.verification
        if self._is_busy or verification is None:
            return ()
        again, done = Choice("Verify again", "again"), Choice("Done", "quit")
        if verification.proof is Proof.ACCEPTED:
            return (done, again)
        if self.session.can_carry_out:
            return (Choice("Back to Fix", "back"), again, done)
        if verification.proof is Proof.AFTER_COMMAND:
            return (done, Choice("Copy the command", "copy"), again)
        return (Choice("Back to Probe", f"go({Step.PROBE.value})"), again, done)

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that matter now."""
        undo: tuple[Hint, ...] = (("u", "undo", "undo"),) if self.session.receipts else ()
        return (CHOOSE, *undo, AGAIN, BACK)

    def show(self) -> None:
        """Draw the proof."""
        look, verification = self.look, self.session.verification
        part = self.query_one("#proof")
        known = verification.proof if verification is not None and not self._is_busy else None
        for proof in Proof:
            part.set_class(known is proof, f"-{proof.name.lower()}")
        if verification is None or self._is_busy:
            self.draw("proof", lambda width: wrapped(text(("Checking in a fresh process ...", "$quiet")), width))
            self.draw("after", None)
            return
        self.draw("proof", _proof(verification, look))
        self.draw("after", self._after(verification, look))

    def copied_text(self) -> str:
        """Return the command that is still to be pasted, the example after a proof, else what still fails."""
        verification, plan = self.session.verification, self.session.plan or FixPlan()
        if verification is None or self._is_busy:
            return ""
        if verification.proof is Proof.AFTER_COMMAND:
            return "\n".join(remedy.command for remedy in plan.commands)
        if verification.proof is Proof.ACCEPTED:
            return "\n".join(verification.example)
        return self.look.hide(sentence(_sentence(verification)))

    def action_next(self) -> None:
        """There is no step after this one."""

    def action_again(self) -> None:
        """Verify anew."""
        if not self._is_busy:
            self._is_busy = True
            self.refresh_view()
            in_background(self, self.session.verify, self._verified)

    def action_undo(self) -> None:
        """Put back what was written."""
        if not self.session.receipts:
            self.say(nothing_to_undo(self.session))
        elif not self._is_busy:
            self._is_busy = True
            words = put_back_words(self.session.receipts)
            in_background(self, self.session.undo, lambda refusal: self._undone(refusal, words))

    def _verified(self, verification: Verification) -> None:
        del verification  # the session holds it
        self._is_busy = False
        self.refresh_view()

    def _undone(self, refusal: Refusal | None, words: str) -> None:
        self._is_busy = False
        if refusal is None:
            self.session.plan = None
            self.view.parting = f"{self.view.marks.ok} {words}"
            self.leave(Step.FIX)
            return
        if self.session.verification is None:
            self.action_again()  # others of the files were put back
        show_not_undone(self, refusal)

    def _after(self, verification: Verification, look: Look) -> Build:
        code = [look.hide(line) for line in verification.example]
        commands = (self.session.plan or FixPlan()).commands
        receipts = self.session.receipts
        unsaved = self.session.only_in_memory

        def build(width: int) -> Content:
            blocks: list[Content] = []
            cure = look.hide(f"{verification.cure}.") if verification.cure else ""
            lasting = [wrapped(text((f"And {FOR_NEW_TERMINALS}: ", "bold"), cure), width)] if cure else []
            if verification.proof is Proof.AFTER_COMMAND:
                block = _block(
                    "Paste this where your call fails", [look.hide(item.command) for item in commands], width
                )
                blocks.append(stack(block, *lasting))
            elif verification.proof is Proof.ACCEPTED:
                blocks += [_block(f"Try it with {self.session.client.rules.name}", code, width), *lasting]
            else:
                if receipts and verification.proof is Proof.UNKNOWN:
                    blocks.append(wrapped(text("What was written may be right: whether it helps is not known."), width))
                blocks.append(wrapped(text("b goes back, answers kept; r checks again after a change."), width))
                if unsaved:
                    words = "The pasted key stands in no file yet, so no program finds it: store or write it first."
                    blocks.append(wrapped(text((f"{look.marks.warn} ", "$warning"), words), width, hang=2))
            ways_back = {
                item.id: "not put back" if item.id in self.view.stuck else "u puts it back" for item in receipts
            }
            written = [text((f"wrote {look.hide(item.shown)}; {ways_back[item.id]}", "$quiet")) for item in receipts]
            return spaced(stack(*written) if written else None, *blocks)

        return build


def _proof(verification: Verification, look: Look) -> Build:
    status, label = _HEADLINES[verification.proof]
    facts = [
        ("key", verification.hint),
        ("from", look.hide(verification.place)),
        ("host", look.hide(verification.host)),
        ("time", verification.at),
        ("request", verification.request_id),
    ]

    later = text((f"{look.marks.warn} ", "$warning"), look.hide(sentence(verification.later)))

    def build(width: int) -> Content:
        return spaced(
            stack(
                text(badge(look.marks, status, label)),
                wrapped(text((look.hide(sentence(_sentence(verification))), "bold")), width),
            ),
            pairs([(name, text(fact)) for name, fact in facts if fact], width),
            wrapped(later, width, hang=2) if verification.later else None,
        )

    return build


def _sentence(verification: Verification) -> str:
    match verification.proof:
        case Proof.ACCEPTED:
            return "the API accepted what your client sends now"
        case Proof.AFTER_COMMAND:
            return "the API accepts the key once the command below is pasted"
        case Proof.STILL_FAILING | Proof.UNKNOWN:
            return verification.title or "there is no answer to go by"


def _block(title: str, lines: Iterable[str], width: int) -> Content:
    return stack(text((title, "bold")), *(wrapped(text((line, "$primary")), width, indent=2, hang=4) for line in lines))
