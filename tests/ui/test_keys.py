"""Step 2 shows every credential once, and reads the keyring only when asked."""

from textual.pilot import Pilot

from tests import builders
from tests.builders import GOOD, OLD
from tests.ui.toolkit import NORMAL, SHADOWED, app_of, flat, text_of, wait_for_text, wait_until, walk_to, world
from tui.domain.found.keyring import KeyringEntry, KeyringReference, KeyringState
from tui.domain.found.machine import Surroundings
from tui.domain.key.secret import Secret, mask
from tui.domain.reporting.steps import Step
from tui.domain.resolving.snapshot import Reading
from tui.screens.confirm import ConfirmOverlay
from tui.screens.keys import KeysScreen

ENTRY = KeyringEntry("anthropic", "ada")


def _keys(pilot: Pilot[int]) -> KeysScreen:
    screen = pilot.app.screen
    assert isinstance(screen, KeysScreen)
    return screen


async def test_each_key_stands_there_once_with_all_its_places() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        shown = text_of(pilot)
        assert shown.count(mask(OLD)) == shown.count(mask(GOOD)) == 1
        for words in ("the environment  ANTHROPIC_API_KEY", "~/.zshrc:41", "108 characters", "no client sends it"):
            assert words in shown
        assert f"#{Secret(GOOD).fingerprint}" in shown


async def test_a_keyring_entry_is_read_on_enter_only() -> None:
    made = world(*SHADOWED)
    made.keyring.texts[ENTRY] = f"{GOOD[:-4]}zzAA"
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "anthropic / ada", "1 entry")
        assert mask(made.keyring.texts[ENTRY]) not in text_of(pilot)
        await pilot.press("down", "down", "down", "enter")
        await wait_for_text(pilot, f"read {mask(made.keyring.texts[ENTRY])}")
        assert len(made.session.added) == 1


async def test_a_locked_keyring_is_said_and_stops_nothing() -> None:
    made = world(*SHADOWED)
    made.keyring.state = KeyringState.LOCKED
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "? the keyring is locked")
        await pilot.press("enter")
        await wait_for_text(pilot, "Step 3 of 5")


async def test_storing_asks_first_and_no_is_the_default() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await pilot.press("down", "s")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ConfirmOverlay))
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, KeysScreen))
        assert not made.keyring.texts
        await pilot.press("s")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ConfirmOverlay))
        await pilot.press("y")
        await wait_for_text(pilot, "stored in the keyring", "1 entry")
        assert list(made.keyring.texts.values()) == [OLD]


async def test_removing_asks_first() -> None:
    made = world(*SHADOWED)
    made.keyring.texts[ENTRY] = GOOD
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "anthropic / ada")
        await pilot.press("down", "down", "down", "x")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ConfirmOverlay))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, KeysScreen))
        assert made.keyring.texts
        await pilot.press("x")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, ConfirmOverlay))
        await pilot.press("right", "enter")
        await wait_for_text(pilot, "removed from the keyring", "no entry that looks like a key")
        assert not made.keyring.texts


async def test_a_key_in_a_file_is_not_removed_here() -> None:
    made = world(*SHADOWED)
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await pilot.press("down", "x")
        await wait_for_text(pilot, "this key stands in a file or the environment")
        assert made.files.history() == ()


async def test_without_a_choice_storing_says_what_to_do() -> None:
    async with app_of(world(*SHADOWED)).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await pilot.press("s")
        await wait_for_text(pilot, "highlight the key to store")


async def test_no_key_at_all_offers_to_paste_one() -> None:
    async with app_of(world()).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        assert "No key was found anywhere. Press a to paste one." in flat(pilot)


async def test_the_whole_list_can_be_walked_in_a_small_window() -> None:
    made = world(*SHADOWED)
    made.keyring.texts[ENTRY] = GOOD
    async with app_of(made).run_test(size=(60, 14)) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_until(pilot, lambda: _keys(pilot).keys.option_count == 3)
        await pilot.press("down", "down", "down")
        await wait_for_text(pilot, "anthropic / ada")


async def test_a_locked_keyring_with_the_only_key_is_what_the_probe_step_says() -> None:
    made = world()
    made.keyring.texts[ENTRY] = GOOD
    made.keyring.state = KeyringState.LOCKED
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "? the keyring is locked", "anthropic / ada")
        await pilot.press("enter")
        await wait_for_text(pilot, "CAUSE FOUND", "[likely]", "the keyring is locked")
        assert "may be the keyring's entry `anthropic /" in text_of(pilot)


async def test_an_entry_that_code_names_is_read_on_enter_and_then_sent() -> None:
    reference = KeyringReference(builders.literal("").origin, ("python-sdk",), ENTRY, is_passed=True)
    made = world(reading=Reading(surroundings=Surroundings(keyring_references=(reference,))))
    made.keyring.texts[ENTRY] = GOOD
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await wait_for_text(pilot, "takes the key from the keyring (anthropic / ada); it")
        assert mask(GOOD) not in text_of(pilot)
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "1 entry")
        await pilot.press("down", "enter")
        await wait_for_text(pilot, f"read {mask(GOOD)}")
        assert made.session.evidence.winner is made.session.added[0]


async def test_keys_that_can_do_nothing_are_not_offered_and_say_so() -> None:
    made = world()
    made.keyring.state = KeyringState.ABSENT
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "? there is no keyring in this session")
        footer = text_of(pilot).splitlines()[-1]
        assert "a paste a key" in footer
        assert "test alone" not in footer
        assert "store" not in footer
        for key in "tsx":
            await pilot.press(key)
            await wait_for_text(pilot, "there is no key here yet: a takes a pasted one")


async def test_without_a_keyring_nothing_is_asked_before_it_is_refused() -> None:
    made = world(builders.dotenv(GOOD))
    made.keyring.state = KeyringState.ABSENT
    async with app_of(made).run_test(size=NORMAL) as pilot:
        await walk_to(pilot, Step.KEYS)
        await wait_for_text(pilot, "? there is no keyring in this session")
        assert "store" not in text_of(pilot).splitlines()[-1]
        await pilot.press("s")
        await wait_until(pilot, lambda: text_of(pilot).count("there is no keyring in this session") == 2)
        assert isinstance(pilot.app.screen, KeysScreen)
