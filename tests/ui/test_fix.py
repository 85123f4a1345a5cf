"""Step 4 shows the diff, writes on `w` alone, and puts it back."""

import pytest
from textual.pilot import Pilot

from tests import builders
from tests.builders import ENV, GOOD, OLD
from tests.ui.toolkit import (
    DUPLICATE,
    NORMAL,
    SHADOWED,
    FixedProject,
    app_of,
    flat,
    offers,
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
from tui.domain.record import replace
from tui.domain.reporting.steps import Step
from tui.flow.ports import Refusal
from tui.screens.detect import DetectScreen
from tui.screens.fix import FixScreen
from tui.screens.not_undone import NotUndoneOverlay
from tui.screens.paste_key import PasteOverlay
from tui.screens.probe import ProbeScreen


def _is_fix(pilot: Pilot[int]) -> bool:
    return isinstance(pilot.app.screen, FixScreen)


async def test_the_diff_is_masked_and_signed() -> None:
    async with app_of(world(*DUPLICATE)).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        assert f"- ANTHROPIC_API_KEY={mask(OLD)}" in text_of(pilot)
        assert "~/project/.env" in text_of(pilot)
        assert OLD not in text_of(pilot)


async def test_enter_never_writes() -> None:
    made = world(*DUPLICATE)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        await pilot.press("enter", "enter", "enter")
        await wait_for_text(pilot, "Enter never writes: press w")
        assert _is_fix(pilot)
        assert made.files.history() == ()


async def test_w_writes_and_leads_to_verify() -> None:
    made = world(*DUPLICATE)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        await pilot.press("w")
        await wait_for_text(pilot, "Step 5 of 5", "✓ PROVEN")
        assert len(made.files.history()) == 1
        assert OLD.encode() not in made.files.files[ENV]
        assert GOOD.encode() in made.files.files[ENV]


async def test_u_puts_it_back_byte_for_byte() -> None:
    made = world(*DUPLICATE)
    before = made.files.files[ENV]
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        await pilot.press("w")
        await wait_for_text(pilot, "✓ PROVEN")
        await pilot.press("b")
        await wait_for_step(pilot, Step.FIX)
        await wait_for_text(pilot, "written")
        await pilot.press("w")
        await wait_for_text(pilot, "this is written already")
        await pilot.press("u")
        await wait_for_text(pilot, "put back: ~/project/.env")
        assert made.files.files[ENV] == before
        assert made.session.receipts == ()
        await wait_for_step(pilot, Step.FIX)
        await pilot.press("u")
        await wait_for_text(pilot, "already put back")


async def test_a_refusal_stays_on_the_screen_with_the_way_by_hand() -> None:
    made = world(*DUPLICATE)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        made.files.refusal = Refusal("the file was changed meanwhile", "press r and look again")
        await pilot.press("w")
        await wait_for_text(pilot, "✗ not written: the file was changed meanwhile; press r")
        assert _is_fix(pilot)


async def test_commands_are_shown_and_copied_without_a_key() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        assert "$ unset ANTHROPIC_API_KEY" in text_of(pilot)
        await pilot.press("c")
        await wait_for_text(pilot, "copied: unset ANTHROPIC_API_KEY")
        assert pilot.app.clipboard == "unset ANTHROPIC_API_KEY"


async def test_with_nothing_to_write_w_says_so_and_enter_goes_on() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        await pilot.press("w")
        await wait_for_text(pilot, "there is nothing to write")
        await pilot.press("enter")
        await wait_for_step(pilot, Step.VERIFY)
        assert made.files.history() == ()


async def test_a_missing_key_leads_back_to_keys() -> None:
    async with app_of(world(builders.process(OLD))).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        assert offers(pilot, "paste")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, PasteOverlay))
        await pilot.press("escape")
        await wait_for_step(pilot, Step.KEYS)


async def test_nothing_wrong_is_nothing_to_fix() -> None:
    async with app_of(world(builders.process(GOOD))).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        assert "There is nothing to fix." in flat(pilot)


async def test_without_a_verdict_probe_comes_first() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        assert isinstance(pilot.app.screen, DetectScreen)
        pilot.app.screen.leave(Step.FIX)
        await wait_for_text(pilot, "There is no verdict yet: Probe comes first.")
        await wait_for_step(pilot, Step.FIX)
        await pilot.press("w", "enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ProbeScreen))


async def test_a_command_is_copied_whole_even_while_places_are_hidden() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        assert made.session.plan is not None
        (command,) = made.session.plan.commands
        made.session.plan = replace(made.session.plan, commands=(replace(command, command="source ~/ada/.zshrc"),))
        await pilot.press("p")
        await wait_for_text(pilot, "source .../.zshrc")
        await pilot.press("c")
        await wait_for_text(pilot, "copied:")
        assert pilot.app.clipboard == "source ~/ada/.zshrc"


async def test_a_file_that_git_has_is_written_only_after_a_question() -> None:
    made = world(*DUPLICATE)
    assert isinstance(made.session.toolkit.project, FixedProject)
    made.session.toolkit.project.is_tracked = True
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        assert "git tracks `~/project/.env`: the key in it goes wherever the repository is pushed" in flat(pilot)
        await pilot.press("w")
        await wait_for_text(pilot, "Git has this file", "Yes, write")
        await pilot.press("enter")
        await wait_for_step(pilot, Step.FIX)
        assert made.files.history() == ()
        await pilot.press("w")
        await wait_for_text(pilot, "Yes, write")
        await pilot.press("y")
        await wait_for_text(pilot, "Step 5 of 5")
        assert len(made.files.history()) == 1


async def test_a_refused_write_shows_the_file_as_it_is_now() -> None:
    made = world(*DUPLICATE)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        made.files.files[ENV] = b"NEW=1\n" + made.files.files[ENV].replace(b"\n", b"\r\n")
        await pilot.press("w")
        await wait_for_text(pilot, "not written", "line 2 gives ANTHROPIC_API_KEY another value")


async def test_who_cannot_read_the_key_even_then_and_what_is_sent_is_said() -> None:
    made = world(*DUPLICATE)
    made.files.files[ENV] += b"some words\n"
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        assert "line 2: a line that is neither an assignment nor a comment: not read by docker run" in flat(pilot)
        assert f"Afterwards the Python SDK sends {mask(GOOD)} from `~/project/.env:1`" in flat(pilot)


@pytest.mark.parametrize("step", [Step.FIX, Step.VERIFY])
@pytest.mark.parametrize("size", [NORMAL, (60, 20), (120, 40)])
async def test_what_was_edited_since_is_not_put_back_and_the_difference_is_shown(
    step: Step, size: tuple[int, int]
) -> None:
    made = world(*DUPLICATE)
    async with app_of(made).run_test(size=size) as pilot:
        await write_on_fix(pilot)
        if step is Step.FIX:
            await pilot.press("b")
            await wait_for_step(pilot, Step.FIX)
        edited = made.files.files[ENV] + b"".join(b"LINE_%d=1\n" % number for number in range(60))
        made.files.files[ENV] = edited
        await pilot.press("u")
        await wait_for_text(pilot, "Putting it back would change this", "- LINE_0=<1 character>")
        assert isinstance(pilot.app.screen, NotUndoneOverlay)
        assert OLD not in text_of(pilot)
        await pilot.press("end")
        await wait_for_text(pilot, f"+ ANTHROPIC_API_KEY={mask(OLD)}", "Esc closes this")
        await pilot.press("escape")
        await wait_for_step(pilot, step)
        assert "not undone" in flat(pilot)
        assert made.files.files[ENV] == edited
        assert len(made.session.receipts) == 1


async def test_a_command_stays_before_the_steps_where_only_another_way_is_named_first() -> None:
    made = world(builders.profile(OLD), builders.pasted(GOOD))
    async with app_of(made).run_test(size=(120, 40)) as pilot:
        await walk_to(pilot, Step.FIX)
        shown = text_of(pilot)
        assert shown.index("Paste into the terminal") < shown.index("Also, by hand:")


async def test_a_pasted_key_that_is_put_in_place_leaves_only_another_way() -> None:
    made = world(builders.dotenv(OLD), builders.pasted(GOOD))
    async with app_of(made).run_test(size=(120, 40)) as pilot:
        await walk_to(pilot, Step.FIX)
        shown = text_of(pilot)
        assert shown.index("Instead, by hand:") < shown.index("or create a key at")
        assert shown.index("or create a key at") < shown.index("Also, by hand:") < shown.index("1. look for a row")
        assert "press a on step 2" not in shown.replace("`", "")


async def test_looking_at_the_plan_is_not_yet_done() -> None:
    made = world(*DUPLICATE)
    made.fresh.report = red_report("another cause")
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        await pilot.press("b")
        await wait_for_step(pilot, Step.PROBE)
        assert "· Fix" in text_of(pilot)
        await wait_until(pilot, lambda: offers(pilot, "next"))
        await pilot.press("enter")
        await wait_for_step(pilot, Step.FIX)
        await pilot.press("w")
        await wait_for_step(pilot, Step.VERIFY)
        assert "✓ Fix" in text_of(pilot)
