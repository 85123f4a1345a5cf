import json

import pytest

from tests.adapters.detection.world import GOOD, World
from tui.adapters.reading.login_expiry import LoginExpiry
from tui.domain.found.machine import Expiry

NOW = 1_800_000_000.0


def expiries(world: World) -> tuple[Expiry, ...]:
    return LoginExpiry(world.places, clock=lambda: NOW).read().surroundings.expiries


def login(world: World, **fields: object) -> None:
    world.in_home(".claude/.credentials.json", json.dumps({"claudeAiOauth": {"accessToken": GOOD, **fields}}))


def test_a_login_without_a_refresh_token_ends(world: World) -> None:
    login(world, expiresAt=int((NOW + 3600) * 1000))
    (expiry,) = expiries(world)
    assert expiry.ends_at == NOW + 3600
    assert expiry.origin.label == "~/.claude/.credentials.json"


def test_the_folder_that_the_variable_names(world: World) -> None:
    world.environ["CLAUDE_CONFIG_DIR"] = str(world.home / "other")
    world.in_home("other/.credentials.json", json.dumps({"claudeAiOauth": {"expiresAt": (NOW + 60) * 1000}}))
    assert len(expiries(world)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"expiresAt": (NOW + 3600) * 1000, "refreshToken": "sk-ant-ort01-abc"},
        {"expiresAt": (NOW - 60) * 1000},
        {"expiresAt": 10**400},
        {"expiresAt": "soon"},
        {"expiresAt": None},
        {"expiresAt": -5},
        {},
    ],
)
def test_near_miss_it_is_renewed_or_has_no_end_to_come(world: World, fields: dict[str, object]) -> None:
    login(world, **fields)
    assert expiries(world) == ()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"claudeAiOauth": 5}', "null"])
def test_a_damaged_file_says_nothing(world: World, text: str) -> None:
    world.in_home(".claude/.credentials.json", text)
    assert expiries(world) == ()
    assert expiries(World(world.root / "empty")) == ()
