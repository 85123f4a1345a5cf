"""A window that is too small takes no key but q, whatever is open."""

from tests.ui.toolkit import DUPLICATE, NORMAL, app_of, wait_for_text, wait_until, walk_to, world
from tui.domain.reporting.steps import Step


async def test_a_tiny_window_takes_no_key_but_q() -> None:
    made = world(*DUPLICATE)
    app = app_of(made)
    async with app.run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.PROBE)
        await pilot.resize_terminal(20, 5)
        await wait_for_text(pilot, "Please make")
        await pilot.press("enter", "enter", "right", "enter", "b", "w", "question_mark", "ctrl+p", "tab", "enter")
        await pilot.pause()
        assert made.prober.sent == []
        assert made.files.history() == ()
        assert len(app.screen_stack) == 2
        await pilot.resize_terminal(*NORMAL)
        await wait_for_text(pilot, "> Send")
        await pilot.resize_terminal(20, 5)
        await wait_for_text(pilot, "Please make")
        await pilot.press("q")
        await wait_until(pilot, lambda: app.return_value is not None)


async def test_an_open_question_is_not_answered_in_a_tiny_window() -> None:
    made = world(*DUPLICATE)
    app = app_of(made)
    async with app.run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await pilot.press("down", "s")
        await wait_for_text(pilot, "> No")
        await pilot.resize_terminal(20, 5)
        await wait_for_text(pilot, "Please make")
        await pilot.press("y", "right", "enter", "escape")
        await pilot.pause()
        assert not made.keyring.texts
        await pilot.resize_terminal(*NORMAL)
        await wait_for_text(pilot, "> No")
        await pilot.press("q")
        await pilot.pause()
        assert app.return_value is None
        await pilot.resize_terminal(20, 5)
        await wait_for_text(pilot, "Please make")
        await pilot.press("q")
        await wait_until(pilot, lambda: app.return_value is not None)
