import pytest

from tests.builders import GOOD, OLD, evidence, process, shows, snapshot
from tests.causes.answers import RELAY, Reply, answered, by_host, rejects, rejects_as_a_relay, speaks
from tui.causes.network.unexpected_answer import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, StrangeHost

OPENAI = b'{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","param":null,"code":"x"}}'
openai_refuses = speaks(401, OPENAI)
page = speaks(200, b"<html><title>Admin console</title></html>", content_type="text/html")
other_json = speaks(200, b'{"hello":"world"}')


@pytest.mark.parametrize(
    ("reply", "who"),
    [
        (openai_refuses, "a service that speaks OpenAI's format"),
        (page, "login page"),
        (other_json, "a gateway"),
        (speaks(200, b"hello"), "something that is not the Claude API"),
        (speaks(302, b"", location="http://elsewhere.example/"), "sends calls on to `elsewhere.example`"),
    ],
    ids=["openai", "page", "json", "text", "redirect"],
)
def test_fires_and_says_what_it_is(reply: Reply, who: str) -> None:
    shot = snapshot(process(OLD), process(RELAY, BASE_URL))
    diagnosis = CAUSE.find(answered(shot, by_host(reply)))

    assert diagnosis is not None
    assert diagnosis.cause_id == "unexpected-answer"
    assert "`127.0.0.1:4000`" in diagnosis.title
    assert who in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies][:2] == ["correct-base-url", "unset-variable"]
    assert not shows(diagnosis, OLD)


def test_fires_at_the_official_host() -> None:
    diagnoses = diagnose(answered(snapshot(process(GOOD)), other_json))

    assert [item.cause_id for item in diagnoses] == ["unexpected-answer"]
    assert diagnoses[0].certainty is Certainty.PROVEN


@pytest.mark.parametrize(("speaks_no_tls", "who"), [(False, "another host's certificate"), (True, "without TLS")])
def test_fires_where_tls_meets_something_else(who: str, *, speaks_no_tls: bool) -> None:
    def strange(request: ProbeRequest) -> ProbeOutcome:
        return StrangeHost(request, 5.0, "no TLS of that host", speaks_no_tls=speaks_no_tls)

    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), strange))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert who in diagnosis.title


def test_near_miss_the_api_answers() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None
    assert CAUSE.find(answered(snapshot(process(OLD)), rejects)) is None


def test_belongs_to_another_when_the_official_host_takes_the_key() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert diagnose(answered(shot, by_host(page, GOOD)))[0].cause_id == "base-url-wrong-host"
    assert CAUSE.find(answered(shot, by_host(page, GOOD))) is None


def test_belongs_to_another_when_a_gateway_refuses_the_key_in_its_own_way() -> None:
    shot = snapshot(process(OLD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(rejects_as_a_relay))) is None


def test_belongs_to_another_when_a_portal_stands_in_every_way() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), page)) is None
