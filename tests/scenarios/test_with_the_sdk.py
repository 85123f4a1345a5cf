"""The real SDK runs the set-up's own program: it succeeds exactly where the verdict must be that nothing is wrong."""

from pathlib import Path

import pytest

from tests.oracle.sdk import Sdk
from tests.scenarios.machine import Machine, machine
from tests.scenarios.scenario import Scenario, projects, scenarios
from tui.domain.clients.client import BASE_URL

_PROGRAM = "main.py"


def _is_asked(scenario: Scenario) -> bool:
    files = {**projects()[scenario.data.get("project", "python")], **scenario.data.get("files", {})}
    is_python = scenario.data.get("client", "python-sdk") == "python-sdk" and "anthropic" in files.get(_PROGRAM, "")
    return is_python and not scenario.oracle


ASKED = [item for item in scenarios() if _is_asked(item)]


@pytest.mark.parametrize("scenario", ASKED, ids=lambda scenario: scenario.id)
def test_the_program_succeeds_exactly_where_nothing_is_wrong(scenario: Scenario, tmp_path: Path, sdk: Sdk) -> None:
    with machine(scenario, tmp_path / "home") as made:
        end = sdk.end_of(made.project / _PROGRAM, made.folder(scenario), _towards_stand_in(made))
    assert (not end.errors) is (scenario.verdict == "ok"), end.errors


def _towards_stand_in(made: Machine) -> dict[str, str]:
    """Return the environment with the stand-in as default host, where the set-up names no host itself."""
    is_named = any(f"\n{BASE_URL}=" in f"\n{path.read_text(errors='replace')}" for path in made.project.rglob(".env*"))
    return {**({} if is_named else {BASE_URL: made.official_url}), **made.environ}
