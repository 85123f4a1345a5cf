"""The walk: Enter goes on, b goes back with all answers, Esc never quits, q and Ctrl+C end it."""

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from tests import builders
from tests.ui.toolkit import (
    DUPLICATE,
    NORMAL,
    SHADOWED,
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
)
from tui.domain.reporting.exit_code import ExitCode
from tui.domain.reporting.marks import ASCII
from tui.domain.reporting.steps import Step
from tui.screens.fix import FixScreen
from tui.screens.help import HelpOverlay
from tui.screens.step_screen import StepScreen


def _step(pilot: Pilot[int]) -> Step | None:
    screen = pilot.app.screen
    return screen.STEP if isinstance(screen, StepScreen) else None


async def test_a_held_enter_stops_at_fix_and_writes_nothing() -> None:
    made = world(*DUPLICATE)
    async with app_of(made).run_test(size=NORMAL) as pilot:

        async def hold() -> None:
            while _step(pilot) is not Step.FIX:
                await pilot.press("enter")

        await hold()
        for _ in range(30):
            await pilot.press("enter")
        assert _step(pilot) is Step.FIX
        assert made.files.history() == ()


async def test_back_keeps_all_answers() -> None:
    made = world(*DUPLICATE)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        sent = len(made.prober.sent)
        for step, key in ((Step.PROBE, "b"), (Step.KEYS, "alt+left"), (Step.DETECT, "b")):
            await pilot.press(key)
            await wait_for_step(pilot, step)
        await pilot.press("b")
        assert _step(pilot) is Step.DETECT
        await pilot.press("enter")
        await wait_for_step(pilot, Step.KEYS)
        await pilot.press("enter")
        await wait_for_step(pilot, Step.PROBE)
        assert "CAUSE FOUND" in text_of(pilot)
        assert len(made.prober.sent) == sent


async def test_a_new_key_makes_the_verdict_due_again() -> None:
    made = world(*DUPLICATE)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        assert "✓ Probe" in text_of(pilot)
        made.session.add(builders.pasted(builders.api_key("p")))
        await pilot.press("b")
        await wait_for_step(pilot, Step.PROBE)
        assert "May these requests be sent?" in text_of(pilot)


@pytest.mark.parametrize("step", list(Step))
async def test_esc_never_quits_and_help_explains_every_step(step: Step) -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, step)
        await pilot.press("escape", "escape", "escape")
        assert _step(pilot) is step
        await pilot.press("question_mark")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, HelpOverlay))
        await wait_for_text(pilot, f"Step {step.value} of 5 - {step.title}")
        await pilot.press("escape")
        await wait_until(pilot, lambda: _step(pilot) is step)


async def test_f1_helps_too() -> None:
    async with app_of(world()).run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        await pilot.press("f1")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, HelpOverlay))


async def test_q_ends_with_the_code_of_the_verdict() -> None:
    app = app_of(world(*DUPLICATE))
    async with app.run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        await pilot.press("q")
        await wait_until(pilot, lambda: app.return_value is not None)
    assert app.return_value == ExitCode.PROBLEM


async def test_a_proof_ends_with_zero() -> None:
    app = app_of(world(*DUPLICATE))
    async with app.run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.FIX)
        await pilot.press("w")
        await wait_for_step(pilot, Step.VERIFY)
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.return_value is not None)
    assert app.return_value == ExitCode.OK


async def test_leaving_before_any_answer_could_not_check() -> None:
    app = app_of(world(*DUPLICATE))
    async with app.run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        await pilot.press("q")
        await wait_until(pilot, lambda: app.return_value is not None)
    assert app.return_value == ExitCode.UNKNOWN


@pytest.mark.parametrize("keys", [("ctrl+c",), ("a", "ctrl+c"), ("question_mark", "ctrl+c")])
async def test_ctrl_c_cancels_from_everywhere(keys: tuple[str, ...]) -> None:
    app = app_of(world(*SHADOWED))
    async with app.run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await pilot.press(*keys)
        await wait_until(pilot, lambda: app.return_value is not None)
    assert app.return_value == ExitCode.CANCELLED


async def test_q_typed_into_the_field_is_no_quit() -> None:
    app = app_of(world(*SHADOWED))
    async with app.run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await pilot.press("a", "q", "b", "w")
        await wait_for_text(pilot, "3 characters")
        assert app.return_value is None


@pytest.mark.parametrize("size", [(60, 20), (120, 40), (40, 12), (80, 24)])
async def test_the_whole_walk_fits(size: tuple[int, int]) -> None:
    made = world(*DUPLICATE)
    async with app_of(made, story="A story that is told. " * 8).run_test(size=size) as pilot:
        await walk_to(pilot, Step.FIX)
        assert all(len(line) <= size[0] for line in text_of(pilot).splitlines())
        assert "q quit" in text_of(pilot)
        await pilot.press("w")
        await wait_for_step(pilot, Step.VERIFY)
        assert "PROVEN" in text_of(pilot)


@pytest.mark.parametrize("size", [(20, 5), (39, 24), (80, 11), (1, 1)])
async def test_a_tiny_window_says_so_and_recovers(size: tuple[int, int]) -> None:
    async with app_of(world(*SHADOWED)).run_test(size=size) as pilot:
        await pilot.pause()
        if size != (1, 1):
            assert "Please make" in text_of(pilot)
        await pilot.resize_terminal(*NORMAL)
        await wait_for_text(pilot, "Next: Keys")
        await pilot.press("enter")
        await wait_for_step(pilot, Step.KEYS)


async def test_privacy_hides_places_hosts_and_people() -> None:
    findings = (*SHADOWED, builders.process("https://gw.example.com", "ANTHROPIC_BASE_URL"))
    async with app_of(world(*findings)).run_test(size=(100, 30)) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        assert "~/project" in text_of(pilot)
        assert "gw.example.com" in text_of(pilot)
        await pilot.press("p")
        await wait_for_text(pilot, "places, hosts and people are hidden")
        assert "~" not in text_of(pilot)
        assert "gw.example" not in text_of(pilot)
        assert ".../.env:2" in text_of(pilot)
        await pilot.press("p")
        await wait_for_text(pilot, "~/project/.env:2")


async def test_privacy_holds_on_every_step() -> None:
    made = world(*DUPLICATE)
    made.fresh.report = red_report("`~/project/.env` is still wrong")
    async with app_of(made).run_test(size=(100, 40)) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        await pilot.press("p")
        for step in (Step.KEYS, Step.PROBE, Step.FIX):
            await walk_on(pilot, step)
            assert "~/" not in text_of(pilot)
        await pilot.press("w")
        await wait_for_step(pilot, Step.VERIFY)
        assert "~/" not in text_of(pilot)


async def walk_on(pilot: Pilot[int], step: Step) -> None:
    await pilot.press("enter")
    await wait_for_step(pilot, step)
    if step is Step.PROBE:
        await pilot.press("enter")
        await wait_until(pilot, lambda: offers(pilot, "next"))


async def test_the_palette_goes_to_a_step_and_takes_no_pictures() -> None:
    made = world(*SHADOWED)
    app = app_of(made)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert not any("shot" in title.lower() or title == "Theme" for title in titles)
        await pilot.press("ctrl+p")
        await wait_until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"go to fix")
        await wait_for_text(pilot, "Go to Fix")
        await pilot.pause()
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, FixScreen))


async def test_choices_are_reached_by_tab_and_arrows_and_by_the_mouse() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await pilot.press("tab", "tab", "enter")
        await wait_for_step(pilot, Step.DETECT)
        assert await pilot.click("#choices", offset=(5, 0))
        await wait_for_step(pilot, Step.KEYS)
        line = text_of(pilot).splitlines()[-1]
        assert await pilot.click("#key-line", offset=(line.index("b back"), 0))
        await wait_for_step(pilot, Step.DETECT)


async def test_ascii_marks_draw_no_other_characters() -> None:
    made = world(*DUPLICATE)
    async with app_of(made, marks=ASCII, story="A story.").run_test(size=NORMAL) as pilot:
        for step in (Step.DETECT, Step.KEYS, Step.PROBE, Step.FIX):
            await (wait_for_step(pilot, step) if step is Step.DETECT else walk_on(pilot, step))
            assert text_of(pilot).isascii(), [line for line in text_of(pilot).splitlines() if not line.isascii()]
        await pilot.press("w")
        await wait_for_step(pilot, Step.VERIFY)
        assert text_of(pilot).isascii()
        assert "+ PROVEN" in text_of(pilot)


async def test_colours_can_be_light() -> None:
    app = app_of(world(*SHADOWED))
    async with app.run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        app.action_change_colours()
        await pilot.pause()
        assert not app.current_theme.dark


@pytest.mark.parametrize(("value", "is_colourless"), [("1", True), ("", False)])
async def test_only_a_filled_no_color_takes_colour_away(
    monkeypatch: pytest.MonkeyPatch, value: str, *, is_colourless: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    app = app_of(world(*SHADOWED))
    async with app.run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        assert app.no_color is is_colourless
        assert not app.native_ansi_color
        assert "> Next: Keys" in flat(pilot)


async def test_leaving_happens_once_and_takes_open_overlays_along() -> None:
    app = app_of(world(*SHADOWED))
    async with app.run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        screen = app.screen
        assert isinstance(screen, StepScreen)
        await pilot.press("question_mark")
        await wait_until(pilot, lambda: isinstance(app.screen, HelpOverlay))
        screen.leave(Step.DETECT)
        screen.leave(Step.DETECT)
        await wait_for_step(pilot, Step.DETECT)
        assert len(app.screen_stack) == 2
