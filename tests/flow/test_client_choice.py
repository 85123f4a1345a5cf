"""Which client a folder without any sign is about."""

import pytest

from tests.builders import GOOD, OLD, api_key, dotenv, login, process, profile, settings, snapshot
from tests.causes.claude_code import flag, helped, stored_key
from tui.domain.clients.claude_code import ClaudeCode, Keychain, Malformed
from tui.domain.clients.client import BASE_URL, OAUTH, ClientId
from tui.domain.found.finding import ClientMention
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading, Snapshot
from tui.flow.detect import choose_client

LOGIN = api_key("l", prefix="sk-ant-oat01-")
BROKEN = Malformed(Origin(OriginKind.CLAUDE_SETTINGS, "x"), "a comma", names_credentials=True)


def empty(shot: Snapshot) -> Snapshot:
    """Return the snapshot of a folder without any code."""
    return replace(shot, readings=tuple(replace(reading, code_files=0) for reading in shot.readings))


@pytest.mark.parametrize(
    "shot",
    [
        snapshot(login(LOGIN)),
        snapshot(login(LOGIN), process(OLD), profile(OLD)),
        snapshot(process(LOGIN, OAUTH)),
        snapshot(settings(GOOD)),
        snapshot(stored_key(GOOD)),
        snapshot(flag("CLAUDE_CODE_USE_BEDROCK", kind=OriginKind.CLAUDE_SETTINGS)),
        helped(),
        snapshot(claude_code=ClaudeCode(keychain=Keychain(has_user=True))),
        snapshot(claude_code=ClaudeCode(malformed=(BROKEN,))),
    ],
)
def test_an_empty_folder_is_about_claude_code_where_that_is_set_up(shot: Snapshot) -> None:
    choice = choose_client("auto", empty(shot))
    assert choice.id is ClientId.CLAUDE_CODE
    assert "Claude Code is set up for this user" in choice.why


@pytest.mark.parametrize(
    "shot",
    [
        empty(snapshot()),
        empty(snapshot(process(GOOD))),
        empty(snapshot(profile(GOOD))),
        empty(snapshot(settings("https://relay.example", BASE_URL))),
        empty(snapshot(login(LOGIN), dotenv(GOOD))),
        snapshot(login(LOGIN)),
    ],
)
def test_a_program_a_dotenv_or_a_plain_key_is_about_the_python_sdk(shot: Snapshot) -> None:
    assert choose_client("auto", shot).id is ClientId.PYTHON_SDK


def test_a_sign_of_the_project_and_a_wish_come_first() -> None:
    sign = Reading(clients=(ClientMention("typescript-sdk", "package.json names it", "1.12.0"),))
    shot = empty(snapshot(login(LOGIN)))
    assert choose_client("auto", replace(shot, readings=(*shot.readings, sign))).id is ClientId.TYPESCRIPT_SDK
    assert choose_client("curl", shot).id is ClientId.CURL
