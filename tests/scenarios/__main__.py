"""Runs every set-up once and prints how many verdicts are right, what was a false alarm, and which took longest.

Run with `python -m tests.scenarios`. Nothing here is a test: seconds depend on the machine.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.scenarios.machine import machine
from tests.scenarios.scenario import Scenario, scenarios


class Outcome(NamedTuple):
    """What was said of one set-up, and how long it took."""

    scenario: Scenario
    verdict: str
    cause: str
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether the first cause is the one that must come first."""
        return (self.verdict, self.cause) == (self.scenario.verdict, self.scenario.cause)


def main() -> None:
    """Print the figures."""
    outcomes = list(_outcomes())
    healthy = [item for item in outcomes if item.scenario.verdict == "ok"]
    alarms = [item.scenario.id for item in healthy if item.verdict == "problem"]
    right = sum(item.is_right for item in outcomes)
    slowest = sorted(outcomes, key=lambda item: item.seconds)[-3:]
    lines = (
        f"set-ups               {len(outcomes)}, {len(healthy)} of them healthy",
        f"first cause is right  {right} ({right / len(outcomes):.1%})",
        f"false alarms          {len(alarms)} {' '.join(alarms)}",
        f"wrong                 {' '.join(item.scenario.id for item in outcomes if not item.is_right)}",
        f"slowest               {', '.join(f'{item.scenario.id} {item.seconds:.2f} s' for item in slowest)}",
    )
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in lines))


def _outcomes() -> Iterator[Outcome]:
    for scenario in scenarios():
        with tempfile.TemporaryDirectory() as folder, machine(scenario, Path(folder) / "home") as made:
            start = time.perf_counter()
            done = made.check(scenario)
            seconds = time.perf_counter() - start
        report = json.loads(done.stdout)
        yield Outcome(scenario, report["verdict"], (report["cause"] or {"id": ""})["id"], seconds)


if __name__ == "__main__":
    main()
