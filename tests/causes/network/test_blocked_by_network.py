import pytest

from tests.builders import GOOD, OLD, evidence, process, shows, snapshot
from tests.causes.answers import RELAY, Reply, answered, by_host, by_variant, forbids, rejects, speaks
from tui.causes.network.blocked_by_network import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL
from tui.domain.judging.diagnosis import Certainty


def _page(status: int, server: str) -> Reply:
    return speaks(status, b"<html><title>Access denied</title></html>", content_type="text/html", server=server)


@pytest.mark.parametrize(
    ("server", "who"), [("squid/5.7", "squid"), ("Zscaler/6.2", "Zscaler"), ("nginx", "nginx"), ("", "web server")]
)
def test_fires_for_a_page_that_comes_for_every_key(server: str, who: str) -> None:
    diagnoses = diagnose(answered(snapshot(process(GOOD)), _page(403, server)))

    diagnosis = diagnoses[0]
    assert [item.cause_id for item in diagnoses] == ["blocked-by-network"]
    assert diagnosis.certainty is Certainty.PROVEN
    assert who in diagnosis.title
    assert "Access denied" in diagnosis.explanation
    assert not shows(diagnosis, GOOD)


def test_is_likely_where_another_key_is_answered_otherwise() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), by_variant(_page(403, "nginx"), made_up_key=rejects)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_api_forbids_in_json() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), forbids)) is None
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None


def test_belongs_to_another_when_only_the_gateway_has_such_a_page() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(_page(403, "nginx"), GOOD))) is None
    assert CAUSE.find(answered(shot, _page(403, "squid"))) is not None
