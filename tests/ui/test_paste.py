"""A pasted key is taken whole, cleaned, named, and never shown back."""

import pytest
from textual import events
from textual.pilot import Pilot

from tests.builders import ENV, GOOD, OLD, dotenv
from tests.ui.toolkit import (
    NORMAL,
    World,
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
from tui.domain.found.finding import ReadProblem
from tui.domain.found.obstacle import Obstacle
from tui.domain.key.secret import mask
from tui.domain.origin import Origin, OriginKind
from tui.domain.reporting.steps import Step
from tui.domain.resolving.snapshot import Reading
from tui.screens.keys import KeysScreen
from tui.screens.paste_key import PasteOverlay

MIDDLE = GOOD[30:60]


async def _open(pilot: Pilot[int]) -> None:
    await walk_to(pilot, Step.KEYS)
    await pilot.press("a")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PasteOverlay))


async def _paste(pilot: Pilot[int], text: str) -> None:
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(events.Paste(text))
    await wait_for_text(pilot, "characters", "Enter uses it")


def _added(made: World) -> str:
    (finding,) = made.session.added
    return finding.value.secret.reveal()


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        (GOOD, ""),
        (f"\n{GOOD}", "leading newline"),
        (f"{GOOD[:80]}\n{GOOD[80:]}", "line break at character 81"),
        (f"{GOOD[:80]}\r\n{GOOD[80:]}\r\n", "line break"),
        (f"export ANTHROPIC_API_KEY={GOOD}", "begins with"),
        (f'"{GOOD}"', "quotation marks"),
        (f"{GOOD}\u200b", "ZERO WIDTH SPACE"),
    ],
    ids=["plain", "leading newline", "wrapped", "wrapped by carriage returns", "export", "quotes", "zero width"],
)
async def test_the_whole_paste_is_taken_and_cleaned(pasted: str, cleaned: str) -> None:
    made = world()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _open(pilot)
        await _paste(pilot, pasted)
        assert mask(GOOD) in text_of(pilot)
        assert cleaned in flat(pilot)
        assert MIDDLE not in flat(pilot).replace(" ", "")
        await pilot.press("enter")
        await wait_for_text(pilot, f"took {mask(GOOD)}")
        assert _added(made) == GOOD
        assert MIDDLE not in flat(pilot).replace(" ", "")


async def test_a_paste_before_the_field_is_open_opens_it() -> None:
    made = world()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await _paste(pilot, GOOD)
        assert isinstance(pilot.app.screen, PasteOverlay)
        assert MIDDLE not in flat(pilot).replace(" ", "")
        await pilot.press("enter")
        await wait_for_text(pilot, f"took {mask(GOOD)}")
        assert _added(made) == GOOD


async def test_a_newline_inside_a_paste_submits_nothing() -> None:
    async with app_of(world()).run_test(size=NORMAL) as pilot:
        await _open(pilot)
        await _paste(pilot, f"{GOOD}\n\n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PasteOverlay)


async def test_typing_shows_dots_and_can_be_corrected() -> None:
    made = world()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _open(pilot)
        await pilot.press("a")
        await wait_for_text(pilot, "•  1 character\n")
        await pilot.press(*"bcq", "backspace")
        await wait_for_text(pilot, "•••  3 characters")
        assert "abc" not in text_of(pilot)
        await pilot.press("ctrl+u")
        await wait_for_text(pilot, "paste here")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PasteOverlay)


async def test_esc_takes_nothing() -> None:
    made = world()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _open(pilot)
        await _paste(pilot, GOOD)
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, KeysScreen))
        assert made.session.added == ()


async def test_a_second_paste_replaces_the_first() -> None:
    made = world()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _open(pilot)
        await _paste(pilot, "wrong")
        await _paste(pilot, GOOD)
        await wait_for_text(pilot, mask(GOOD))
        await pilot.press("enter")
        await wait_for_text(pilot, "took")
        assert _added(made) == GOOD


async def test_a_dropped_key_is_gone() -> None:
    made = world()
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await _open(pilot)
        await _paste(pilot, GOOD)
        await pilot.press("enter")
        await wait_for_text(pilot, "took")
        await pilot.press("down", "x")
        await wait_for_text(pilot, "dropped from this walk")
        assert made.session.added == ()


async def test_nothing_of_a_paste_reaches_the_clipboard() -> None:
    async with app_of(world()).run_test(size=NORMAL) as pilot:
        await _open(pilot)
        await _paste(pilot, GOOD)
        await pilot.press("ctrl+a", "ctrl+x", "super+c", "enter")
        await wait_for_text(pilot, "took")
        await pilot.press("c")
        await wait_for_text(pilot, "copied:")
        assert MIDDLE not in pilot.app.clipboard
        assert mask(GOOD) in pilot.app.clipboard


async def test_enter_in_an_empty_field_says_what_is_missing() -> None:
    async with app_of(world()).run_test(size=NORMAL) as pilot:
        await _open(pilot)
        await pilot.press("enter")
        await wait_for_text(pilot, "There is nothing to take yet")


async def test_it_is_said_whether_the_next_step_sends_it() -> None:
    for pasted, words in ((GOOD, "the next step tests it"), ("hunter2-hunter2", "so only t tests it")):
        async with app_of(world()).run_test(size=NORMAL) as pilot:
            await _open(pilot)
            await _paste(pilot, pasted)
            await pilot.press("enter")
            await wait_for_text(pilot, "took")
            assert words in flat(pilot)


async def _take_and_probe(pilot: Pilot[int]) -> None:
    """Take what was pasted, go to Probe and agree."""
    await pilot.press("enter")
    await wait_for_text(pilot, "took")
    await pilot.press("enter")
    await wait_for_step(pilot, Step.PROBE)
    await pilot.press("enter")


async def test_an_accepted_paste_is_told_beside_the_verdict_with_the_step_that_is_left() -> None:
    for found in (dotenv(OLD), dotenv("your-api-key-here")):
        async with app_of(world(found)).run_test(size=NORMAL) as pilot:
            await _open(pilot)
            await _paste(pilot, GOOD)
            await _take_and_probe(pilot)
            await wait_for_text(pilot, "CAUSE FOUND", "[proven]")
            assert f"The pasted key {mask(GOOD)} is accepted: w on Fix puts it in place." in flat(pilot).replace(
                "▎ ", ""
            ), text_of(pilot)


async def test_where_env_is_a_folder_nothing_is_promised_and_no_further_key_is_asked_for() -> None:
    place = Origin(OriginKind.DOTENV, "~/project/.env", ENV)
    problem = ReadProblem(place, "`.env` is a folder, not a file", Obstacle.FOLDER)
    async with app_of(world(reading=Reading(problems=(problem,)))).run_test(size=NORMAL) as pilot:
        await wait_for_text(pilot, "`.env` would be loaded by load_dotenv", "`.env` is a folder, not a file")
        await _open(pilot)
        await _paste(pilot, GOOD)
        await _take_and_probe(pilot)
        await wait_for_text(pilot, "CAUSE FOUND")
        assert "puts it in place" not in flat(pilot)
        await wait_until(pilot, lambda: offers(pilot, "next"))
        await pilot.press("enter")
        await wait_for_step(pilot, Step.FIX)
        await wait_for_text(pilot, "$ mv .env env-folder", "is a folder, not a file: rename it first")
        assert offers(pilot, "next")
        assert "Paste a key" not in text_of(pilot)
