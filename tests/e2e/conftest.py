"""What most of these tests begin with: an API that takes one key, and a world without any."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.builders import GOOD
from tests.e2e.command import World, world
from tui.practice.rules import Rules
from tui.practice.stand_in import StandIn


@pytest.fixture
def api() -> Generator[StandIn]:
    with StandIn(Rules(keys=(GOOD,))) as server:
        yield server


@pytest.fixture
def place(tmp_path: Path) -> World:
    return world(tmp_path / "home")
