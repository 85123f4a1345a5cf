import json
import os
import time

import pytest

from tests.adapters.detection.world import GOOD, OTHER, World
from tui.adapters.reading.claude_settings import ClaudeSettings
from tui.domain.clients.claude_code import ClaudeCode, Login
from tui.domain.key.secret import Secret

TOKEN = GOOD.replace("api03", "oat01")


def kept(world: World) -> ClaudeCode:
    found = ClaudeSettings(world.places).read().claude_code
    assert found is not None
    return found


def login(world: World, **values: object) -> Login:
    path = world.in_home(".claude/.credentials.json", json.dumps({"claudeAiOauth": {"accessToken": TOKEN, **values}}))
    (found,) = kept(world).logins
    assert found.origin.path == str(path)
    return found


def test_a_login_says_until_when_it_is_good_and_of_which_plan(world: World) -> None:
    found = login(world, expiresAt=1_763_625_600_000, refreshToken="r", subscriptionType="max")
    assert (found.until, found.is_past, found.is_renewed, found.plan) == ("2025-11-20 08:00 UTC", True, True, "max")
    later = login(world, expiresAt=(time.time() + 3600) * 1000)
    assert (later.is_past, later.is_renewed) == (False, False)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write every file")
def test_a_file_that_cannot_be_written_is_not_renewed(world: World) -> None:
    login(world, expiresAt=1, refreshToken="r")
    (world.home / ".claude" / ".credentials.json").chmod(0o400)
    assert not kept(world).logins[0].is_renewed


@pytest.mark.parametrize("until", [None, "soon", -1, 0, 10**20, float("inf"), [], True])
def test_a_strange_date_says_nothing(world: World, until: object) -> None:
    found = login(world, expiresAt=until)
    assert (found.until, found.is_past) == ("", False)


@pytest.mark.parametrize("plan", [GOOD, "\x1b[2J", 3, {}])
def test_a_strange_plan_shows_nothing_of_a_key(world: World, plan: object) -> None:
    found = login(world, subscriptionType=plan)
    assert GOOD[20:32] not in found.plan
    assert found.plan.isprintable()


def test_what_was_answered_about_keys(world: World) -> None:
    responses = {"approved": [OTHER[-20:]], "rejected": [GOOD[-20:], "", 3, None]}
    world.in_home(".claude.json", json.dumps({"customApiKeyResponses": responses}, indent=1))
    found = kept(world)
    assert [answer.is_approved for answer in found.answers] == [True, False]
    for key, is_approved in ((OTHER, True), (GOOD, False), (f"  {GOOD}\n", False)):
        answer = found.answer_about(Secret(key))
        assert answer is not None
        assert answer.is_approved is is_approved
        assert answer.origin.label == "~/.claude.json:2"
    assert found.answer_about(Secret(TOKEN[:-1])) is None
    assert GOOD[-20:-4] not in repr(found)


@pytest.mark.parametrize("responses", [3, [], {"rejected": {}}, {"rejected": "abc"}, None])
def test_strange_answers_are_none(world: World, responses: object) -> None:
    world.in_home(".claude.json", json.dumps({"customApiKeyResponses": responses}))
    assert kept(world).answers == ()


def test_on_macos_the_keychain_may_hold_the_login(world: World) -> None:
    world.in_home(".claude.json", json.dumps({"oauthAccount": {"emailAddress": "ada@example.com"}}))
    assert kept(world).keychain is None
    world.platform = "darwin"
    reading = ClaudeSettings(world.places).read()
    (source,) = reading.unread_sources
    assert source.what == "the macOS keychain may hold Claude Code's login"
    assert "ada@" not in repr(reading)
    assert reading.claude_code is not None
    assert reading.claude_code.keychain is not None
    assert not reading.claude_code.keychain.has_user
    world.environ["USER"] = "ada"
    keychain = kept(world).keychain
    assert keychain is not None
    assert keychain.has_user


def test_on_macos_a_login_in_a_file_or_none_at_all_needs_no_keychain(world: World) -> None:
    world.platform = "darwin"
    assert kept(world).keychain is None
    world.in_home(".claude.json", json.dumps({"oauthAccount": {"emailAddress": "ada@example.com"}}))
    login(world)
    assert kept(world).keychain is None


def test_a_damaged_login_is_named_with_its_place(world: World) -> None:
    world.in_home(".claude/.credentials.json", f'{{"claudeAiOauth": {{"accessToken": "{TOKEN}"\n')
    (malformed,) = kept(world).malformed
    assert malformed.origin.shown == "~/.claude/.credentials.json"
    assert malformed.names_credentials
    assert TOKEN[20:32] not in repr(malformed)
