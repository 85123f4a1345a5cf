import pytest

from tests.builders import GOOD, OLD, dotenv, process, profile, shows, snapshot
from tests.causes.answers import (
    RELAY,
    Reply,
    accepts,
    answered,
    by_host,
    finds_nothing,
    forbids,
    is_dead,
    is_overloaded,
    rejects_as_a_relay,
    throttles,
)
from tui.causes.request.base_url_wrong_host import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.clients.header import Header
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import NameNotResolved, ProbeOutcome, ProbeRequest, ProxyFailed, UntrustedIssuer


@pytest.mark.parametrize("elsewhere", [rejects_as_a_relay, is_dead])
def test_fires_when_the_official_host_accepts_what_the_other_does_not(elsewhere: Reply) -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL), profile(RELAY, BASE_URL, line=9))
    diagnosis = CAUSE.find(answered(shot, by_host(elsewhere, GOOD)))

    assert diagnosis is not None
    assert diagnosis.cause_id == "base-url-wrong-host"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "ANTHROPIC_BASE_URL in the environment" in diagnosis.title
    assert "`127.0.0.1:4000`" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["command", "manual"]
    assert diagnosis.remedies[0].unsets == (BASE_URL,)
    assert not shows(diagnosis, GOOD)


def test_removes_it_from_the_env_file() -> None:
    shot = snapshot(dotenv(GOOD), dotenv(RELAY, BASE_URL, line=2))
    diagnosis = CAUSE.find(answered(shot, by_host(rejects_as_a_relay, GOOD)))

    assert diagnosis is not None
    assert "`~/project/.env:2`" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["edit"]


def test_a_dead_host_is_likely_where_the_official_one_refuses_the_key() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(OLD), process(RELAY, BASE_URL)), by_host(is_dead)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "does not answer" in diagnosis.title


def test_near_miss_the_other_host_accepts_the_key() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD), process(RELAY, BASE_URL)), accepts)) is None


@pytest.mark.parametrize("elsewhere", [throttles, is_overloaded, finds_nothing, forbids])
def test_near_miss_the_other_host_does_not_judge_the_key(elsewhere: Reply) -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(elsewhere, GOOD))) is None


def test_near_miss_both_hosts_refuse() -> None:
    assert CAUSE.find(answered(snapshot(process(OLD), process(RELAY, BASE_URL)), by_host(rejects_as_a_relay))) is None


def test_near_miss_no_base_url_is_set() -> None:
    assert CAUSE.find(answered(snapshot(process(OLD)), by_host(is_dead))) is None


def test_belongs_to_another_when_the_corrected_address_is_accepted() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return finds_nothing(request) if request.base_url.endswith("/v1") else accepts(request)

    assert CAUSE.find(answered(snapshot(process(GOOD), process(f"{RELAY}/v1", BASE_URL)), reply)) is None


def test_belongs_to_another_when_the_other_header_is_accepted() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return accepts(request) if request.header is Header.X_API_KEY else rejects_as_a_relay(request)

    assert CAUSE.find(answered(snapshot(process(GOOD), process(RELAY, BASE_URL)), by_host(reply, GOOD))) is None


def test_belongs_to_another_when_the_key_itself_cannot_be_sent() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        is_good = request.secret.reveal() == GOOD and request.header is Header.BEARER
        return accepts(request) if is_good else rejects_as_a_relay(request)

    shot = snapshot(process(f"{GOOD}\n"), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(reply, GOOD))) is None


@pytest.mark.parametrize("kind", [UntrustedIssuer, ProxyFailed])
def test_belongs_to_another_when_the_way_to_the_host_fails(kind: type[UntrustedIssuer | ProxyFailed]) -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(lambda request: kind(request, 1.0, "no way"), GOOD))) is None


def test_belongs_to_another_when_the_official_host_is_out_of_reach_too() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, lambda request: NameNotResolved(request, 1.0, "no address"))) is None


def test_belongs_to_another_when_the_base_url_is_empty() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD), process("", BASE_URL)), by_host(is_dead, GOOD))) is None
