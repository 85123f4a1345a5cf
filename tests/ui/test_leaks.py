"""A planted key is on no screen, in no picture, in no clipboard and in no representation of a widget."""

import html
import re

from textual import events
from textual.pilot import Pilot

from tests import builders
from tests.builders import GOOD, OLD, api_key
from tests.ui.toolkit import app_of, offers, wait_for_step, wait_for_text, wait_until, world
from tui.domain.found.keyring import KeyringEntry
from tui.domain.reporting.steps import Step
from tui.screens.confirm import ConfirmOverlay
from tui.screens.paste_key import PasteOverlay

SIZE = (120, 40)
IN_KEYRING, BY_PASTE = api_key("k"), api_key("z")
PLANTED = (GOOD, OLD, IN_KEYRING, BY_PASTE)


def _is_free_of_keys(text: str) -> bool:
    dense = re.sub(r"\s+", "", text)
    return not any(key[at : at + 12] in dense for key in PLANTED for at in range(17, len(key) - 16))


async def _look(pilot: Pilot[int]) -> None:
    await pilot.pause()
    picture = re.sub(r"<[^>]+>", "", html.unescape(pilot.app.export_screenshot())).replace("\xa0", " ")
    assert _is_free_of_keys(picture)
    widgets = [repr(widget) for screen in pilot.app.screen_stack for widget in screen.walk_children(with_self=True)]
    assert _is_free_of_keys("".join(widgets))
    await pilot.press("c")
    await pilot.pause()
    assert _is_free_of_keys(pilot.app.clipboard)


async def test_no_screen_shows_a_key() -> None:
    made = world(builders.dotenv(GOOD, line=1), builders.dotenv(OLD, line=2), builders.literal(OLD, "other"))
    made.keyring.texts[KeyringEntry("anthropic", "ada")] = IN_KEYRING
    async with app_of(made).run_test(size=SIZE) as pilot:
        await wait_for_step(pilot, Step.DETECT)
        await _look(pilot)
        await pilot.press("enter")
        await wait_for_text(pilot, "anthropic / ada")
        await pilot.press("a")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, PasteOverlay))
        assert pilot.app.focused is not None
        pilot.app.focused.post_message(events.Paste(f"{BY_PASTE[:80]}\n{BY_PASTE[80:]}"))
        await wait_for_text(pilot, "108 characters")
        picture = html.unescape(pilot.app.export_screenshot()).replace("\xa0", "")
        assert _is_free_of_keys(picture)
        await pilot.press("enter")
        await wait_for_text(pilot, "took")
        await _look(pilot)
        await pilot.press("down", "end", "enter")
        await wait_for_text(pilot, "read ")
        await _look(pilot)
        await pilot.press("t")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ConfirmOverlay))
        await _look(pilot)
        await pilot.press("y")
        await wait_for_text(pilot, "rejected by")
        await _look(pilot)
        await pilot.press("home", "down", "t")
        await wait_for_text(pilot, "accepted by")
        await _look(pilot)
        await pilot.press("b")
        await wait_for_step(pilot, Step.DETECT)
        for step in (Step.KEYS, Step.PROBE):
            await pilot.press("enter")
            await wait_for_step(pilot, step)
            await _look(pilot)
        await pilot.press("enter")
        await wait_until(pilot, lambda: offers(pilot, "next"))
        await _look(pilot)
        await pilot.press("enter")
        await wait_for_step(pilot, Step.FIX)
        await _look(pilot)
        await pilot.press("w")
        await wait_for_step(pilot, Step.VERIFY)
        await _look(pilot)


def test_the_search_finds_a_key_that_is_there() -> None:
    assert not _is_free_of_keys(f"so {BY_PASTE[:50]}\n{BY_PASTE[50:]} it is")
