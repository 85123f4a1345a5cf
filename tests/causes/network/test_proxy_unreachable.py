import pytest

from tests.builders import GOOD, OLD, evidence, process, profile, shows, snapshot, variable
from tests.causes.answers import Reply, accepts, answered, by_variant, proxy_is_dead, proxy_refuses, times_out
from tui.causes.network.proxy_unreachable import CAUSE
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, ProxyFailed, ProxyUnusable

ADDRESS = "http://ada:hunter2hunter2@proxy.example:3128"
PROXY = variable("https_proxy", ADDRESS)


def test_fires_when_nothing_listens_there_and_removes_it_where_the_api_answers_without() -> None:
    shot = snapshot(process(GOOD), network=(PROXY, profile(ADDRESS, "https_proxy")))
    diagnosis = CAUSE.find(answered(shot, by_variant(proxy_is_dead, direct=accepts)))

    assert diagnosis is not None
    assert diagnosis.cause_id == "proxy-unreachable"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "https_proxy in the environment" in diagnosis.title
    assert "nothing listens there" in diagnosis.title
    assert diagnosis.remedies[0].command == "unset https_proxy"
    assert diagnosis.remedies[1].title.endswith("sets https_proxy: `~/.zshrc:41`")
    assert not shows(diagnosis, GOOD, "hunter2")


def test_corrects_it_first_where_there_is_no_other_way() -> None:
    diagnosis = CAUSE.find(
        answered(snapshot(process(GOOD), network=(PROXY,)), by_variant(proxy_is_dead, direct=times_out))
    )

    assert diagnosis is not None
    assert "start the proxy, or correct https_proxy" in diagnosis.remedies[0].title
    assert diagnosis.remedies[1].command == "unset https_proxy"


def _no_handshake(request: ProbeRequest) -> ProbeOutcome:
    return ProxyFailed(request, 1.0, "the proxy p:3128 does not take part in a TLS handshake", "p:3128")


def _unusable(request: ProbeRequest) -> ProbeOutcome:
    return ProxyUnusable(request, 0.0, "the address of the proxy is none", "p:port")


def test_https_before_a_plain_proxy_is_named() -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", "https://p:3128"),))
    diagnosis = CAUSE.find(answered(shot, by_variant(_no_handshake, direct=times_out)))

    assert diagnosis is not None
    assert "write `http://` in the place of `https://` in HTTPS_PROXY" in diagnosis.remedies[0].title


def test_a_proxy_that_does_speak_tls_keeps_its_https() -> None:
    def strange(request: ProbeRequest) -> ProbeOutcome:
        return ProxyFailed(
            request, 1.0, "the certificate of the proxy was issued for another host", "p", speaks_tls=True
        )

    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", "https://p:3128"),))
    diagnosis = CAUSE.find(answered(shot, by_variant(strange, direct=times_out)))

    assert diagnosis is not None
    assert "issued for another host" in diagnosis.title
    assert "start the proxy, or correct HTTPS_PROXY" in diagnosis.remedies[0].title


@pytest.mark.parametrize("reply", [_unusable, proxy_is_dead])
def test_fires_for_a_proxy_of_the_systems_settings(reply: Reply) -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), by_variant(reply, direct=times_out)))

    assert diagnosis is not None
    assert "the system's settings" in diagnosis.title


def test_near_miss_the_api_answers_through_the_proxy() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), network=(PROXY,)))) is None


def test_belongs_to_another_when_the_proxy_answers_or_speaks_socks() -> None:
    shot = snapshot(process(GOOD), network=(PROXY,))
    assert CAUSE.find(answered(shot, proxy_refuses)) is None
    assert CAUSE.find(answered(shot, lambda item: ProxyUnusable(item, 0.0, "socks", "p:1080", is_socks=True))) is None
