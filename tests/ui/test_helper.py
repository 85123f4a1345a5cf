"""Claude Code's helper is run after its own consent only, and what it prints is on no screen."""

import html
import re
import threading

from textual.pilot import Pilot

from tests import builders
from tests.builders import GOOD
from tests.causes.claude_code import HELPER_LINE, fails, helper, prints
from tests.ui.test_probe import walk_to_probe
from tests.ui.toolkit import NORMAL, FixedHelper, World, app_of, flat, offers, text_of, wait_for_text, wait_until, world
from tui.domain.clients.claude_code import ClaudeCode, Helper, HelperRun
from tui.domain.found.finding import Finding
from tui.domain.key.secret import Secret
from tui.domain.reporting.verdict import VerdictKind
from tui.domain.resolving.snapshot import Reading
from tui.flow.cancellation import StopSignal
from tui.flow.ports import Cancellation


def helped(*findings: Finding, run: HelperRun, is_projects: bool = False) -> World:
    """Return a walk about Claude Code whose settings name a helper."""
    command = Helper(HELPER_LINE, Secret(f"bin/key.sh {GOOD}"), "bin/key.sh ...", is_projects=is_projects)
    reading = Reading(findings=(helper(),), claude_code=ClaudeCode(helper=command))
    made = world(*findings, reading=reading)
    made.helper.run_of = lambda _: run
    made.session.choose("claude-code")
    return made


async def test_it_is_not_run_by_enter() -> None:
    made = helped(run=prints(GOOD))
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await wait_for_text(pilot, "Claude Code runs this for its key; not run")
        await walk_to_probe(pilot)
        await wait_for_text(pilot, "May the helper be run?", "bin/key.sh ...", "~/.claude/settings.json:2")
        assert made.helper.asked == []
        await pilot.press("enter")
        await wait_for_text(pilot, "COULD NOT CHECK", "--run-helper")
        assert made.helper.asked == []


async def test_it_is_run_once_it_is_chosen_and_what_it_prints_is_sent() -> None:
    made = helped(run=prints(GOOD), is_projects=True)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to_probe(pilot)
        await wait_for_text(pilot, "this project's own settings name it")
        await pilot.press("right", "enter")
        await wait_for_text(pilot, "NOTHING WRONG")
        assert made.helper.asked == [Secret(f"bin/key.sh {GOOD}")]
        assert made.session.verdict is not None
        assert made.session.verdict.kind is VerdictKind.OK
        picture = re.sub(r"<[^>]+>", "", html.unescape(pilot.app.export_screenshot()))
        assert not any(GOOD[at : at + 12] in picture for at in range(17, len(GOOD) - 16))
        await pilot.press("r")
        await wait_until(pilot, lambda: offers(pilot, "next"))
        assert len(made.helper.asked) == 1, "asking again does not run it again"


async def test_its_failure_is_the_cause() -> None:
    made = helped(run=fails(said="vault is sealed"))
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to_probe(pilot)
        await pilot.press("right", "enter")
        await wait_for_text(pilot, "CAUSE FOUND")
        assert "it ended with exit code 3" in flat(pilot)


async def test_both_consents_stand_side_by_side_where_something_else_is_sent() -> None:
    made = helped(builders.keyring(GOOD), run=prints(GOOD))
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to_probe(pilot)
        await wait_for_text(pilot, "May these requests be sent?", "Run helper too", "helper")
        await pilot.press("enter")
        await wait_until(pilot, lambda: offers(pilot, "next"))
        assert made.helper.asked == []
        await pilot.press("r")
        await wait_for_text(pilot, "May these requests be sent?")
        await pilot.press("right", "enter")
        await wait_until(pilot, lambda: len(made.helper.asked) == 1 and offers(pilot, "next"))


def test_who_agreed_to_it_has_it_run_for_the_proof_too() -> None:
    for is_run in (False, True):
        made = helped(run=prints(GOOD))
        if is_run:
            made.session.run_helper(StopSignal())
        made.session.verify()
        assert made.fresh.ran_helper == [is_run]


class GatedHelper(FixedHelper):
    """Runs until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.started, self.stopped = threading.Event(), threading.Event()

    def run(self, helper: Helper, cancellation: Cancellation) -> HelperRun:
        del helper
        cancellation.on_cancel(self.stopped.set)
        self.started.set()
        self.stopped.wait(20)
        return fails("it was stopped")


async def _run_gated(pilot: Pilot[int], gate: GatedHelper) -> None:
    await walk_to_probe(pilot)
    await pilot.press("right", "enter")
    await wait_until(pilot, gate.started.is_set)
    await wait_for_text(pilot, "the helper is running")


async def test_leaving_stops_it() -> None:
    made, gate = helped(run=fails()), GatedHelper()
    made.session.toolkit.__dict__["helper"] = gate
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _run_gated(pilot, gate)
        await pilot.press("b")
        await wait_until(pilot, gate.stopped.is_set)


async def test_x_stops_it() -> None:
    made, gate = helped(run=fails()), GatedHelper()
    made.session.toolkit.__dict__["helper"] = gate
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _run_gated(pilot, gate)
        await pilot.press("x")
        await wait_for_text(pilot, "it was stopped")


async def test_the_choices_fit_a_small_window() -> None:
    made = helped(builders.keyring(GOOD), run=prints(GOOD))
    async with app_of(made).run_test(size=(60, 20)) as pilot:
        await walk_to_probe(pilot)
        await wait_for_text(pilot, "Run helper too")
        assert any("Send" in line and "Back" in line for line in text_of(pilot).splitlines())
