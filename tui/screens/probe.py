"""Step 3: ask once for consent, send, show each answer as it lands, and say the verdict."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.domain.clients.claude_code import Helper
from tui.domain.probing.probe import ProbeOutcome
from tui.domain.remedies.common import host_of
from tui.domain.reporting.steps import Step
from tui.domain.reporting.verdict import Verdict
from tui.flow.cancellation import StopSignal
from tui.flow.probe import ProbePlan
from tui.flow.session import Session
from tui.screens.background import in_background, report
from tui.screens.step_screen import AGAIN, BACK, CHOOSE, COPY, STYLES, Hint, StepScreen
from tui.screens.view import View
from tui.widgets.choice_bar import Choice
from tui.widgets.look import Look
from tui.widgets.probe_ladder import Rung, probe_ladder
from tui.widgets.sheet import pairs, spaced, text, wrapped
from tui.widgets.verdict_card import verdict_card


class ProbeScreen(StepScreen):
    """Asks, sends and concludes; leaving it stops what is under way."""

    STEP = Step.PROBE
    CSS_PATH = STYLES / "probe.tcss"
    EXPLANATION = (
        "One free request (GET /v1/models) is sent for each distinct key and form, after you have agreed. So not only "
        "the key as found is tested, but also the one that it hides, the same one without stray characters, and the "
        "other header: an answer that differs proves the cause.\n\n"
        "none means that no judgement came back: a time-out is no rejection. x stops the requests under way; "
        "leaving this step stops them too.\n\n"
        "Where Claude Code takes its key from a helper, that command is run only if you choose so: once, for five "
        "seconds at most, its input closed. What it prints is asked about and never shown."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "stop", "stop the requests")]

    def __init__(self, session: Session, view: View) -> None:
        super().__init__(session, view)
        self._plan = session.probe_plan()
        self._helper = session.helper
        self._stop: StopSignal | None = None
        self._landed: list[ProbeOutcome] = list(session.outcomes)
        self._is_left = False
        self._asks_again = False

    def compose_body(self) -> Iterable[Widget]:
        """Return the consent, the verdict and the ladder; each is shown in its time."""
        yield Static(id="consent")
        yield Static(id="verdict")
        yield Static(id="ladder")

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
        again = Choice("Send after all", "send") if verdict.evidence.offline else Choice("Probe again", "again")
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
        return (CHOOSE, BACK) if self._verdict is None else (CHOOSE, AGAIN, COPY, BACK)

    def show(self) -> None:
        """Draw what belongs to this moment."""
        look, verdict = self.look, self._verdict
        is_asking = self._stop is None and verdict is None
        self.draw("consent", (lambda width: self._consent(look, width)) if is_asking else None)
        self.draw("verdict", verdict_card(verdict, look) if verdict else None)
        self._draw_verdict_colour(verdict)
        rungs = self._rungs()
        findings = self._plan.evidence.snapshot.findings
        self.draw("ladder", probe_ladder(rungs, findings, look) if rungs and not is_asking else None)

    def copied_text(self) -> str:
        """Return the verdict and the answers as text."""
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
            self._landed, self._asks_again = [], False
            self.session.conclude_offline()
            self.refresh_view()

    def action_again(self) -> None:
        """Ask again what was agreed to before; without consent nothing, and each paid call needs its own."""
        verdict = self._verdict
        if verdict is None or verdict.evidence.offline:
            return
        if self.session.toolkit.settings.hello or self._helper is not None:
            self._asks_again = True
            self.refresh_view()
        else:
            self._send()

    def action_stop(self) -> None:
        """Stop the requests under way."""
        if self._stop is not None:
            self._stop.set()
            self.say("stopped; what came back until then still counts")

    def on_unmount(self) -> None:
        """Close the connections when this step is left."""
        self._is_left = True
        if self._stop is not None:
            self._stop.set()

    def _send(self, *, runs_helper: bool = False) -> None:
        stop = StopSignal()
        self._stop, self._landed, self._asks_again = stop, [], False
        self._plan = self.session.probe_plan()
        outcomes = self.session.probe(stop)
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
        self.say("")
        self.show()

    def _land(self, outcome: ProbeOutcome) -> None:
        self._landed.append(outcome)
        self.show()

    def _finish(self, result: None) -> None:
        del result
        self._stop = None
        self.refresh_view()
        self.body.scroll_home(animate=False)

    def _rungs(self) -> tuple[Rung, ...]:
        answered = {outcome.request: outcome for outcome in self._landed}
        planned = [Rung(request, answered.get(request)) for request in self._plan.requests]
        more = [Rung(item.request, item) for item in self._landed if item.request not in self._plan.requests]
        return (*(rung for rung in planned if rung.outcome or self._stop), *more)

    def _draw_verdict_colour(self, verdict: Verdict | None) -> None:
        part = self.query_one("#verdict")
        for kind in ("ok", "problem", "unknown"):
            part.set_class(verdict is not None and verdict.kind.value == kind, f"-{kind}")

    def _consent(self, look: Look, width: int) -> Content:
        plan = self._plan
        question = "May these requests be sent?" if plan.requests else "May the helper be run?"
        rows = [*(_requests(plan, look, is_paid=self.session.toolkit.settings.hello) if plan.requests else ())]
        quiet = "Nothing else leaves this machine, and nothing is written."
        if self._helper is not None:
            rows.extend(_helper(self._helper, host_of(plan.evidence.resolution.endpoint), look))
            quiet = "Nothing of yours is written. The helper is run only if you choose so."
        return spaced(
            wrapped(text((question, "bold")), width), pairs(rows, width), wrapped(text((quiet, "$quiet")), width)
        )


def _requests(plan: ProbePlan, look: Look, *, is_paid: bool) -> list[tuple[str, Content]]:
    count = len(plan.requests)
    sends = f"{count} free {'request' if count == 1 else 'requests'}: GET /v1/models"
    return [
        ("to", text(look.hide(", ".join(plan.hosts)))),
        ("sends", text(f"{sends}, one for each distinct key and form")),
        ("keys", text(", ".join(plan.hints))),
        ("costs", text(_costs(is_paid=is_paid))),
    ]


def _helper(helper: Helper, host: str, look: Look) -> list[tuple[str, Content]]:
    """Return what would be run, and what becomes of what it prints."""
    whose = "this project's own settings name it: " if helper.is_projects else ""
    program = f"`{helper.shown}` in " if helper.shown else ""
    return [
        ("helper", text(look.hide(f"{whose}{program}{helper.origin.label}"))),
        ("", text(look.hide(f"run once, 5 seconds at most; what it prints is sent to {host}, and never shown"))),
    ]


def _costs(*, is_paid: bool) -> str:
    if is_paid:
        return "one paid call of one token if a key is accepted, as --hello asked; the rest is free"
    return "nothing; no tokens are used"
