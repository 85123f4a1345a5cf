import pytest

from tests.builders import GOOD, OLD, evidence, process, shows, snapshot, variable
from tests.causes.answers import Reply, accepts, answered, by_variant, proxy_is_dead, proxy_refuses, times_out
from tui.causes.network.gateway_url_as_proxy import CAUSE
from tui.causes.registry import diagnose
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, ProxyRefused


@pytest.mark.parametrize("reply", [proxy_refuses, proxy_is_dead])
def test_fires_for_an_address_with_a_path_where_the_api_answers_without(reply: Reply) -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", "https://gw.example/anthropic/v1"),))
    diagnosis = diagnose(answered(shot, by_variant(reply, direct=accepts)))[0]

    assert diagnosis.cause_id == "gateway-url-as-proxy"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "has the path `/anthropic/v1`" in diagnosis.explanation
    assert diagnosis.remedies[0].command == "unset HTTPS_PROXY"
    assert "ANTHROPIC_BASE_URL" in diagnosis.remedies[1].title
    assert not shows(diagnosis, GOOD)


def test_is_proven_where_it_answers_as_no_proxy_does() -> None:
    def knows_no_tunnel(request: ProbeRequest) -> ProbeOutcome:
        return ProxyRefused(request, 3.0, "the proxy gw.example answered 405", "gw.example", 405)

    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", "https://gw.example/v1"),))
    diagnosis = diagnose(answered(shot, by_variant(knows_no_tunnel, direct=times_out)))[0]

    assert diagnosis.cause_id == "gateway-url-as-proxy"
    assert diagnosis.certainty is Certainty.PROVEN
    assert diagnosis.remedies[0].id == "set-base-url"


def test_fires_for_the_very_host_that_is_to_be_called() -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", "https://api.anthropic.com"),))
    diagnosis = CAUSE.find(answered(shot, by_variant(times_out, direct=times_out)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "is the very host that is to be called" in diagnosis.explanation


def test_near_miss_a_proxys_address_may_end_in_a_slash() -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", "http://proxy.example:3128/"),))
    assert CAUSE.find(answered(shot, by_variant(proxy_is_dead, direct=accepts))) is None


def test_near_miss_the_api_answers_through_it() -> None:
    shot = snapshot(process(OLD), network=(variable("HTTPS_PROXY", "http://proxy.example:3128/pac"),))
    assert CAUSE.find(evidence(shot)) is None


def test_belongs_to_another_when_no_proxy_is_set() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), times_out)) is None
