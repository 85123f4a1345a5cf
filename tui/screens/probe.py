"""Step 3: ask once for consent, send, show each answer as it lands, and say the verdict."""

from collections.abc import Hashable, Iterable
from functools import partial
from typing import ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from tui.domain.probing.probe import ProbeOutcome
from tui.domain.probing.rung import Rung
from tui.domain.reporting.steps import Step
from tui.domain.reporting.verdict import Verdict
from tui.flow.cancellation import StopSignal
from tui.flow.session import Session
from tui.screens.background import in_background, report
from tui.screens.climb import Climb
from tui.screens.consent import consent
from tui.screens.count_down import CountDown
from tui.screens.once_more import once_more
from tui.screens.rung_detail import RungOverlay
from tui.screens.step_screen import AGAIN, BACK, CHOOSE, COPY, STYLES, Hint, StepScreen
from tui.screens.view import View
from tui.widgets.choice_bar import Choice
from tui.widgets.look import Look
from tui.widgets.row_list import RowList
from tui.widgets.sheet import Build
from tui.widgets.verdict_card import verdict_card

ALL_AGAIN: Hint = ("R", "all again", "all_again")


class ProbeScreen(StepScreen):
    """Asks, sends and concludes; leaving it stops what is under way."""

    STEP = Step.PROBE
    CSS_PATH = STYLES / "probe.tcss"
    EXPLANATION = (
        "One free request (GET /v1/models) is sent for each distinct key and form, after you have agreed. So not only "
        "the key as found is tested, but also the one that it hides, the same one without stray characters, and the "
        "other header: an answer that differs proves the cause.\n\n"
        "Beside them the way to the host is walked rung by rung, and nothing is sent over it: name, connection, proxy, "
        "TLS. Down goes into the rungs: Enter shows one in full, with the same call as a command for curl; r asks for "
        "it again, R for all. Where the API itself fails, its public status page is asked, without a key.\n\n"
        "none means that no judgement came back: a time-out is no rejection. x stops the requests under way; "
        "leaving this step stops them too.\n\n"
        "Where Claude Code takes its key from a helper, that command is run only if you choose so: once, for five "
        "seconds at most, its input closed. What it prints is asked about and never shown."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "stop", "stop the requests"),
        Binding("R", "all_again", "ask for all of it again"),
    ]

    rows = getters.query_one("#ladder", RowList)

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(session, view)
        self._plan = session.probe_plan()
        self._helper = session.helper
        self._stop: StopSignal | None = None
        known = session.verdict.evidence if session.verdict else None
        self._climb = Climb(self._plan, known.outcomes, known.walked) if known else Climb(self._plan, (), ())
        self._count_down = CountDown(self)
        self._is_left = self._is_stale = False
        self._asks_again = False

    def compose_body(self) -> Iterable[Widget]:
        """Return the consent, the verdict and the ladder; each is shown in its time."""
        yield Static(id="consent")
        yield Static(id="verdict")
        yield RowList("ladder")

    def begin(self) -> None:
        """Conclude at once where there is nothing to agree to."""
        if self.session.verdict is not None:
            return
        if self.session.toolkit.settings.offline:
            self.action_offline()
        elif not self._plan.requests and self._helper is None:
            self._send()

    def choices(self) -> tuple[Choice, ...]:
        """Offer consent, then the way on; while requests are under way Enter does nothing."""
        if self._stop is not None:
            return ()
        verdict = self._verdict
        if verdict is None:
            return self._ways_on()
        again = Choice("Send after all", "send") if verdict.evidence.offline else Choice("Probe again", "all_again")
        return (Choice("Next: Fix", "next"), again, Choice("Back", "back"))

    def _ways_on(self) -> tuple[Choice, ...]:
        """Return the kinds of consent; what is not run and not sent stays the highlighted one."""
        send = (Choice("Send", "send"), Choice("Skip (offline)", "offline"))
        if self._helper is None:
            return (*send, Choice("Back", "back"))
        if not self._plan.requests:
            return (Choice("Go on without it", "send"), Choice("Run helper", "run_helper"), Choice("Back", "back"))
        return (send[0], Choice("Run helper too", "run_helper"), send[1], Choice("Back", "back"))

    @property
    def _verdict(self) -> Verdict | None:
        """The verdict that stands; none while requests are under way or consent is asked for anew."""
        return None if self._stop or self._asks_again else self.session.verdict

    def hints(self) -> tuple[Hint, ...]:
        """Return the keys that matter now."""
        if self._stop is not None:
            return (("x", "stop", "stop"), BACK)
        if self.rows.has_focus:
            return (("Enter", "look closer", "look"), ("r", "this rung again", "again"), ALL_AGAIN, COPY, BACK)
        return (CHOOSE, BACK) if self._verdict is None else (CHOOSE, AGAIN, COPY, BACK)

    def show(self) -> None:
        """Draw what belongs to this moment."""
        look, verdict = self.look, self._verdict
        is_asking = self._stop is None and verdict is None
        self.draw("consent", self._consent(look) if is_asking else None)
        self.draw("verdict", verdict_card(verdict, look) if verdict else None)
        self._draw_verdict_colour(verdict)
        self.rows.offer([] if is_asking else self._climb.rows(look, is_under_way=self._stop is not None))

    def copied_text(self) -> str:
        """Return the verdict as text."""
        verdict = self.session.verdict
        return verdict_card(verdict, self.look)(100).plain if verdict else ""

    def action_next(self) -> None:
        """Go on, once there is a verdict."""
        if self._verdict is not None:
            super().action_next()

    def action_send(self) -> None:
        """Send: pressing this is the consent."""
        if self._stop is None:
            self._send()

    def action_run_helper(self) -> None:
        """Run the helper and send: choosing this is the consent to both."""
        if self._stop is None and self._helper is not None:
            self._send(runs_helper=True)

    def action_offline(self) -> None:
        """Conclude without asking the API."""
        if self._stop is None:
            self._climb, self._asks_again = Climb(self._plan), False
            self.session.conclude_offline()
            self.refresh_view()

    def action_again(self) -> None:
        """Ask again: for the highlighted rung alone where one is, else for all."""
        chosen = self.rows.chosen
        if chosen is None or self._verdict is None:
            self.action_all_again()
        elif not self._verdict.evidence.offline and not self._must_wait():
            self._once_more(chosen)

    def action_all_again(self) -> None:
        """Ask again what was agreed to before; without consent nothing, and each paid call needs its own."""
        if self._stop is not None or self._must_wait():
            return
        verdict = self._verdict
        if verdict is None or verdict.evidence.offline:
            return
        if self.session.toolkit.settings.hello or self._helper is not None:
            self._asks_again = True
            self.refresh_view()
        else:
            self._send()

    def _must_wait(self) -> bool:
        """Say so where the answer asked to be left alone for some time."""
        if self._count_down.left > 0:
            self._count_down.say()
            return True
        return False

    def action_stop(self) -> None:
        """Stop the requests under way."""
        if self._stop is not None:
            self._stop.set()
            self.say("stopped; what came back until then still counts")

    def action_scroll(self, lines: int) -> None:
        """Scroll the body; once the rungs are in sight, go into them."""
        top = self.rows.virtual_region.y - self.body.scroll_offset.y
        if lines == 1 and self.rows.display and 0 <= top < self.body.size.height:
            self.rows.focus(scroll_visible=False)
        else:
            super().action_scroll(lines)

    def action_look(self) -> None:
        """Show the highlighted rung in full."""
        self.rows.action_open()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Show a rung in full."""
        detail = self._climb.detail(event.key) if self.has_room else None
        if detail is not None:
            self.app.push_screen(RungOverlay(*detail, self.look))

    def on_row_list_left(self) -> None:
        """Go back to the choices above everything."""
        self.bar.focus(scroll_visible=False)
        self.body.scroll_home(animate=False)

    def on_descendant_focus(self) -> None:
        """Name the keys that matter where the focus is now."""
        self.show_hints()

    def on_unmount(self) -> None:
        """Close the connections when this step is left."""
        self._is_left = True
        if self._stop is not None:
            self._stop.set()

    def _send(self, *, runs_helper: bool = False) -> None:
        stop = StopSignal()
        self._stop, self._asks_again = stop, False
        self._plan = self.session.probe_plan()
        climb = self._climb = Climb(self._plan)
        outcomes = self.session.probe(stop, lambda rung: report(self, partial(self._tell, climb), rung))
        self.refresh_view()
        self.say("the helper is running" if runs_helper else "")

        def run() -> None:
            if runs_helper:
                self.session.run_helper(stop)
                report(self, self._has_run, None)
            for outcome in outcomes:
                if self._is_left:
                    return
                report(self, self._land, outcome)

        in_background(self, run, self._finish)

    def _has_run(self, result: None) -> None:
        del result
        self._plan, self._helper = self.session.probe_plan(), self.session.helper
        self._climb.plan = self._plan
        self.say("")
        self.show()

    def _land(self, outcome: ProbeOutcome) -> None:
        self._climb.land(outcome)
        self._show_soon()

    def _tell(self, climb: Climb, rung: Rung) -> None:
        climb.tell(rung)
        self._show_soon()

    def _show_soon(self) -> None:
        """Draw once for all that has landed by then: with many keys a drawing for each would hold the screen."""
        if not self._is_stale:
            self._is_stale = True
            self.call_later(self._show_now)

    def _show_now(self) -> None:
        self._is_stale = False
        self.show()

    def _once_more(self, chosen: Hashable) -> None:
        stop = StopSignal()
        climb = self._climb
        work = once_more(self.session, climb, chosen, stop, lambda rung: report(self, partial(self._tell, climb), rung))
        if work is None:
            self.say("a paid call is made again with all of it: R asks for it")
            return
        self._stop = stop
        self.refresh_view()
        in_background(self, work, self._finish_once)

    def _finish_once(self, result: None) -> None:
        del result
        for outcome in self.session.verdict.evidence.outcomes if self.session.verdict else ():
            self._climb.land(outcome)
        self._conclude()

    def _finish(self, result: None) -> None:
        del result
        self._conclude()
        self.body.scroll_home(animate=False)

    def _conclude(self) -> None:
        self._stop = None
        own = self._climb.own
        self._count_down.begin(self._climb.outcome(own) if own else None)
        self.refresh_view()

    def _draw_verdict_colour(self, verdict: Verdict | None) -> None:
        part = self.query_one("#verdict")
        for kind in ("ok", "problem", "unknown"):
            part.set_class(verdict is not None and verdict.kind.value == kind, f"-{kind}")

    def _consent(self, look: Look) -> Build:
        return consent(self._plan, self._helper, look, is_paid=self.session.toolkit.settings.hello)
