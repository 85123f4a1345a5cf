"""How long a pressed key waits for its answer while many probes are under way."""

import asyncio
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.e2e.command import world
from tui import wiring
from tui.app import Fix401App
from tui.domain.reporting.steps import Step
from tui.flow.session import Session
from tui.options import Options
from tui.practice.rules import Mode, Rules
from tui.practice.stand_in import StandIn
from tui.screens.probe import ProbeScreen
from tui.screens.step_screen import StepScreen
from tui.widgets.choice_bar import ChoiceBar

_KEYS = 20
_PRESSES = 10


def slowest_key_press(folder: Path) -> float:
    """Return the slowest of ten answers to `?` and Esc, in seconds, with twenty slow probes under way."""
    made = world(folder / "busy")
    lines = [f"KEY_{number}=sk-ant-api03-{number:093d}AA\n" for number in range(_KEYS)]
    made.write(".env", "".join(["ANTHROPIC_API_KEY=sk-ant-api03-" + "b" * 93 + "AA\n", *lines]))
    with StandIn(Rules(mode=Mode.SLOW, slow_seconds=60)) as server:
        options = Options(project=made.project, api_url=server.url, timeout=30.0)
        return asyncio.run(_press(Session(wiring.toolkit(options)), lambda: bool(server.requests)))


async def _press(session: Session, has_begun: Callable[[], bool]) -> float:
    app = Fix401App(session)
    waits: list[float] = []
    async with app.run_test(size=(100, 30)) as pilot:
        for step in (Step.DETECT, Step.KEYS, Step.PROBE):
            await _until(lambda step=step: _offers_choices(app, step))
            app.simulate_key("enter")
        await _until(lambda: has_begun() and not _offers_choices(app, Step.PROBE))
        for key in ("question_mark", "escape") * (_PRESSES // 2):
            await pilot.pause()  # what the press before it has to draw is not what this one waits for
            depth = len(app.screen_stack)
            start = time.perf_counter()
            app.simulate_key(key)
            await _until(lambda depth=depth: len(app.screen_stack) != depth)
            waits.append(time.perf_counter() - start)
        assert isinstance(app.screen, ProbeScreen)
        assert not app.screen.bar.choices, "the probes have ended before the measurement"
    return max(waits)


def _offers_choices(app: Fix401App, step: Step) -> bool:
    screen = app.screen
    if not isinstance(screen, StepScreen) or screen.STEP is not step or not screen.is_mounted:
        return False
    bars = screen.query(ChoiceBar)
    return bool(bars) and bool(bars.first().choices)


async def _until(is_so: Callable[[], bool]) -> None:
    end = time.perf_counter() + 30
    while not is_so():
        if time.perf_counter() > end:
            sys.exit("the wizard never came to the state that is measured")
        await asyncio.sleep(0.001)
