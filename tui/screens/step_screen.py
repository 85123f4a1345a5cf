"""What the five steps have in common: header, body, choices, key line, and the keys that work everywhere."""

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from tui.domain.reporting.marks import ASCII
from tui.domain.reporting.steps import Step
from tui.flow.session import Session
from tui.screens.roomy import RoomyScreen
from tui.screens.view import View
from tui.widgets.choice_bar import Choice, ChoiceBar
from tui.widgets.key_line import KeyLine
from tui.widgets.look import Look
from tui.widgets.sheet import Build, Sheet, text
from tui.widgets.step_header import StepHeader

STYLES = Path(__file__).parent.parent / "styles"
Hint = tuple[str, str, str]
CHOOSE: Hint = ("Enter", "choose", "take")
COPY: Hint = ("c", "copy", "copy")
AGAIN: Hint = ("r", "again", "again")
BACK: Hint = ("b", "back", "back")
PRIVACY: Hint = ("p", "privacy", "privacy")
_ALWAYS: tuple[Hint, Hint] = (("?", "help", "help"), ("q", "quit", "quit"))


class Move(Enum):
    """How a step was left, where it was not for a step by name."""

    NEXT = "next"
    BACK = "back"
    QUIT = "quit"


Leave = Move | Step


class StepScreen(RoomyScreen[Leave]):
    """One step of the walk: shows the session's state and returns where to go."""

    STEP: ClassVar[Step]
    EXPLANATION: ClassVar[str] = ""
    AUTO_FOCUS = "#choices"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take the highlighted choice"),
        Binding("b,alt+left", "back", "back, answers kept"),
        Binding("r", "again", "run this step again"),
        Binding("c", "copy", "copy, masked"),
        Binding("p", "privacy", "hide places, hosts and people"),
        Binding("question_mark,f1", "help", "help for this step"),
        Binding("q", "quit", "quit"),
        Binding("up", "scroll(-1)", "scroll", show=False),
        Binding("down", "scroll(1)", "scroll", show=False),
        Binding("pageup", "scroll(-10)", "scroll", show=False),
        Binding("pagedown", "scroll(10)", "scroll", show=False),
    ]

    header = getters.query_one("#header", StepHeader)
    body = getters.query_one("#body", VerticalScroll)
    bar = getters.query_one("#choices", ChoiceBar)
    notice = getters.query_one("#notice", Static)

    def __init__(self, session: Session, view: View) -> None:
        super().__init__()
        self.session = session
        self.view = view
        self._has_left = False
        self.set_class(view.marks is ASCII, "-ascii")

    def compose(self) -> ComposeResult:
        """Lay out the frame; each step fills the body."""
        yield StepHeader(id="header")
        with VerticalScroll(id="body", can_focus=False):
            yield from self.compose_body()
        yield Static(id="notice")
        yield ChoiceBar()
        yield KeyLine()
        yield Static("Please make this window larger (40 columns, 12 rows)", id="too-small")

    def compose_body(self) -> Iterable[Widget]:
        """Return the widgets of this step."""
        return ()

    def on_mount(self) -> None:
        """Draw, and begin the step's work."""
        self.refresh_view()
        self.begin()
        if self.view.parting:
            self.say(self.view.parting)
            self.view.parting = ""

    def begin(self) -> None:
        """Start what this step does by itself."""

    def refresh_view(self) -> None:
        """Draw everything from the session's state."""
        client = self.session.client.rules.name if self.session.has_detected else ""
        self.header.show(self.STEP, client, self.view.done(self.session), self.look)
        self.bar.offer(self.choices())
        self.show_hints()
        self.show()

    def show_hints(self) -> None:
        """Draw the line of keys."""
        self.query_one(KeyLine).show((*self.hints(), *_ALWAYS))

    def show(self) -> None:
        """Draw the body."""

    def choices(self) -> tuple[Choice, ...]:
        """Return what can be done now, the safe default first."""
        return ()

    def copied_text(self) -> str:
        """Return what `c` copies: masks, never keys, and commands whole, for a hidden path does not run."""
        return ""

    def hints(self) -> tuple[Hint, ...]:
        """Return the two to four keys that matter now."""
        return (CHOOSE, BACK)

    @property
    def look(self) -> Look:
        """How values are shown now."""
        return self.view.look(self.session)

    def draw(self, widget_id: str, build: Build | None) -> None:
        """Give a part of the body its content, or hide the part."""
        part = self.query_one(f"#{widget_id}", Static)
        part.display = build is not None
        if build is not None:
            part.update(Sheet(build))

    def say(self, words: str, style: str = "$quiet") -> None:
        """Show one line above the choices; it stays until the next one."""
        self.notice.display = bool(words)
        self.notice.update(text((self.look.hide(words), style)))

    def on_choice_bar_chosen(self, event: ChoiceBar.Chosen) -> None:
        """Do what the choice stands for."""
        if not self._has_left:
            self.call_later(self.run_action, event.action)

    def leave(self, to: Leave) -> None:
        """Leave this step once, with whatever overlay is open; a key that repeats comes here again."""
        if self._has_left:
            return
        self._has_left = True
        while self.app.screen is not self:
            self.app.screen.dismiss(None)
        self.dismiss(to)

    def action_take(self) -> None:
        """Take the highlighted choice."""
        self.bar.take()

    def action_next(self) -> None:
        """Go on."""
        self.leave(Move.NEXT)

    def action_back(self) -> None:
        """Go back; on the first step there is nothing before."""
        if self.STEP is not Step.DETECT:
            self.leave(Move.BACK)

    def action_go(self, number: int) -> None:
        """Go to a step by its number."""
        self.leave(Step(number))

    def action_quit(self) -> None:
        """Leave the walk."""
        self.leave(Move.QUIT)

    def action_again(self) -> None:
        """Run this step again, where there is anything to run."""

    def action_privacy(self) -> None:
        """Hide or show places, hosts and people."""
        self.view.is_private = not self.view.is_private
        self.refresh_view()
        self.say("places, hosts and people are hidden" if self.view.is_private else "all but keys is shown again")

    def action_copy(self) -> None:
        """Copy what matters here, with masks in place of keys."""
        words = self.copied_text()
        if not words:
            self.say("there is nothing to copy here")
            return
        self.app.copy_to_clipboard(words)
        self.say(f"copied: {words.splitlines()[0]}")

    def action_help(self) -> None:
        """Explain this step and its keys."""
        from tui.screens.help import HelpOverlay  # noqa: PLC0415 - not needed for the first paint

        self.app.push_screen(HelpOverlay(self.STEP, self.EXPLANATION, self.view.marks))

    def action_scroll(self, lines: int) -> None:
        """Scroll the body while the choices keep the focus."""
        self.body.scroll_relative(y=lines, animate=False)
