"""Only the API's component of the status page counts."""

import pytest

from tui.domain.probing.service_status import ServiceStatus, read_summary

API = {"id": "k8w3r06qmzrp", "name": "Claude API (api.anthropic.com)", "status": "partial_outage"}
CHAT = {"id": "rwppv331jlwc", "name": "claude.ai", "status": "major_outage"}
ABOUT_API = {"name": "Elevated errors", "status": "investigating", "components": [API]}
ABOUT_CHAT = {"name": "Chat is slow", "status": "investigating", "components": [CHAT]}


def test_what_the_api_has_is_told() -> None:
    page = {"status": {"indicator": "critical"}, "components": [CHAT, API], "incidents": [ABOUT_CHAT, ABOUT_API]}
    said = read_summary("status.claude.com", page)
    assert said == ServiceStatus("status.claude.com", "partial_outage", ("Elevated errors",))
    assert said is not None
    assert said.words == "says that the API is partly out of order: Elevated errors"


def test_what_others_have_is_not() -> None:
    well = {**API, "status": "operational"}
    over = {**ABOUT_API, "status": "resolved"}
    said = read_summary("p", {"components": [CHAT, well], "incidents": [ABOUT_CHAT, over]})
    assert said == ServiceStatus("p", "operational")
    assert said is not None
    assert said.words == "says that the API is in operation, and knows of no incident"


def test_a_component_is_known_by_its_host_too() -> None:
    said = read_summary("p", {"components": [{**API, "id": "other"}], "incidents": []})
    assert said is not None


def test_names_are_made_fit_to_be_shown() -> None:
    bad = {**ABOUT_API, "name": "\x1b[31mred" + "x" * 500}
    said = read_summary("p", {"components": [API], "incidents": [bad, {**ABOUT_API, "name": 5}]})
    assert said is not None
    assert "\x1b" not in said.incidents[0]
    assert len(said.incidents[0]) <= 100
    assert len(said.incidents) == 1


@pytest.mark.parametrize(
    "summary",
    [
        None,
        [],
        {},
        {"components": "none"},
        {"components": [CHAT, 5]},
        {"components": [{**API, "status": "strange"}]},
        {"components": [{**API, "status": None}]},
    ],
)
def test_a_page_that_says_nothing_of_the_api(summary: object) -> None:
    assert read_summary("p", summary) is None
