"""The ladder on the Probe step: drawn rung by rung, looked into, walked again; a wait that is asked for is kept."""

import time

import pytest
from textual.pilot import Pilot

from tests import builders, servers
from tests.builders import GOOD, OLD
from tests.fakes.prober import Answer, FakeProber, accepts
from tests.fakes.walker import HELD, FakeWalker
from tests.ui.toolkit import (
    NORMAL,
    SHADOWED,
    World,
    app_of,
    flat,
    offers,
    text_of,
    wait_for_text,
    wait_until,
    walk_to,
    world,
)
from tui.adapters.network.http_prober import HttpProber
from tui.domain.clients.client import BASE_URL
from tui.domain.key.secret import mask
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, Throttled
from tui.domain.probing.rung import Result, Rung, RungKind
from tui.domain.reporting.marks import ASCII, Status
from tui.domain.reporting.steps import Step
from tui.screens.rung_detail import RungOverlay
from tui.widgets.asked_rows import short_hint
from tui.widgets.look import Look
from tui.widgets.row_list import RowList
from tui.widgets.rung_rows import Cell, ahead_row, keys_row, rung_row

LARGE = (110, 50)
BROKEN = (HELD[0], Rung(RungKind.CONNECTION, Result.FAIL, "nothing listens at 160.79.104.10", 3.0, "IPv4"))


def throttles(seconds: str) -> Answer:
    def answer(request: ProbeRequest) -> ProbeOutcome:
        return Throttled(request, 20.0, 429, "rate_limit_error", speaks_anthropic=True, retry_after=seconds)

    return answer


async def probed(pilot: Pilot[int]) -> None:
    await walk_to(pilot, Step.PROBE)
    await pilot.press("enter")
    await wait_until(pilot, lambda: offers(pilot, "next"))


def rungs(pilot: Pilot[int]) -> RowList:
    return pilot.app.screen.query_one(RowList)


async def to_row(pilot: Pilot[int], key: object) -> None:
    """Go down until this row is highlighted."""
    for _ in range(80):
        if rungs(pilot).chosen == key:
            return
        await pilot.press("down")
        await pilot.pause()
    raise AssertionError(text_of(pilot))


async def test_each_rung_is_drawn_as_it_is_known() -> None:
    walker = FakeWalker(gated=True)
    made = world(*SHADOWED, walker=walker, stuck=(OLD, GOOD))
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.PROBE)
        await pilot.press("enter")
        await wait_for_text(pilot, "✓ ok    name", "· waits connection", "· waits TLS", "· waits HTTP")
        walker.may_go_on.set()
        await wait_for_text(pilot, "✓ ok    IPv4", "✓ ok    TLS", "· waits HTTP", "━")
        await pilot.press("x")


async def test_keys_stand_side_by_side_on_rungs_that_were_walked_once() -> None:
    walker = FakeWalker()
    async with app_of(world(*SHADOWED, walker=walker)).run_test(size=LARGE) as pilot:
        await probed(pilot)
        await wait_for_text(pilot, "keys   ✗ ox7...x7AA  ✓ gx7...x7AA")
        assert text_of(pilot).count("160.79.104.10 took the connection") == 1
    assert walker.walks == 1


async def test_nothing_stands_above_a_rung_that_fails() -> None:
    made = world(builders.process(GOOD), walker=FakeWalker(BROKEN), stuck=(GOOD,))
    async with app_of(made).run_test(size=LARGE) as pilot:
        await walk_to(pilot, Step.PROBE)
        await pilot.press("enter")
        await wait_for_text(pilot, "✗ fail  IPv4   nothing listens at 160.79.104.10", "· -     TLS    not reached")
        await pilot.press("x")


async def test_no_key_is_crossed_out_where_none_was_judged() -> None:
    blank = builders.dotenv(f"{OLD} ", line=3)
    with servers.refusing_port() as gone:
        prober = HttpProber({})
        findings = (builders.process(gone, BASE_URL), builders.process(GOOD), blank)
        made = world(*findings, prober=prober, walker=prober.ladder())
        async with app_of(made).run_test(size=LARGE) as pilot:
            await probed(pilot)
            await wait_for_text(pilot, f"? none  {mask(GOOD)}  as found", f"? none  {mask(OLD)}")
            (shared,) = (line for line in text_of(pilot).splitlines() if line.strip().startswith("keys "))
            assert shared.count("?") == 2
            assert text_of(pilot).count("✗ fail") == 1
            own = next(item for item in made.session.probe_plan().requests if item.variant.value == "as found")
            await to_row(pilot, own)
            await pilot.press("enter")
            await wait_for_text(pilot, "? could not check", "Esc closes")
            assert "the key was judged" not in flat(pilot)


async def test_without_colours_of_unicode_the_ladder_is_plain() -> None:
    made = world(builders.process(GOOD), walker=FakeWalker())
    async with app_of(made, marks=ASCII).run_test(size=LARGE) as pilot:
        await probed(pilot)
        await wait_for_text(pilot, "+ ok    TLS", "==")
        assert "━" not in text_of(pilot)


async def test_enter_shows_a_rung_in_full_and_the_call_for_curl() -> None:
    made = world(builders.process(OLD), builders.dotenv(GOOD, line=2), walker=FakeWalker())
    async with app_of(made).run_test(size=LARGE) as pilot:
        await probed(pilot)
        await to_row(pilot, (RungKind.TLS, ""))
        await pilot.press("enter")
        await wait_for_text(pilot, "protocol", "TLSv1.3", "rules out", "Esc closes")
        await pilot.press("escape")
        await to_row(pilot, next(item for item in made.prober.sent if item.secret.reveal() == GOOD))
        await pilot.press("enter")
        await wait_for_text(pilot, "request", "answer", "c copies the command")
        shown = flat(pilot)
        assert f"Authorization: Bearer {mask(GOOD)}" in shown
        assert "| curl -sS -i -H @-" in shown
        assert not any(key[20:36] in text_of(pilot).replace("\n", "") for key in (GOOD, OLD))
        await pilot.press("c")
        assert pilot.app.clipboard.startswith("sed -n '2s/")
        assert GOOD[20:36] not in pilot.app.clipboard
        await pilot.press("enter")
        await wait_until(pilot, lambda: not isinstance(pilot.app.screen, RungOverlay))


async def test_up_leaves_the_rungs_and_enter_goes_on() -> None:
    made = world(builders.process(GOOD), walker=FakeWalker())
    async with app_of(made).run_test(size=LARGE) as pilot:
        await probed(pilot)
        await to_row(pilot, (RungKind.CONNECTION, "IPv4"))
        await wait_for_text(pilot, "R all again")
        await pilot.press("up", "up")
        await wait_until(pilot, lambda: pilot.app.screen.focused is not rungs(pilot))
        await pilot.press("enter")
        await wait_for_text(pilot, "Step 4 of 5")


async def test_one_call_again_sends_it_alone_and_judges_anew() -> None:
    made = world(builders.process(GOOD), accepted=(), walker=FakeWalker())
    async with app_of(made).run_test(size=LARGE) as pilot:
        await probed(pilot)
        assert made.session.verdict is not None
        assert made.session.verdict.primary is not None
        before = len(made.prober.sent)
        own = next(item for item in made.prober.sent if item.variant.value == "as found")
        made.prober.answers[GOOD] = accepts()
        await to_row(pilot, own)
        await pilot.press("r")
        await wait_for_text(pilot, "NOTHING WRONG")
        assert made.prober.sent[before:] == [own]


async def test_one_rung_again_walks_up_to_it_and_sends_nothing() -> None:
    walker = FakeWalker()
    made = world(builders.process(GOOD), walker=walker)
    async with app_of(made).run_test(size=LARGE) as pilot:
        await probed(pilot)
        before = len(made.prober.sent)
        walker.rungs = (HELD[0], Rung(RungKind.CONNECTION, Result.OK, "another address", 2.0, "IPv4"), HELD[2])
        await to_row(pilot, (RungKind.CONNECTION, "IPv4"))
        await pilot.press("r")
        await wait_for_text(pilot, "another address")
        await wait_until(pilot, lambda: offers(pilot, "next"))
        assert walker.walks == 2
        assert len(made.prober.sent) == before
        await pilot.press("R")
        await wait_until(pilot, lambda: walker.walks == 3 and len(made.prober.sent) == 2 * before)


async def test_a_wait_that_is_asked_for_is_counted_down_and_kept() -> None:
    prober = FakeProber({GOOD: throttles("30")})
    made = world(builders.process(GOOD), prober=prober)
    async with app_of(made).run_test(size=LARGE) as pilot:
        await probed(pilot)
        await wait_for_text(pilot, "asks to wait 30 s")
        await wait_for_text(pilot, "asks to wait 29 s")
        before = len(prober.sent)
        await pilot.press("r", "R")
        await pilot.pause()
        assert len(prober.sent) == before


async def test_after_the_wait_it_may_be_asked_again() -> None:
    prober = FakeProber({GOOD: throttles("0.2")})
    async with app_of(world(builders.process(GOOD), prober=prober)).run_test(size=LARGE) as pilot:
        await probed(pilot)
        await wait_for_text(pilot, "the wait that was asked for is over")
        prober.answers[GOOD] = accepts()
        await pilot.press("r")
        await wait_for_text(pilot, "NOTHING WRONG")


async def test_a_stop_ends_real_calls_and_a_real_walk_at_once() -> None:
    with servers.Server(servers.never_reads) as silent:
        url = silent.url.replace("http:", "https:")
        prober = HttpProber({})
        made: World = world(
            builders.process(url, BASE_URL), builders.process(GOOD), prober=prober, walker=prober.ladder()
        )
        async with app_of(made).run_test(size=LARGE) as pilot:
            await walk_to(pilot, Step.PROBE)
            await pilot.press("enter")
            await wait_until(pilot, lambda: len(silent.heads) >= 2)
            began = time.monotonic()
            await pilot.press("x")
            await wait_until(pilot, lambda: offers(pilot, "next"))
            assert time.monotonic() - began < 1  # 0.2 s, and what the screen and a busy machine need
            await wait_for_text(pilot, "✓ ok    IPv4")


def test_keys_stand_side_by_side_and_none_is_broken_at_the_end_of_a_line() -> None:
    cells = [Cell(Status.FAIL, f"{number:03d}...0{number:02d}A") for number in range(9)]
    lines = keys_row(cells, Look())(50).plain.splitlines()
    assert len(lines) > 1
    assert lines[0].split()[0] == "keys"
    assert all(len(line) <= 50 and line.rstrip().endswith("A") for line in lines)
    assert sum(line.count("✗") for line in lines) == 9


@pytest.mark.parametrize("width", [60, 80, 110])
async def test_on_a_narrow_screen_the_bar_gives_way_before_what_was_asked(width: int) -> None:
    relay = builders.process("https://relay.example.com/v1/messages", BASE_URL)
    async with app_of(world(relay, *SHADOWED, walker=FakeWalker())).run_test(size=(width, 60)) as pilot:
        await probed(pilot)
        lines = text_of(pilot).splitlines()
    asked = [line for line in lines if line.rstrip().endswith(" ms") and "...x7AA" in line]
    for words in ("as found · bearer", "x-api-key", "corrected url · bearer", "official host · bearer"):
        assert any(f"x7AA  {words} " in line for line in asked)
    assert any(" 160.79.104.10 took the connection " in line for line in lines)
    assert any("━" in line for line in asked) is (width > 60)
    assert any(f"{mask(OLD)}  corrected url" in line for line in asked) is (width > 60)


def test_what_does_not_fit_is_cut_behind_a_word() -> None:
    rung = Rung(RungKind.NAME, Result.OK, "127.0.0.1 is an address, and needs no look-up", 3.0)
    narrow, roomy = (rung_row(rung, Look(), 3.0)(width).plain for width in (58, 72))
    assert narrow == f"{'✓ ok    name   127.0.0.1 is an address, and…':54}3 ms"
    assert " is an address, and needs no look-up " in roomy


def test_a_long_name_of_a_rung_keeps_a_blank_behind_it() -> None:
    assert ahead_row(RungKind.CONNECTION, Look(), is_under_way=False)(60).plain == "· -     connection not reached"


def test_the_prefix_of_a_mask_is_what_may_be_left_out() -> None:
    assert short_hint("sk-ant-api03-abc...x-AA") == "abc...x-AA"
    assert short_hint("your-api-key-here") == "your-api-key-here"
