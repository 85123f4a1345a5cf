"""Prints the ratios of the speed budget; nothing here is asserted, since a clock is no test."""

import argparse
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmark.editing import plan_and_check
from tests.benchmark.key_press import slowest_key_press
from tests.benchmark.processes import contest, until_exit, until_text
from tests.benchmark.tree import detection_against_walk
from tests.builders import GOOD
from tests.e2e.command import ROOT, world
from tui.practice.rules import Rules
from tui.practice.stand_in import StandIn

BARE_APP = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("BARE-LABEL")
Bare().run()
"""
BARE_GET = "import httpx, sys; print(httpx.get(sys.argv[1], headers={'x-api-key': sys.argv[2]}).status_code)"
SDK_CALL = """
import anthropic, sys
try:
    anthropic.Anthropic(base_url=sys.argv[1], api_key=sys.argv[2]).models.list()
except anthropic.AuthenticationError:
    pass
"""


def main() -> None:
    """Measure everything and print one line a budget."""
    parser = argparse.ArgumentParser("python -m tests.benchmark", description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--files", type=int, default=100_000, help="files of the tree beside the project")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, StandIn(Rules(keys=(GOOD,))) as server:
        _processes(Path(folder), server.url, options.runs)
        _print("a pressed key while 20 probes run, ms", slowest_key_press(Path(folder)) * 1000, 100, 100)
        _print("plan and check of a 1 MB .env, ms", plan_and_check(options.runs) * 1000, 100, 100)
        _print("detect / pruned scandir walk", detection_against_walk(Path(folder), options.files), 1.5, 1.5)


def _processes(folder: Path, url: str, runs: int) -> None:
    made = world(folder / "home")
    made.write(".env", "ANTHROPIC_API_KEY=sk-ant-api03-" + "n" * 93 + "AA\n")
    environ = {**made.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    place = str(made.project)
    python = sys.executable
    key = "sk-ant-api03-" + "n" * 93 + "AA"
    # Started as people start it; up to the first paint nothing is sent, so that it needs no address.
    wizard = partial(until_text, [python, "-m", "tui"], environ, place, b"Step 1 of 5")
    bare_app = partial(until_text, [python, "-c", BARE_APP], environ, place, b"BARE-LABEL")
    paint = contest(runs, wizard, bare_app)
    _print("first paint of the wizard / bare Textual app", paint.ratio, 1.2, 1.05)
    _print("peak memory of the wizard / bare Textual app", paint.memory_ratio, 1.25, 1.1)
    check = partial(until_exit, [python, "-m", "tui", "check", "--json", "--api-url", url], environ, place)
    get = contest(runs, check, partial(until_exit, [python, "-c", BARE_GET, f"{url}/v1/models", key], environ, place))
    _print("check, key in .env / bare httpx.get", get.ratio, 1.1, 0.8)
    sdk = contest(max(runs // 3, 3), check, partial(until_exit, [python, "-c", SDK_CALL, url, key], environ, place))
    _print("check / the Python SDK's own failing call", sdk.ratio, 0.15, 0.06)


def _print(what: str, value: float, goal: float, stretch: float) -> None:
    mark = "stretch" if value <= stretch else "goal" if value <= goal else "MISSED"
    sys.stdout.write(f"{what:52}{value:8.2f}   goal {goal:g}, stretch {stretch:g}: {mark}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    main()
