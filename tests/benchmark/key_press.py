"""How long a pressed key waits for its answer while many probes are under way."""

import argparse
import asyncio
import time
from pathlib import Path

from tests.e2e.command import world
from tui import wiring
from tui.app import Fix401App
from tui.flow.session import Session
from tui.practice.rules import Mode, Rules
from tui.practice.stand_in import StandIn

_KEYS = 20
_PRESSES = 10


def slowest_key_press(folder: Path) -> float:
    """Return the slowest of ten answers to `?` and Esc, in seconds, with twenty slow probes under way."""
    made = world(folder / "busy")
    lines = [f"KEY_{number}=sk-ant-api03-{number:093d}AA\n" for number in range(_KEYS)]
    made.write(".env", "".join(["ANTHROPIC_API_KEY=sk-ant-api03-" + "b" * 93 + "AA\n", *lines]))
    with StandIn(Rules(mode=Mode.SLOW, slow_seconds=60)) as server:
        options = argparse.Namespace(
            command=None,
            project=made.project,
            api_url=server.url,
            client="auto",
            offline=False,
            hello=False,
            timeout=30.0,
            plain=False,
        )
        return asyncio.run(_press(Session(wiring.toolkit(options))))


async def _press(session: Session) -> float:
    app = Fix401App(session)
    waits: list[float] = []
    async with app.run_test(size=(100, 30)) as pilot:
        for key in ("enter", "enter", "enter"):
            await pilot.press(key)
            await pilot.pause()
        for _ in range(_PRESSES):
            for key in ("question_mark", "escape"):
                start = time.perf_counter()
                depth = len(app.screen_stack)
                await pilot.press(key)
                while len(app.screen_stack) == depth:  # noqa: ASYNC110 - looked at as a person would
                    await asyncio.sleep(0)
                waits.append(time.perf_counter() - start)
    return max(waits)
