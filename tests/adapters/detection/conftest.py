from pathlib import Path

import pytest

from tests.adapters.detection.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A home with an empty project in it."""
    made = World(tmp_path)
    made.project.mkdir(parents=True)
    return made
