"""The map of all clients over one machine."""

from tests.builders import GOOD, OLD, dotenv, evidence, process, snapshot
from tui.domain.clients.client import KEY, TOKEN, ClientId
from tui.domain.found.finding import ClientMention
from tui.domain.record import replace
from tui.domain.reporting.report import clients
from tui.domain.resolving.shadowing import shadowing_map
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
    listed = clients(evidence(snapshot(process(GOOD), process(OLD, TOKEN))))
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
