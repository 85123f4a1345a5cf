"""Step 1 shows what was found, and which definition wins."""

import threading

import pytest

from tests import builders
from tests.builders import GOOD, OLD, api_key
from tests.ui.toolkit import (
    NORMAL,
    SHADOWED,
    app_of,
    flat,
    text_of,
    wait_for_step,
    wait_for_text,
    wait_until,
    walk_to,
    world,
)
from tui.domain.found.finding import ReadProblem, State
from tui.domain.found.machine import Surroundings
from tui.domain.key.secret import mask
from tui.domain.origin import Origin, OriginKind
from tui.domain.reporting.steps import Step
from tui.domain.resolving.snapshot import Reading
from tui.screens.client_choice import ClientOverlay
from tui.screens.client_map import ClientMapOverlay
from tui.screens.detect import DetectScreen


async def test_it_names_the_winner_and_says_why_the_others_lose() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        assert f"Python SDK sends {mask(OLD)} from the environment" in flat(pilot)
        assert "loses: the environment has it," in text_of(pilot)
        assert "every new shell sets it" in text_of(pilot)
        assert "`.env` is loaded by load_dotenv at ~/project/main.py:3" in text_of(pilot)


async def test_the_header_names_step_client_and_rail() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        first, second, *_ = text_of(pilot).splitlines()
        assert "Step 1 of 5 - Detect" in first
        assert first.rstrip().endswith("Python SDK")
        assert second.split() == ["> Detect", "· Keys", "· Probe", "· Fix", "· Verify"] or "> Detect" in second


async def test_states_that_take_no_effect_are_named() -> None:
    findings = (
        builders.profile(GOOD, state=State.COMMENTED),
        builders.profile(OLD, state=State.NOT_EXPORTED, line=42),
        builders.process(""),
        builders.dotenv(f"{api_key('n')} "),
    )
    async with app_of(world(*findings)).run_test(size=(100, 30)) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        for words in ("commented out", "not exported", "set, and empty", "! trailing space"):
            assert words in text_of(pilot)


async def test_a_long_host_is_not_broken_in_two() -> None:
    host = "http://127.0.0.1:38981/v1"
    async with app_of(world(*SHADOWED, builders.process(host, "ANTHROPIC_BASE_URL"))).run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        assert host in text_of(pilot)


async def test_problems_and_notes_are_warnings() -> None:
    place = Origin(OriginKind.DOTENV, "~/project/.env.local", "/home/ada/project/.env.local")
    reading = Reading(problems=(ReadProblem(place, "permission denied"),), notes=("the search stopped at 5000 files",))
    async with app_of(world(*SHADOWED, reading=reading)).run_test(size=(100, 30)) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        assert "? ~/project/.env.local: permission denied" in text_of(pilot)
        assert "! the search stopped at 5000 files" in text_of(pilot)


async def test_the_frame_is_shown_before_the_scan_is_through() -> None:
    may_go_on = threading.Event()

    class SlowReader:
        def read(self) -> Reading:
            may_go_on.wait(20)
            return Reading(findings=SHADOWED)

    made = world()
    object.__setattr__(made.session.toolkit, "readers", (SlowReader(),))
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await wait_for_text(pilot, "Step 1 of 5 - Detect", "Looking at this machine")
        await pilot.press("enter", "r", "t")
        assert isinstance(pilot.app.screen, DetectScreen)
        may_go_on.set()
        await wait_for_text(pilot, f"sends {mask(OLD)}")


async def test_another_client_can_be_chosen() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        await pilot.press("t")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ClientOverlay))
        await pilot.press("down", "down", "down", "enter")
        await wait_for_text(pilot, "curl or raw HTTP sends", "the verdict will be about curl")
        assert made.session.requested_client == "curl"


async def test_esc_leaves_the_client_as_it_is() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        await pilot.press("t")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ClientOverlay))
        await pilot.press("down", "escape")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, DetectScreen))
        assert made.session.requested_client == "auto"


async def test_the_story_of_a_lab_stands_on_top() -> None:
    async with app_of(world(*SHADOWED), story="Ada's call fails.").run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        lines = text_of(pilot).splitlines()
        story = next(index for index, line in enumerate(lines) if "Ada's call fails." in line)
        winner = next(index for index, line in enumerate(lines) if "sends" in line)
        assert story < winner


async def test_looking_again_sees_what_changed() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.DETECT)
        reader = next(iter(made.session.toolkit.readers))
        object.__setattr__(reader, "reading", builders.snapshot(builders.process(GOOD)).readings[0])
        await pilot.press("r")
        await wait_for_text(pilot, f"Python SDK sends {mask(GOOD)} from the environment")


async def test_the_map_shows_what_each_client_sends_and_closes() -> None:
    token = builders.process(api_key("n"), "ANTHROPIC_AUTH_TOKEN")
    async with app_of(world(*SHADOWED, token)).run_test(size=(100, 40)) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        await pilot.press("m")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ClientMapOverlay))
        await wait_for_text(pilot, "> sends it as Authorization")
        shown = text_of(pilot)
        assert "Python SDK 2.12.0  calls " in shown
        assert f"ANTHROPIC_API_KEY {mask(OLD)} in the environment" in shown
        assert "loses: Claude Code takes ANTHROPIC_AUTH_TOKEN first" in shown
        assert OLD not in shown
        assert "in a new terminal" not in shown
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, DetectScreen))


@pytest.mark.parametrize("size", [(80, 40), (60, 60)])
async def test_the_map_shows_what_a_new_terminal_would_send(size: tuple[int, int]) -> None:
    async with app_of(world(builders.process(OLD), builders.profile(GOOD))).run_test(size=size) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        await pilot.press("m")
        await wait_for_text(pilot, "in a new terminal: ")
        words = f"in a new terminal: ANTHROPIC_API_KEY {mask(GOOD)} in ~/.zshrc:41, to api.anthropic.com"
        assert words in " ".join(flat(pilot).replace("\u2502", " ").split())


async def test_warnings_stand_below_the_findings_and_at_most_three() -> None:
    places = tuple(
        Origin(OriginKind.SHELL_PROFILE, f"~/.history-{number}", f"/home/ada/.history-{number}", number)
        for number in range(1, 6)
    )
    made = world(*SHADOWED, reading=Reading(surroundings=Surroundings(histories=places)))
    async with app_of(made).run_test(size=(100, 40)) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        shown = text_of(pilot)
        assert shown.index(mask(OLD)) < shown.index("! ~/.history-1:1: a command with a key in it")
        assert "[key-in-shell-history]" in shown
        assert shown.count("~/.history-") == 3


async def test_no_warning_where_all_is_in_order() -> None:
    async with app_of(world(builders.dotenv(GOOD))).run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        assert "!" not in text_of(pilot).replace("[!]", "")


async def test_looking_again_is_said_and_the_way_back_stays_in_the_footer() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=(60, 20)) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        assert "r look again" in text_of(pilot).splitlines()[-1]
        await pilot.press("r")
        await wait_for_text(pilot, "looked again at 12:34:56")


async def test_the_highlighted_client_is_marked() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        await pilot.press("t")
        await wait_for_text(pilot, "> find out from the project's files")
        await pilot.press("down")
        await wait_for_text(pilot, "> Python SDK", "  find out from the project's files")


async def test_a_loader_of_another_client_and_a_missing_file_are_told_as_such() -> None:
    made = world()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        assert "`.env` does not exist; it would be loaded by load_dotenv at" in flat(pilot)
        assert "dotenv.config" not in flat(pilot)
        made.session.choose("claude-code")
        screen = pilot.app.screen
        assert isinstance(screen, DetectScreen)
        screen.refresh_view()
        await wait_for_text(pilot, "nothing here loads `.env` for Claude Code")
