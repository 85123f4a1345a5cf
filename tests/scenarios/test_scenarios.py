"""Every set-up through the real command: the cause, how certain it is, the exit code, no leak, nothing changed."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.adapters.detection.world import tree
from tests.scenarios.machine import machine
from tests.scenarios.scenario import SECRETS, Scenario, scenarios
from tui.causes.registry import CAUSES
from tui.warnings.registry import WARNINGS

ALL = scenarios()
# Only macOS has the keychain in which Claude Code looks for the item of the user whom USER names.
NOT_ON_THIS_SYSTEM = frozenset({"user-variable-missing"})


@pytest.mark.parametrize("scenario", ALL, ids=lambda scenario: scenario.id)
def test_the_verdict(scenario: Scenario, tmp_path: Path) -> None:
    with machine(scenario, tmp_path / "home") as made:
        before = tree(made.home)
        done = made.check(scenario)
        after = tree(made.home)
    report = json.loads(done.stdout)
    cause = report["cause"] or {"id": "", "certainty": ""}
    found = (report["verdict"], cause["id"], cause["certainty"], done.returncode)
    assert found == (scenario.verdict, scenario.cause, scenario.certainty, scenario.exit_code), report["sentence"]
    assert scenario.warnings <= {warning["id"] for warning in report["warnings"]}
    assert [text[13:25] for text in SECRETS if text[13:25] in done.stdout + done.stderr] == []
    assert before == after


def test_ids_are_unique_and_every_story_is_a_sentence() -> None:
    assert [name for name, count in Counter(item.id for item in ALL).items() if count > 1] == []
    assert [item.id for item in ALL if not item.story.strip().endswith(".")] == []


def test_every_cause_and_warning_is_set_up_and_the_healthy_ones_are_many() -> None:
    shown = {item.cause for item in ALL} | NOT_ON_THIS_SYSTEM
    assert sorted(item.id for item in CAUSES if item.id not in shown) == []
    warned = {warning for item in ALL for warning in item.warnings}
    assert sorted(item.id for item in WARNINGS if item.id not in warned) == []
    assert len(ALL) >= 120
    assert sum(item.verdict == "ok" for item in ALL) >= 25
