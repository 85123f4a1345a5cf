"""Step 5 is green only after an accepted request."""

import json

import pytest

from tests.builders import ENV, OLD
from tests.ui.toolkit import (
    DUPLICATE,
    NORMAL,
    SHADOWED,
    app_of,
    flat,
    green_report,
    red_report,
    text_of,
    wait_for_step,
    wait_for_text,
    wait_until,
    walk_to,
    world,
    write_on_fix,
)
from tui.domain.key.secret import mask
from tui.domain.reporting.steps import Step
from tui.flow.outcome import summary_lines
from tui.flow.ports import FileState, Receipt
from tui.screens.fix import FixScreen
from tui.screens.probe import ProbeScreen


async def test_the_proof_names_key_place_host_time_and_request() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.VERIFY)
        shown = flat(pilot)
        for words in ("✓ Fix", "✓ PROVEN", "~/project/.env:2", "api.anthropic.com", "12:34:56", "req_green"):
            assert words in shown
        assert "client = Anthropic()" in shown
        await pilot.press("c")
        await wait_for_text(pilot, "copied: from anthropic import Anthropic")


async def test_what_still_fails_is_named_with_the_way_back() -> None:
    made = world(*SHADOWED)
    made.fresh.report = made.fresh.unset_report = red_report("the API refuses the key")
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.VERIFY)
        assert "✗ STILL FAILING" in text_of(pilot)
        assert "The API refuses the key." in text_of(pilot)
        await pilot.press("c")
        await wait_for_text(pilot, "copied: The API refuses the key.")
        assert pilot.app.clipboard == "The API refuses the key."
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ProbeScreen))


async def test_a_command_still_to_be_pasted_is_no_proof_yet() -> None:
    made = world(*SHADOWED)
    made.fresh.report, made.fresh.unset_report = red_report(), green_report()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.VERIFY)
        assert "! ONE COMMAND TO GO" in text_of(pilot)
        assert "unset ANTHROPIC_API_KEY" in text_of(pilot)
        assert "✓ Fix" not in text_of(pilot)
        assert made.fresh.asked == [(), ("ANTHROPIC_API_KEY",)]


async def test_no_report_is_neither_green_nor_red() -> None:
    made = world(*SHADOWED)
    made.fresh.problem = "the fresh process did not end in time"
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.VERIFY)
        assert "? COULD NOT CHECK" in text_of(pilot)
        assert "The fresh process did not end in time." in text_of(pilot)


async def test_again_asks_a_new_process() -> None:
    made = world(*SHADOWED)
    made.fresh.report = made.fresh.unset_report = red_report()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.VERIFY)
        made.fresh.report = green_report()
        await pilot.press("r")
        await wait_for_text(pilot, "✓ PROVEN")


async def test_undo_puts_back_and_returns_to_fix() -> None:
    made = world(*DUPLICATE)
    before = made.files.files[ENV]
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await write_on_fix(pilot)
        assert "wrote ~/project/.env; u puts it back" in text_of(pilot)
        await pilot.press("u")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, FixScreen))
        await wait_for_text(pilot, "put back: ~/project/.env")
        assert made.files.files[ENV] == before
        await wait_for_step(pilot, Step.FIX)
        await pilot.press("u")
        await wait_for_text(pilot, "already put back")
        await pilot.press("b")
        await wait_for_step(pilot, Step.PROBE)
        rail = text_of(pilot).splitlines()[1]
        assert "✓ Keys" in rail
        assert "✓ Fix" not in rail


async def test_a_network_that_is_away_leaves_open_whether_it_helped() -> None:
    made = world(*DUPLICATE)
    made.fresh.report = red_report("this machine finds no address for `api.anthropic.com`", "dns-failure")
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await write_on_fix(pilot)
        await wait_for_text(pilot, "? COULD NOT CHECK", "wrote ~/project/.env; u puts it back")
        assert "This machine finds no address" in flat(pilot)
        assert "What was written may be right: whether it helps is not known." in flat(pilot)


async def test_a_part_that_was_put_back_is_verified_anew() -> None:
    made = world(*DUPLICATE)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await write_on_fix(pilot)
        await wait_for_text(pilot, "PROVEN")
        other = made.files.write(FileState("/other", b"", exists=False), b"*.env\n", "/other")
        assert isinstance(other, Receipt)
        made.session.receipts = (*made.session.receipts, other)
        made.files.files[ENV] += b"MORE=1\n"
        made.fresh.report = made.fresh.unset_report = red_report()
        await pilot.press("u")
        await wait_for_text(pilot, "Putting it back would change this")
        await pilot.press("escape")
        await wait_for_text(pilot, "STILL FAILING", "not undone")
        await wait_for_text(pilot, "wrote ~/project/.env; not put back")
        assert "u puts it back" not in text_of(pilot)


async def test_undo_without_a_change_says_so() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.VERIFY)
        await pilot.press("u")
        await wait_for_text(pilot, "nothing was written in this walk")


@pytest.mark.parametrize("size", [NORMAL, (60, 20), (120, 40)])
@pytest.mark.parametrize("by_command", [False, True])
async def test_what_a_new_terminal_would_send_is_said_below_the_proof(
    *, size: tuple[int, int], by_command: bool
) -> None:
    later = f"in a new terminal the Python SDK would send {mask(OLD)} from `~/.zshrc:41`, which is rejected"
    report = json.dumps({**json.loads(green_report()), "in_a_new_terminal": later})
    made = world(*SHADOWED)
    made.fresh.report, made.fresh.unset_report = red_report() if by_command else report, report
    async with app_of(made).run_test(size=size) as pilot:
        await walk_to(pilot, Step.VERIFY)
        await wait_for_text(pilot, "ONE COMMAND TO GO" if by_command else "PROVEN")
        assert f"In{later[2:]}." in flat(pilot).replace("\u258e ", "")


@pytest.mark.parametrize("size", [NORMAL, (60, 20), (120, 40)])
async def test_the_lasting_step_stands_below_the_command_and_stays_behind(size: tuple[int, int]) -> None:
    step = "delete the line that sets ANTHROPIC_API_KEY: `~/.zshrc:41`"
    made = world(*SHADOWED)
    made.fresh.report = red_report()
    made.fresh.unset_report = json.dumps({**json.loads(green_report()), "for_new_terminals": step})
    async with app_of(made).run_test(size=size) as pilot:
        await walk_to(pilot, Step.VERIFY)
        await wait_for_text(pilot, "ONE COMMAND TO GO")
        shown = flat(pilot)
        assert shown.index("unset ANTHROPIC_API_KEY") < shown.index(f"And for every new terminal: {step}.")
    assert f"  for every new terminal: {step}" in summary_lines(made.session)


async def test_without_such_a_difference_nothing_is_said_of_it() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.VERIFY)
        assert "new terminal" not in flat(pilot)
