"""The pictures in `screenshots/` are what the program draws; `--update-screenshots` makes them anew."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from tests import builders
from tests.builders import GOOD, OLD
from tests.fakes.walker import FakeWalker
from tests.ui.toolkit import (
    DUPLICATE,
    SHADOWED,
    World,
    app_of,
    offers,
    wait_for_step,
    wait_for_text,
    wait_until,
    walk_to,
    world,
)
from tui.domain.found.keyring import KeyringEntry
from tui.domain.key import secret
from tui.domain.reporting.steps import Step
from tui.screens.confirm import ConfirmOverlay
from tui.screens.paste_key import PasteOverlay
from tui.screens.rung_detail import RungOverlay
from tui.widgets.row_list import RowList

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
SIZE = (90, 28)
SECOND = builders.api_key("R2D")
Drive = Callable[[Pilot[int]], Awaitable[None]]


async def _detect(pilot: Pilot[int]) -> None:
    await walk_to(pilot, Step.DETECT)


async def _keys(pilot: Pilot[int]) -> None:
    await walk_to(pilot, Step.KEYS)
    await wait_for_text(pilot, "1 entry")
    await pilot.press("down")


async def _alone(pilot: Pilot[int]) -> None:
    await _keys(pilot)
    await pilot.press("t")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ConfirmOverlay))
    await pilot.press("y")
    await wait_for_text(pilot, "rejected by")
    await pilot.press("down", "t")
    await wait_for_text(pilot, "accepted by")


async def _paste(pilot: Pilot[int]) -> None:
    await walk_to(pilot, Step.KEYS)
    await wait_for_text(pilot, "1 entry")
    await pilot.press("a")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, PasteOverlay))
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(events.Paste(f"export ANTHROPIC_API_KEY={SECOND[:80]}\n{SECOND[80:]}\n"))
    await wait_for_text(pilot, "cleaned: ")


async def _consent(pilot: Pilot[int]) -> None:
    await walk_to(pilot, Step.PROBE)


async def _probe(pilot: Pilot[int]) -> None:
    await walk_to(pilot, Step.PROBE)
    await pilot.press("enter")
    await wait_until(pilot, lambda: offers(pilot, "next"))


async def _rungs(pilot: Pilot[int]) -> None:
    await _probe(pilot)
    rows = pilot.app.screen.query_one(RowList)
    for _ in range(40):
        await pilot.press("down")
        await pilot.pause()
    assert rows.chosen is not None


async def _rung(pilot: Pilot[int]) -> None:
    await _rungs(pilot)
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, RungOverlay))
    await wait_for_text(pilot, "request")


async def _fix(pilot: Pilot[int]) -> None:
    await walk_to(pilot, Step.FIX)


async def _verify(pilot: Pilot[int]) -> None:
    await walk_to(pilot, Step.FIX)
    await pilot.press("w")
    await wait_for_step(pilot, Step.VERIFY)


def _shadowed() -> World:
    made = world(*SHADOWED, walker=FakeWalker())
    made.keyring.texts[KeyringEntry("anthropic", "ada")] = SECOND
    return made


def _damaged() -> World:
    damaged = builders.dotenv(f"{GOOD[:80]}\u200b{GOOD[80:]} ", line=3)
    return world(damaged, builders.profile(OLD), walker=FakeWalker())


STATES: dict[str, tuple[Callable[[], World], Drive]] = {
    "detect": (_shadowed, _detect),
    "keys": (_shadowed, _keys),
    "alone": (_shadowed, _alone),
    "paste": (_shadowed, _paste),
    "consent": (_shadowed, _consent),
    "probe": (_shadowed, _probe),
    "rungs": (_shadowed, _rungs),
    "rung": (_shadowed, _rung),
    "fix": (lambda: world(*DUPLICATE), _fix),
    "fix-by-command": (_shadowed, _fix),
    "damaged": (_damaged, _probe),
    "verify": (lambda: world(*DUPLICATE), _verify),
}


@pytest.mark.parametrize("name", STATES)
async def test_the_picture_is_up_to_date(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Fingerprints are made anew for every run; pictures need one that stays.
    monkeypatch.setattr(secret, "_run_key", lambda: b"fixed for pictures")
    make, drive = STATES[name]
    app = app_of(make())
    async with app.run_test(size=SIZE) as pilot:
        await drive(pilot)
        await pilot.pause()
        drawn = _normal(app.export_screenshot(title="fix401"))
    path = FOLDER / f"{name}.svg"
    if request.config.getoption("--update-screenshots"):
        path.write_text(drawn, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == drawn, f"{path.name} is out of date: run with --update-screenshots"


def test_there_is_no_picture_that_nothing_draws() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(STATES)


def _normal(svg: str) -> str:
    """Return the picture without what differs from run to run, and with blanks that every viewer keeps."""
    named = re.sub(r"terminal-\d+", "terminal", svg)
    return named.replace("<text ", '<text xml:space="preserve" ')
