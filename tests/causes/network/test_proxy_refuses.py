import pytest

from tests.builders import GOOD, OLD, evidence, process, shows, snapshot, variable
from tests.causes.answers import accepts, answered, by_variant, is_dead, proxy_is_dead, proxy_refuses, speaks
from tui.causes.network.proxy_refuses import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, ProxyRefused

PROXY = variable("HTTPS_PROXY", "http://ada:hunter2hunter2@proxy.example:3128")


def _wants_login(request: ProbeRequest) -> ProbeOutcome:
    return ProxyRefused(request, 3.0, "the proxy proxy.example:3128 answered 407", "proxy.example:3128", 407)


def test_fires_when_the_proxy_wants_a_login() -> None:
    shot = snapshot(process(GOOD), network=(PROXY,))
    diagnosis = CAUSE.find(answered(shot, by_variant(_wants_login, direct=is_dead)))

    assert diagnosis is not None
    assert diagnosis.cause_id == "proxy-refuses"
    assert diagnosis.certainty is Certainty.PROVEN
    assert diagnosis.title.startswith("the proxy `proxy.example:3128` wants a user name and a password")
    assert diagnosis.evidence[0].text == "HTTPS_PROXY is `http://proxy.example:3128`"
    assert [remedy.id for remedy in diagnosis.remedies] == ["log-in-at-proxy"]
    assert not shows(diagnosis, GOOD, "hunter2")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://ada:hunter2hunter2@proxy.example:3128", "correct the user name and the password in HTTPS_PROXY"),
        ("https://proxy.example:3128", "`https://user:password@host:port`"),
        ("proxy.example:3128", "`http://user:password@host:port`"),
    ],
)
def test_the_login_is_put_into_the_address_or_corrected_there(address: str, words: str) -> None:
    shot = snapshot(process(GOOD), network=(variable("HTTPS_PROXY", address),))
    diagnosis = CAUSE.find(answered(shot, by_variant(_wants_login, direct=is_dead)))
    assert diagnosis is not None
    assert words in diagnosis.remedies[0].title
    assert not shows(diagnosis, "hunter2")


def test_offers_the_straight_way_where_that_is_answered() -> None:
    shot = snapshot(process(GOOD), network=(PROXY, variable("ALL_PROXY", "http://proxy.example:3128")))
    diagnosis = CAUSE.find(answered(shot, by_variant(proxy_refuses, direct=accepts)))

    assert diagnosis is not None
    assert diagnosis.remedies[0].command == "unset HTTPS_PROXY; unset ALL_PROXY"
    assert diagnosis.remedies[0].unsets == ("HTTPS_PROXY", "ALL_PROXY")
    assert "let calls to this host through" in diagnosis.remedies[1].title


@pytest.mark.parametrize("status", [403, 502, 503, 504])
def test_fires_for_a_plain_call_that_the_host_itself_answers_otherwise(status: int) -> None:
    shot = snapshot(
        process(GOOD), process("http://gateway.example", BASE_URL), network=(variable("HTTP_PROXY", "proxy:3128"),)
    )
    page = speaks(status, b"<html>no</html>", content_type="text/html")
    diagnosis = CAUSE.find(answered(shot, by_variant(page, direct=accepts)))

    assert diagnosis is not None
    assert f"with {status}" in diagnosis.title
    assert CAUSE.find(answered(shot, by_variant(page, direct=page))) is None


def test_says_so_for_a_proxy_of_the_systems_settings() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), by_variant(_wants_login, direct=is_dead)))

    assert diagnosis is not None
    assert "`proxy.example:3128`" in diagnosis.title


def test_near_miss_the_api_answers_through_the_proxy() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), network=(PROXY,)))) is None


def test_belongs_to_another_when_nothing_listens_at_the_proxy() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD), network=(PROXY,)), proxy_is_dead)) is None
