import pytest

from tests.builders import GOOD, OLD, dotenv, process, shows, snapshot
from tests.causes.answers import RELAY, Reply, accepts, answered, by_host, rejects, rejects_as_a_relay, says
from tui.causes.registry import diagnose
from tui.causes.request.header_stripped import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.clients.header import Header
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import BadRequest, ProbeOutcome, ProbeRequest, Rejected, Route
from tui.domain.record import replace

asks_for_the_key = says(Rejected, 401, "authentication_error", "x-api-key header is required")
asks_for_the_version = says(BadRequest, 400, "invalid_request_error", "anthropic-version: header is required")


def through_a_proxy(stripped: Reply, straight: Reply = accepts) -> Reply:
    return lambda request: straight(request) if request.route is Route.DIRECT else stripped(request)


@pytest.mark.parametrize("stripped", [asks_for_the_key, asks_for_the_version], ids=["key", "version"])
def test_fires_for_the_proxy_where_the_direct_call_is_accepted(stripped: Reply) -> None:
    found = diagnose(answered(snapshot(dotenv(GOOD)), through_a_proxy(stripped)))

    assert [item.cause_id for item in found] == ["header-stripped"]
    assert found[0].certainty is Certainty.PROVEN
    assert found[0].title.startswith("the proxy on the way takes away")
    assert not shows(found[0], GOOD)


def test_names_the_proxy_as_it_names_itself() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return replace(asks_for_the_key(request), via="1.1 corp-proxy (squid/6.1)")

    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD)), through_a_proxy(reply)))
    assert diagnosis is not None
    assert "`1.1 corp-proxy (squid/6.1)`" in diagnosis.title


def test_fires_for_the_base_url_where_the_official_host_accepts_the_key() -> None:
    found = diagnose(answered(snapshot(process(GOOD), process(RELAY, BASE_URL)), by_host(asks_for_the_key, GOOD)))

    assert [item.cause_id for item in found] == ["header-stripped"]
    assert found[0].certainty is Certainty.PROVEN
    assert "`127.0.0.1:4000`" in found[0].title
    assert "ANTHROPIC_BASE_URL in the environment" in found[0].remedies[1].title
    assert {remedy.kind for remedy in found[0].remedies} == {"manual"}


def test_near_miss_the_direct_call_misses_it_too() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), asks_for_the_key)) is None


def test_near_miss_nothing_is_missed() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(OLD)), through_a_proxy(rejects))) is None
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), accepts)) is None


def test_belongs_to_another_when_the_host_refuses_the_key() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    found = diagnose(answered(shot, by_host(rejects_as_a_relay, GOOD)))
    assert [item.cause_id for item in found] == ["base-url-wrong-host"]


def test_belongs_to_another_when_the_other_header_gets_through() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return accepts(request) if request.header is Header.X_API_KEY else asks_for_the_key(request)

    found = diagnose(answered(snapshot(process(GOOD), process(RELAY, BASE_URL)), by_host(reply, GOOD)))
    assert [item.cause_id for item in found] == ["gateway-wants-other-header"]
