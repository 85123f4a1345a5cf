import pytest

from tests.builders import GOOD, OLD, evidence, process, shows, snapshot
from tests.causes.answers import RELAY, Reply, answered, by_host, speaks
from tui.causes.network.captive_portal import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL
from tui.domain.judging.diagnosis import Certainty

sign_in_page = speaks(200, b"<html><title>Hotel Wi-Fi</title></html>", content_type="text/html")
sent_on = speaks(302, b"", location="http://login.hotel.example/start")
blocked = speaks(403, b"<html><title>Blocked</title></html>", content_type="text/html")


@pytest.mark.parametrize("reply", [sign_in_page, sent_on], ids=["page", "redirect"])
def test_fires_when_a_page_stands_in_the_place_of_the_api(reply: Reply) -> None:
    diagnoses = diagnose(answered(snapshot(process(GOOD)), reply))

    diagnosis = diagnoses[0]
    assert [item.cause_id for item in diagnoses] == ["captive-portal"]
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`api.anthropic.com`" in diagnosis.title
    assert diagnosis.remedies[0].id == "sign-in"
    assert not shows(diagnosis, GOOD)


def test_fires_at_a_gateway_when_the_official_host_is_answered_for_as_well() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, sign_in_page)) is not None


def test_near_miss_the_api_answers() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None


def test_belongs_to_another_when_only_the_gateway_has_a_page() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(sign_in_page, GOOD))) is None


def test_belongs_to_another_when_the_page_forbids() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), blocked)) is None
