"""Step 3 asks for consent, shows what lands, and stops when it is left."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from textual.pilot import Pilot

from tests import builders
from tests.builders import GOOD, OLD
from tests.fakes.prober import FakeProber, accepts, rejects
from tests.ui.toolkit import (
    NORMAL,
    SHADOWED,
    app_of,
    flat,
    offers,
    text_of,
    wait_for_step,
    wait_for_text,
    wait_until,
    walk_to,
    world,
)
from tui.domain.found.machine import Surroundings
from tui.domain.key.secret import mask
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest
from tui.domain.reporting.steps import Step
from tui.domain.reporting.verdict import VerdictKind
from tui.domain.resolving.snapshot import Reading
from tui.flow.outcome import summary_lines
from tui.flow.ports import Cancellation
from tui.screens.keys import KeysScreen
from tui.screens.probe import ProbeScreen


async def _send(pilot: Pilot[int]) -> None:
    await walk_to(pilot, Step.PROBE)
    await pilot.press("enter")


async def test_nothing_is_sent_before_consent() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.PROBE)
        shown = flat(pilot)
        for words in (
            "May these requests be sent?",
            "api.anthropic.com",
            "3 free requests: GET /v1/models",
            "no tokens",
        ):
            assert words in shown
        assert mask(OLD) in shown
        assert mask(GOOD) in shown
        await pilot.press("r", "x")
        await pilot.pause()
        assert made.prober.sent == []
        assert summary_lines(made.session) == ["fix401: nothing was sent yet"]


async def test_a_paid_call_is_named_before_it_is_made() -> None:
    async with app_of(world(*SHADOWED, hello=True)).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.PROBE)
        assert "one paid call of one token" in flat(pilot)


async def test_the_verdict_stands_on_top_with_its_certainty_and_evidence() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=(100, 40)) as pilot:
        await _send(pilot)
        await wait_for_text(pilot, "✗ CAUSE FOUND", "[proven]", "not tested")
        lines = text_of(pilot).splitlines()
        assert "hides the good key in `~/project/.env:2`." in " ".join(" ".join(lines[3:8]).replace("▎", "").split())
        assert "✗ fail" in text_of(pilot)
        assert "✓ ok" in text_of(pilot)
        assert "req_good" in text_of(pilot)


async def test_skipping_sends_nothing_and_still_concludes() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.PROBE)
        await pilot.press("right", "enter")
        await wait_until(pilot, lambda: offers(pilot, "next"))
        assert made.prober.sent == []
        assert made.session.verdict is not None
        assert made.session.verdict.evidence.offline
        assert "Nothing was sent: you skipped the test, so the key" in flat(pilot)
        assert "--offline" not in text_of(pilot) + "".join(made.session.verdict.not_tested)
        await pilot.press("r")
        await pilot.pause()
        assert made.prober.sent == []
        await pilot.press("right", "enter")
        await wait_until(pilot, lambda: len(made.prober.sent) == 3)


async def test_offline_never_asks_for_consent() -> None:
    made = world(*SHADOWED, offline=True)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to_probe(pilot)
        await wait_until(pilot, lambda: offers(pilot, "next"))
        assert "May these requests be sent?" not in text_of(pilot)
        assert "Nothing was sent (--offline)" in flat(pilot)
        assert made.prober.sent == []


async def walk_to_probe(pilot: Pilot[int]) -> None:
    for step in (Step.DETECT, Step.KEYS):
        await wait_for_step(pilot, step)
        await pilot.press("enter")
    await wait_for_step(pilot, Step.PROBE)


async def test_with_no_key_there_is_nothing_to_agree_to() -> None:
    async with app_of(world()).run_test(size=NORMAL) as pilot:
        await walk_to_probe(pilot)
        await wait_for_text(pilot, "CAUSE FOUND", "No key for the Python SDK")


class GatedProber(FakeProber):
    """Answers the first request, and the others when told to."""

    def __init__(self) -> None:
        super().__init__({GOOD: accepts()})
        self.may_go_on = threading.Event()
        self.stopped = threading.Event()
        self.closed = threading.Event()

    def send(
        self, requests: Sequence[ProbeRequest], cancellation: Cancellation, *, deadline: float
    ) -> Iterator[ProbeOutcome]:
        cancellation.on_cancel(self.stopped.set)
        cancellation.on_cancel(self.may_go_on.set)
        try:
            yield rejects(requests[0])
            self.may_go_on.wait(20)
            yield from super().send(requests[1:], cancellation, deadline=deadline)
        finally:
            self.closed.set()


async def test_each_answer_is_shown_as_it_lands() -> None:
    prober = GatedProber()
    made = world(*SHADOWED, prober=prober)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _send(pilot)
        await wait_for_text(pilot, "✗ fail", "· waits")
        assert made.session.verdict is None
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ProbeScreen)
        prober.may_go_on.set()
        await wait_for_text(pilot, "CAUSE FOUND")


async def test_leaving_stops_the_requests_and_leaves_no_verdict() -> None:
    prober = GatedProber()
    made = world(*SHADOWED, prober=prober)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _send(pilot)
        await wait_for_text(pilot, "· waits")
        await pilot.press("b")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, KeysScreen))
        await wait_until(pilot, prober.stopped.is_set)
        await wait_until(pilot, prober.closed.is_set)
        assert made.session.verdict is None
        assert summary_lines(made.session) == ["fix401: requests were sent, but no verdict stands"]


async def test_quitting_stops_the_requests() -> None:
    prober = GatedProber()
    async with app_of(world(*SHADOWED, prober=prober)).run_test(size=NORMAL) as pilot:
        await _send(pilot)
        await wait_for_text(pilot, "· waits")
        await pilot.press("q")
        await wait_until(pilot, prober.stopped.is_set)


async def test_x_stops_and_judges_by_what_came_back() -> None:
    made = world(*SHADOWED, stuck=(GOOD,))
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _send(pilot)
        await wait_for_text(pilot, "✗ fail", "· waits")
        await pilot.press("x")
        await wait_until(pilot, lambda: offers(pilot, "next"))
        assert made.session.verdict is not None


async def test_no_answer_is_no_failure() -> None:
    made = world(builders.process(GOOD), accepted=(), stuck=(GOOD,))
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _send(pilot)
        await wait_for_text(pilot, "· waits")
        await pilot.press("x")
        await wait_for_text(pilot, "? none")
        assert "✗ fail" not in text_of(pilot)


async def test_a_good_key_is_green() -> None:
    made = world(builders.process(GOOD))
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _send(pilot)
        await wait_for_text(pilot, "✓ NOTHING WRONG")
        assert made.session.verdict is not None
        assert made.session.verdict.kind is VerdictKind.OK


async def test_again_sends_again() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _send(pilot)
        await wait_until(pilot, lambda: offers(pilot, "next"))
        before = len(made.prober.sent)
        await pilot.press("r")
        await wait_until(pilot, lambda: len(made.prober.sent) == 2 * before and offers(pilot, "next"))


async def test_each_paid_call_needs_its_own_consent() -> None:
    made = world(builders.process(GOOD), hello=True)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _send(pilot)
        await wait_until(pilot, lambda: offers(pilot, "next"))
        before = len(made.prober.sent)
        await pilot.press("r")
        await wait_for_text(pilot, "May these requests be sent?")
        assert len(made.prober.sent) == before
        await pilot.press("enter")
        await wait_until(pilot, lambda: len(made.prober.sent) == 2 * before and offers(pilot, "next"))


async def test_warnings_stand_below_the_verdict() -> None:
    place = Origin(OriginKind.SHELL_PROFILE, "~/.bash_history", "/home/ada/.bash_history", 12)
    made = world(*SHADOWED, reading=Reading(surroundings=Surroundings(histories=(place,))))
    async with app_of(made).run_test(size=(100, 50)) as pilot:
        await _send(pilot)
        await wait_for_text(pilot, "CAUSE FOUND")
        shown = text_of(pilot)
        assert shown.index("CAUSE FOUND") < shown.index("~/.bash_history:12") < shown.index("not tested")


@pytest.mark.parametrize("size", [NORMAL, (60, 40), (120, 40)])
async def test_the_card_says_what_a_new_terminal_would_send(size: tuple[int, int]) -> None:
    made = world(builders.dotenv(GOOD), builders.profile(OLD))
    async with app_of(made).run_test(size=size) as pilot:
        await walk_to(pilot, Step.FIX)
        await pilot.press("b")
        await wait_for_step(pilot, Step.PROBE)
        words = f"later in a new terminal the Python SDK would send {mask(OLD)} from `~/.zshrc:41`, which is rejected"
        assert words in flat(pilot).replace("\u258e ", "")


async def test_the_card_is_silent_where_a_new_terminal_sends_the_same() -> None:
    made = world(builders.dotenv(GOOD), builders.profile(GOOD))
    async with app_of(made).run_test(size=(80, 40)) as pilot:
        await walk_to(pilot, Step.FIX)
        await pilot.press("b")
        await wait_for_step(pilot, Step.PROBE)
        assert "new terminal" not in flat(pilot)
