import pytest

from tests.builders import GOOD, dotenv, evidence, snapshot
from tui.domain.clients.client_id import ClientId
from tui.domain.clients.sdk_releases import released_by, version_of
from tui.domain.found.finding import ClientMention
from tui.domain.record import replace
from tui.domain.reporting.warning import WarningLine
from tui.domain.resolving.snapshot import Reading
from tui.warnings.old_sdk import WARNING


def lines(
    version: str, client: ClientId = ClientId.PYTHON_SDK, *, today: str = "2026-11-21"
) -> tuple[WarningLine, ...]:
    shot = snapshot(dotenv(GOOD))
    mention = ClientMention(client.value, "requirements.txt names it", version)
    return WARNING.find(
        evidence(replace(shot, readings=(*shot.readings, Reading(clients=(mention, mention))), today=today))
    )


@pytest.mark.parametrize(
    ("version", "client"),
    [
        ("0.40.0", ClientId.PYTHON_SDK),
        ("0.66.1", ClientId.PYTHON_SDK),
        ("0.30.1", ClientId.TYPESCRIPT_SDK),
        ("0.70.0", ClientId.TYPESCRIPT_SDK),
    ],
)
def test_fires_once_for_a_version_older_than_a_year(version: str, client: ClientId) -> None:
    (line,) = lines(version, client)
    assert line.id == "old-sdk"
    assert f"{version} is more than a year old" in line.text


@pytest.mark.parametrize("version", ["0.70.0", "0.98.0", "0.103.1", "0.121.0"])
def test_fires_for_versions_that_break_on_an_empty_variable(version: str) -> None:
    (line,) = lines(version)
    assert "fails where ANTHROPIC_AUTH_TOKEN is set but empty" in line.text


@pytest.mark.parametrize(
    ("version", "client"),
    [
        ("0.122.0", ClientId.PYTHON_SDK),
        ("0.125.0", ClientId.PYTHON_SDK),
        ("2.12.0", ClientId.PYTHON_SDK),
        ("9.1", ClientId.PYTHON_SDK),
        ("0.71.0", ClientId.TYPESCRIPT_SDK),
        ("1.12.0", ClientId.TYPESCRIPT_SDK),
        ("2.0.0", ClientId.CLAUDE_CODE),
        ("", ClientId.PYTHON_SDK),
        ("latest", ClientId.PYTHON_SDK),
    ],
)
def test_near_miss_a_version_of_this_year_or_none(version: str, client: ClientId) -> None:
    assert lines(version, client) == ()


def test_near_miss_nobody_knows_the_date() -> None:
    assert lines("0.40.0", today="") == ()


def test_the_newest_known_versions_grow_old_as_well() -> None:
    assert lines("2.12.0", today="2027-11-20") == ()
    assert len(lines("2.12.0", today="2027-11-21")) == 1


def test_a_version_that_is_not_listed_counts_as_the_next_one_that_is() -> None:
    version = version_of("0.71.2")
    assert version is not None
    assert released_by(ClientId.PYTHON_SDK, version) == "2025-11-24"
    assert released_by(ClientId.CURL, version) == ""
