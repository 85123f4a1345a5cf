"""The map of all clients over one machine."""

import pytest

from tests.builders import GOOD, OLD, dotenv, literal, process, profile, snapshot
from tui.domain.clients.client import BASE_URL, KEY, TOKEN, ClientId
from tui.domain.found.finding import ClientMention, Finding, State
from tui.domain.key.secret import Secret
from tui.domain.record import replace
from tui.domain.reporting.report import clients
from tui.domain.resolving.resolution import Resolution
from tui.domain.resolving.shadowing import client_views, shadowing_map
from tui.domain.resolving.snapshot import Reading


def test_each_client_has_its_own_winner_and_its_own_losers() -> None:
    key, token = process(GOOD), process(OLD, TOKEN)
    found = {item.client.id: item for item in shadowing_map(snapshot(key, token, dotenv(OLD)))}
    assert found[ClientId.PYTHON_SDK].credential is key
    assert found[ClientId.CLAUDE_CODE].credential is token
    assert found[ClientId.CLAUDE_CODE].reason_against(key) == f"Claude Code takes {TOKEN} first"


def test_each_client_is_looked_at_in_the_version_that_the_project_has() -> None:
    shot = snapshot(process(GOOD), process(OLD, TOKEN))
    old = ClientMention("python-sdk", "requirements.txt names anthropic", "0.70.0")
    python = shadowing_map(replace(shot, readings=(*shot.readings, Reading(clients=(old,)))))[0]
    assert python.client.version == "0.70.0"
    assert [header.name for header in python.along] == ["Authorization"]


def test_the_report_has_the_map_without_a_key() -> None:
    listed = clients(client_views(snapshot(process(GOOD), process(OLD, TOKEN))))
    assert [item["id"] for item in listed] == [client.value for client in ClientId]
    first = listed[0]
    assert isinstance(first["sends"], dict)
    assert (first["sends"]["variable"], first["sends"]["place"], first["sends"]["header"]) == (
        KEY,
        "the environment",
        "bearer",
    )
    assert GOOD[13:30] not in repr(listed)
    assert OLD[13:30] not in repr(listed)


def later(client: ClientId, *findings: Finding, shell: str = "zsh") -> Resolution | None:
    views = client_views(snapshot(*findings, shell=shell))
    return next(view.later for view in views if view.now.client.id is client)


def test_a_start_up_file_that_says_otherwise_wins_in_a_new_terminal() -> None:
    found = later(ClientId.PYTHON_SDK, process(OLD), profile(GOOD))
    assert found is not None
    assert found.credential is not None
    assert (found.credential.value.secret, found.credential.origin.label) == (Secret(GOOD), "~/.zshrc:41")


@pytest.mark.parametrize(
    "findings",
    [
        (process(OLD),),
        (process(GOOD), profile(GOOD)),
        (process(GOOD), profile(OLD, state=State.COMMENTED)),
        (process(GOOD), profile(OLD, state=State.NOT_EXPORTED)),
        (process(GOOD), profile("$OTHER")),
        (process(GOOD), profile(OLD, "OTHER")),
        (literal(GOOD), profile(OLD)),
    ],
)
def test_nothing_is_said_where_a_new_terminal_sends_the_same(findings: tuple[Finding, ...]) -> None:
    assert later(ClientId.PYTHON_SDK, *findings) is None


def test_only_the_start_up_files_of_the_own_shell_count() -> None:
    assert later(ClientId.PYTHON_SDK, process(OLD), profile(GOOD), shell="fish") is None


def test_each_client_has_its_own_winner_in_a_new_terminal() -> None:
    findings = (process(GOOD), profile(OLD, TOKEN))
    found = later(ClientId.CLAUDE_CODE, *findings)
    assert found is not None
    assert found.credential is not None
    assert found.credential.variable == TOKEN
    assert later(ClientId.CURL, *findings) is None


def test_the_last_line_stays_and_an_empty_one_takes_the_key_away() -> None:
    found = later(ClientId.CURL, process(GOOD), profile(OLD, line=1), profile("", line=2))
    assert found is not None
    assert found.credential is None


def test_an_address_of_a_start_up_file_changes_where_a_new_terminal_calls() -> None:
    address = replace(profile("https://llm.example.com", BASE_URL), text="https://llm.example.com")
    found = later(ClientId.PYTHON_SDK, process(GOOD), address)
    assert found is not None
    assert found.endpoint == "https://llm.example.com"


def test_the_report_says_what_a_new_terminal_sends() -> None:
    first = clients(client_views(snapshot(process(OLD), profile(GOOD))))[0]
    told = first["in_a_new_terminal"]
    assert isinstance(told, dict)
    assert told["sends"] == {"variable": KEY, "place": "~/.zshrc:41", "fingerprint": Secret(GOOD).fingerprint}
    assert told["host"] == "api.anthropic.com"
    assert clients(client_views(snapshot(process(OLD))))[0]["in_a_new_terminal"] is None
