import pytest

from tests.builders import GOOD, OLD, dotenv, process, shows, snapshot
from tests.causes.answers import RELAY, Reply, accepts, answered, by_host, is_overloaded, rejects, says, to_hello
from tui.causes.registry import diagnose
from tui.causes.service.outage import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, ServerFault
from tui.domain.probing.responder import Responder, ResponderKind
from tui.domain.record import replace

fails = says(ServerFault, 500, "api_error", "Internal server error")


def fails_without_a_word(request: ProbeRequest) -> ServerFault:
    return ServerFault(request, 9.0, 503, message="an empty answer")


@pytest.mark.parametrize(
    "reply",
    [fails, says(ServerFault, 504, "timeout_error", "timed out"), fails_without_a_word],
    ids=["500", "504", "503"],
)
def test_fires_when_the_official_host_fails(reply: Reply) -> None:
    found = diagnose(answered(snapshot(dotenv(OLD)), reply))

    assert [item.cause_id for item in found] == ["outage"]
    assert found[0].certainty is Certainty.PROVEN
    assert "https://status.claude.com" in found[0].remedies[1].title
    assert not shows(found[0], OLD)


def test_fires_when_only_the_paid_call_fails() -> None:
    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD)), to_hello(fails, GOOD), hello=True))
    assert diagnosis is not None
    assert "was accepted before" in diagnosis.explanation


def test_another_host_that_fails_is_likely_and_the_way_round_it_is_shown() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD), process(RELAY, BASE_URL)), by_host(fails, GOOD)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "`127.0.0.1:4000` fails" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["wait", "ask-operator", "call-directly"]
    assert {remedy.kind for remedy in diagnosis.remedies} == {"manual"}


def test_there_is_no_way_round_where_the_official_host_refuses_the_key() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(OLD), process(RELAY, BASE_URL)), by_host(fails)))
    assert diagnosis is not None
    assert [remedy.id for remedy in diagnosis.remedies] == ["wait", "ask-operator"]


@pytest.mark.parametrize("reply", [accepts, rejects])
def test_near_miss_the_key_is_judged(reply: Reply) -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), reply)) is None


def test_belongs_to_another_when_the_api_is_overloaded() -> None:
    found = diagnose(answered(snapshot(dotenv(GOOD)), is_overloaded))
    assert [item.cause_id for item in found] == ["overloaded"]


def test_belongs_to_another_when_a_proxy_fails() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return replace(fails_without_a_word(request), responder=Responder(ResponderKind.PROXY, "squid"))

    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), reply)) is None
