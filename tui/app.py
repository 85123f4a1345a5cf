"""The Textual app: the theme, the walk through the steps, and a crash report that shows no values."""

import gc
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import WorkerFailed

from tui.domain.reporting.crash import crash_text
from tui.domain.reporting.exit_code import ExitCode
from tui.domain.reporting.marks import UNICODE, Marks, marks_for
from tui.domain.reporting.steps import Step
from tui.flow.session import Session
from tui.screens.detect import DetectScreen
from tui.screens.roomy import RoomyScreen
from tui.screens.step_screen import STYLES, Leave, Move, StepScreen
from tui.screens.themes import DARK, LIGHT
from tui.screens.view import View

if TYPE_CHECKING:
    from tui.flow.ports import Toolkit


class Fix401App(App[int]):
    """Walks through the five steps; its result is the exit code of the contract."""

    TITLE = "fix401"
    # The first step's styles as well: a screen that brings its own has all styles parsed again.
    CSS_PATH = [STYLES / "app.tcss", STYLES / "detect.tcss"]  # noqa: RUF012 - declared by the base class
    theme = Reactive(DARK.name)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "cancel", "quit", show=False, priority=True),
        Binding("ctrl+q", "cancel", "quit", show=False, priority=True),
    ]

    def __init__(self, session: Session, *, story: str = "", key_at_hand: str = "", marks: Marks = UNICODE) -> None:
        if not os.environ.get("NO_COLOR"):
            # An empty one means that colour is wanted; Textual takes it for set.
            os.environ.pop("NO_COLOR", None)
        super().__init__(ansi_color=False)
        self.session = session
        self.view = View(marks, story, key_at_hand)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Our own two; known from the first moment, so that no style is parsed for another one before."""
        return {theme.name: theme for theme in (DARK, LIGHT)}

    def on_mount(self) -> None:
        """Begin the walk; the collector, at rest since the start, wakes after the first paint."""
        self.call_after_refresh(_wake_collector)
        self.run_worker(self.walk(), name="walk")

    async def walk(self) -> None:
        """Show one step after the other, until the person leaves."""
        step = Step.DETECT
        while True:
            leave = await self.push_screen_wait(self._screen_of(step))
            self.view.visited.add(step)
            if leave is Move.QUIT:
                break
            step = _following(step, leave)
        from tui.flow.outcome import exit_code  # noqa: PLC0415 - deferred: the first paint comes before the end

        self.exit(exit_code(self.session))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer our own commands; taking a picture is not among them, for it would show places and hosts."""
        if isinstance(screen, StepScreen):
            if self.session.has_detected:
                for step in Step:
                    words = f"Step {step.value} of 5; all answers are kept"
                    yield SystemCommand(f"Go to {step.title}", words, lambda step=step: screen.leave(step))
            if isinstance(screen, DetectScreen):
                yield SystemCommand("Choose the client", "Which client makes the failing call", screen.action_client)
            yield SystemCommand("Privacy", "Hide or show places, hosts and people", screen.action_privacy)
            yield SystemCommand("Help", "What this step does, and the keys", screen.action_help)
        yield SystemCommand("Light or dark", "Change the colours", self.action_change_colours)
        yield SystemCommand("Quit", "What was found stays on the normal screen", self.action_quit_walk)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep the palette shut while the window is too small to see what it would do."""
        if action == "command_palette" and isinstance(self.screen, RoomyScreen) and not self.screen.has_room:
            return False
        return super().check_action(action, parameters)

    def action_cancel(self) -> None:
        """Quit at once, as Ctrl+C does everywhere."""
        self.exit(ExitCode.CANCELLED)

    def action_quit_walk(self) -> None:
        """Quit with the exit code of what was found."""
        from tui.flow.outcome import exit_code  # noqa: PLC0415 - deferred: the first paint comes before the end

        self.exit(exit_code(self.session))

    def action_change_colours(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def _screen_of(self, step: Step) -> StepScreen:
        # The later steps are imported when they are reached: the first one is on the screen sooner.
        match step:
            case Step.DETECT:
                return DetectScreen(self.session, self.view)
            case Step.KEYS:
                from tui.screens.keys import KeysScreen as Later  # noqa: PLC0415 - as above
            case Step.PROBE:
                from tui.screens.probe import ProbeScreen as Later  # noqa: PLC0415 - as above
            case Step.FIX:
                from tui.screens.fix import FixScreen as Later  # noqa: PLC0415 - as above
            case Step.VERIFY:
                from tui.screens.verify import VerifyScreen as Later  # noqa: PLC0415 - as above
        return Later(self.session, self.view)

    def _handle_exception(self, error: Exception) -> None:
        """End with a report of types and frames; Textual's own shows variables, and so keys."""
        if self._exception is None:
            self._exception = error
            self._exception_event.set()  # pyright: ignore[reportUnknownMemberType] - untyped there; the pilot waits for it
            cause = error.error if isinstance(error, WorkerFailed) else error
            self._exit_renderables.append(crash_text(cause))
        self._return_code = ExitCode.CRASH
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """End without Textual's report, should anything call for it directly."""
        self._return_code = ExitCode.CRASH
        self._close_messages_no_wait()


def run_wizard(toolkit: "Toolkit", story: str = "", key_at_hand: str = "") -> int:
    """Run the wizard and return the exit code; a plain summary stays on the normal screen."""
    session = Session(toolkit)
    marks = marks_for(getattr(sys.__stderr__, "encoding", None))
    app = Fix401App(session, story=story, key_at_hand=key_at_hand, marks=marks)
    code = app.run()
    session.settle()
    if app.return_code == ExitCode.CRASH:
        return ExitCode.CRASH
    from tui.flow.outcome import summary_lines  # noqa: PLC0415 - deferred: the first paint comes before the end

    hide = app.view.look(session).hide
    sys.stdout.write("".join(f"{hide(line)}\n" for line in summary_lines(session)))
    return ExitCode.CANCELLED if code is None else code


def _wake_collector() -> None:
    if not gc.isenabled():
        gc.freeze()  # what is loaded by now stays to the end; without this each full collection would look through it
        gc.enable()


def _following(step: Step, leave: Leave) -> Step:
    if isinstance(leave, Step):
        return leave
    return step.following if leave is Move.NEXT else step.previous
