"""Step 4: the plan as a masked diff, commands to paste and steps to take; only `w` writes."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.domain.judging.diagnosis import OTHER_WAY
from tui.domain.reporting.steps import Step
from tui.domain.reporting.verdict import VerdictKind
from tui.flow.fix import FixPlan
from tui.flow.ports import Receipt, Refusal
from tui.flow.session import Session
from tui.screens.background import in_background
from tui.screens.confirm import ConfirmOverlay
from tui.screens.fix_parts import added_parts, change_parts, first_parts, outlook_parts, step_parts
from tui.screens.put_back import nothing_to_undo, put_back_words, refusal_words, show_not_undone
from tui.screens.step_screen import BACK, CHOOSE, COPY, STYLES, Hint, StepScreen
from tui.screens.view import View
from tui.widgets.choice_bar import Choice
from tui.widgets.env_diff import env_diff
from tui.widgets.look import Look
from tui.widgets.sheet import Build, Part, spaced, stack, text, wrapped
from tui.widgets.verdict_card import headline

_KEY_REMEDY = "create-key"


class FixScreen(StepScreen):
    """Shows what would be changed; Enter never writes, and what was written can be undone."""

    STEP = Step.FIX
    CSS_PATH = STYLES / "fix.tcss"
    EXPLANATION = (
        "Lines with - go, lines with + come; keys are masked here and written whole. w writes; Enter never does. The "
        "file is replaced in one go and a backup is kept outside your project, so u puts it back byte for byte.\n\n"
        "A program cannot change the shell that started it: commands are yours to paste, into the terminal where your "
        "call fails. c copies them. Files of your shell are never edited for you. In an exercise of the practice range "
        "d carries the repair out in its throw-away set-up, where it stays done."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "write", "write what the diff shows"),
        Binding("u", "undo", "put back what was written"),
        Binding("d", "carry_out", "carry the repair of an exercise out"),
    ]

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(session, view)
        self._is_busy = session.plan is None

    def compose_body(self) -> Iterable[Widget]:
        """Return the cause, the edits, the commands and the steps."""
        for part in ("cause", "first", "edits", "commands", "steps"):
            yield Static(id=part)

    def begin(self) -> None:
        """Read the files and plan, unless that was done before."""
        if self._is_busy:
            in_background(self, self.session.plan_fix, self._planned)

    @property
    def _is_written(self) -> bool:
        return bool(self.session.receipts)

    @property
    def _can_write(self) -> bool:
        plan = self.session.plan
        return plan is not None and plan.is_writable and not self._is_written and not self._is_busy

    @property
    def _can_carry_out(self) -> bool:
        return self.session.plan is not None and self.session.can_carry_out and not self._is_busy

    def choices(self) -> tuple[Choice, ...]:
        """Offer what is safe; writing is offered as well, but never highlighted first."""
        back = Choice("Back", "back")
        if self._is_busy:
            return ()
        if self.session.verdict is None:
            return (Choice("Back to Probe", "back"),)
        if self._can_write:
            return (Choice("Press w to write", "remind"), Choice("Skip to Verify", "next"), back)
        if self._can_carry_out:
            return (Choice("Press d to carry it out here", "remind"), Choice("Skip to Verify", "next"), back)
        verify = Choice("Next: Verify", "next")
        if self._wants_key and not self._is_written:
            return (Choice("Paste a key", "paste"), verify, back)
        return (verify, back)

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that matter now."""
        write: tuple[Hint, ...] = (("w", "write", "write"),) if self._can_write else ()
        carry_out: tuple[Hint, ...] = (("d", "do it here", "carry_out"),) if self._can_carry_out else ()
        undo: tuple[Hint, ...] = (("u", "undo", "undo"),) if self._is_written else ()
        return (*((*write, *carry_out) or (CHOOSE,)), *undo, COPY, BACK)

    def show(self) -> None:
        """Draw the plan."""
        look, verdict, plan = self.look, self.session.verdict, self.session.plan
        if verdict is None:
            words = "There is no verdict yet: Probe comes first."
            self.draw("cause", lambda width: wrapped(text((words, "bold")), width))
        else:
            lines = list(self._introduction(plan)) if plan and not self._is_busy else []
            self.draw(
                "cause",
                lambda width: spaced(headline(verdict, look, width), *(wrapped(line, width) for line in lines)),
            )
        shown = plan or FixPlan()
        self.draw("first", first_parts(shown, look))
        self.draw("edits", self._edits(shown, look))
        self.draw("commands", _commands(shown, look) if shown.commands else None)
        self.draw("steps", self._steps(shown, look) if verdict else None)
        self._order(steps_first=shown.steps_first and bool(shown.commands))

    def copied_text(self) -> str:
        """Return the commands, else the diff."""
        plan = self.session.plan or FixPlan()
        if plan.commands:
            return "\n".join(remedy.command for remedy in plan.commands)
        return "\n".join(env_diff(change.diff, self.look, 100).plain for change in plan.changes)

    def action_next(self) -> None:
        """Go on, once the plan is made."""
        if not self._is_busy:
            super().action_next()

    def action_remind(self) -> None:
        """Say that Enter neither writes nor carries anything out."""
        key, does = ("w", "to write this diff") if self._can_write else ("d", "to carry it out in this exercise")
        self.say(f"Enter never writes: press {key} {does}")

    def action_paste(self) -> None:
        """Go back to where a key is pasted, with the field open."""
        self.view.wants_paste = True
        self.leave(Step.KEYS)

    def action_write(self) -> None:
        """Write what the diff shows."""
        if self._is_written:
            self.say("this is written already; u puts it back")
        elif not self._can_write:
            self.say("there is nothing to write")
        elif self.session.plan and self.session.plan.is_published:
            question = "Git has this file, so a key in it is published. Write it all the same?"
            self.app.push_screen(ConfirmOverlay(question, "Yes, write", self.view.marks), self._agreed)
        else:
            self._write()

    def action_carry_out(self) -> None:
        """Do in an exercise what its commands and steps say; on a person's own machine there is no such thing."""
        if self._can_carry_out:
            self._is_busy = True
            self.refresh_view()
            in_background(self, self.session.carry_out, self._carried_out)

    def action_undo(self) -> None:
        """Put back what was written."""
        if not self._is_written:
            self.say(nothing_to_undo(self.session))
        elif not self._is_busy:
            self._is_busy = True
            places = put_back_words(self.session.receipts)
            in_background(self, self.session.undo, lambda refusal: self._undone(refusal, places))

    def action_again(self) -> None:
        """Plan again from the files as they are now."""
        if not self._is_busy and not self._is_written:
            self._is_busy = True
            in_background(self, self.session.plan_fix, self._planned)

    @property
    def _wants_key(self) -> bool:
        plan = self.session.plan
        return plan is not None and any(remedy.id == _KEY_REMEDY for remedy in plan.steps)

    def _agreed(self, result: bool | None) -> None:  # noqa: FBT001 - Textual hands an overlay's result over by position
        if result:
            self._write()

    def _write(self) -> None:
        self._is_busy = True
        self.refresh_view()
        in_background(self, self.session.write, self._wrote)

    def _planned(self, plan: FixPlan) -> None:
        del plan  # the session holds it
        self._is_busy = False
        self.refresh_view()

    def _wrote(self, result: tuple[Receipt, ...] | Refusal) -> None:
        if isinstance(result, Refusal):
            # What is shown from here on is the files as they are now.
            in_background(self, self.session.plan_fix, lambda plan: self._refused(plan, result))
        else:
            self._is_busy = False
            self.leave(Step.VERIFY)

    def _refused(self, plan: FixPlan, refusal: Refusal) -> None:
        self._planned(plan)
        self.say(f"{self.view.marks.fail} not written: {refusal_words(refusal)}", "$error")

    def _carried_out(self, done: str) -> None:
        self._is_busy = False
        words = f"{self.view.marks.ok} done here: {done}"
        if self._can_write:
            self.refresh_view()
            self.say(words)
        else:
            self.view.parting = words
            self.leave(Step.VERIFY)

    def _undone(self, refusal: Refusal | None, words: str) -> None:
        self._is_busy = False
        if refusal is None:
            self.session.plan = None
            self.action_again()
            self.say(f"{self.view.marks.ok} {words}")
        else:
            show_not_undone(self, refusal)

    def _edits(self, plan: FixPlan, look: Look) -> Build | None:
        if self._is_busy and not plan.changes:
            return lambda width: wrapped(text(("Reading the files ...", "$quiet")), width)
        if not plan.changes:
            return None
        written = {receipt.path for receipt in self.session.receipts}

        def build(width: int) -> Content:
            blocks = [
                change_parts(change, look, width, is_written=change.before.path in written) for change in plan.changes
            ]
            return spaced(*added_parts(plan, look, width), *blocks, *outlook_parts(plan, look, width))

        return build

    def _order(self, *, steps_first: bool) -> None:
        """Put the commands and the steps in the order of the remedies."""
        commands, steps = self.query_one("#commands"), self.query_one("#steps")
        steps.set_class(steps_first, "-first")
        if steps_first:
            self.body.move_child(steps, before=commands)
        else:
            self.body.move_child(steps, after=commands)

    def _steps(self, plan: FixPlan, look: Look) -> Build | None:
        verdict = self.session.verdict
        lines = [text((f"{look.marks.warn} ", "$warning"), look.hide(refusal_words(item))) for item in plan.refusals]
        if verdict is None or self._is_busy or not (lines or plan.steps):
            return None
        return lambda width: stack(*(wrapped(line, width) for line in lines), *step_parts(plan, look, width))

    def _introduction(self, plan: FixPlan) -> Iterable[Content]:
        verdict = self.session.verdict
        if verdict is not None and verdict.kind is VerdictKind.OK:
            yield text(("There is nothing to fix. ", "bold"), "Enter goes on and proves it in a fresh process.")
        elif verdict is not None and verdict.kind is VerdictKind.UNKNOWN:
            yield text(("Nothing can be planned: no cause was found out. ", "bold"), "b goes back to probe again.")
        elif self._can_carry_out:
            yield text("This is an exercise: d carries the repair out, here in its throw-away set-up.")
        elif self.session.carried_out:
            yield text((f"{self.view.marks.ok} ", "$success"), f"done here: {self.session.carried_out}")
        elif not plan.changes:
            yield text("No file is changed for this cause: do what follows, then Enter verifies.")


def _commands(plan: FixPlan, look: Look) -> Build:
    is_other_way = all(remedy.is_other_way for remedy in plan.commands)
    heading = f"{'Or paste' if is_other_way else 'Paste'} into the terminal where your call fails"

    def build(width: int) -> Content:
        blocks: list[Content] = [wrapped(text((heading, "bold"), (" (c copies)", "$quiet")), width)]
        for remedy in plan.commands:
            parts: list[Part] = [("$ ", "$quiet"), (look.hide(remedy.command), "bold $primary")]
            blocks.append(wrapped(text(*parts), width, indent=2, hang=4))
            meaning = f"{look.hide(remedy.title.removeprefix(OTHER_WAY))}; reaches {remedy.reach}"
            blocks.append(wrapped(text((meaning, "$quiet")), width, indent=4))
        return stack(*blocks)

    return build
