import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, shows, snapshot
from tests.causes.answers import (
    RELAY,
    Reply,
    accepts,
    answered,
    by_host,
    is_dead,
    is_overloaded,
    rejects_as_a_relay,
    throttles,
    wants_its_own_key,
)
from tui.causes.kind.anthropic_key_to_gateway import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL
from tui.domain.clients.header import Header
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, Rejected
from tui.domain.probing.responder import Responder, ResponderKind


def refused_by(name: str, message: str = "") -> Reply:
    responder = Responder(ResponderKind.GATEWAY, name)
    return lambda request: Rejected(request, 5.0, 401, message=message, responder=responder)


def test_fires_when_the_gateway_asks_for_its_own_key() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    diagnosis = CAUSE.find(answered(shot, by_host(wants_its_own_key, GOOD)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("anthropic-key-to-gateway", Certainty.PROVEN)
    assert "LiteLLM at `127.0.0.1:4000`" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["use-gateway-key", "call-anthropic"]
    assert not shows(diagnosis, GOOD)


@pytest.mark.parametrize("name", ["LiteLLM", "new-api", "OpenRouter", "DeepSeek", "Alibaba's DashScope"])
def test_the_gateway_is_named(name: str) -> None:
    shot = snapshot(dotenv(GOOD), dotenv("https://llm.example/anthropic", BASE_URL, line=2))
    diagnosis = CAUSE.find(answered(shot, by_host(refused_by(name), GOOD)))
    assert diagnosis is not None
    assert f"goes to {name} at `llm.example`" in diagnosis.title
    assert not any(remedy.edit or remedy.command for remedy in diagnosis.remedies)


@pytest.mark.parametrize("message", ["No valid virtual key was passed in.", "\u65e0\u6548\u7684\u4ee4\u724c"])
def test_a_gateway_without_a_name_is_known_by_what_it_asks_for(message: str) -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    diagnosis = CAUSE.find(answered(shot, by_host(refused_by("", message), GOOD)))
    assert diagnosis is not None
    assert "goes to the gateway at" in diagnosis.title


@pytest.mark.parametrize("name", ["", "Helicone", "a program built on FastAPI", "Amazon Web Services"])
def test_near_miss_what_gives_out_no_keys(name: str) -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(refused_by(name), GOOD))) is None


def test_is_likely_where_anthropic_refuses_the_key_too() -> None:
    shot = snapshot(process(OLD), process(RELAY, BASE_URL))
    found = diagnose(answered(shot, by_host(wants_its_own_key)))
    assert [(item.cause_id, item.certainty) for item in found] == [
        ("anthropic-key-to-gateway", Certainty.LIKELY),
        ("key-rejected", Certainty.LIKELY),
    ]
    assert [remedy.id for remedy in found[0].remedies] == ["use-gateway-key"]


def test_belongs_to_another_when_nothing_says_that_a_gateway_was_wanted() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    found = diagnose(answered(shot, by_host(rejects_as_a_relay, GOOD)))
    assert [item.cause_id for item in found] == ["base-url-wrong-host"]


def test_is_alone_where_the_gateway_asks_for_its_own_key() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    found = diagnose(answered(shot, by_host(wants_its_own_key, GOOD)))
    assert [item.cause_id for item in found] == ["anthropic-key-to-gateway"]


@pytest.mark.parametrize("elsewhere", [accepts, is_dead, throttles, is_overloaded])
def test_near_miss_the_gateway_does_not_refuse_the_key(elsewhere: Reply) -> None:
    shot = snapshot(process(GOOD), process("https://openrouter.ai/api", BASE_URL))
    assert CAUSE.find(answered(shot, by_host(elsewhere, GOOD))) is None


def test_near_miss_the_gateways_own_key_is_refused() -> None:
    shot = snapshot(process("sk-a1B2c3D4e5F6g7H8i9J0kL"), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(wants_its_own_key))) is None


def test_near_miss_no_base_url_is_set() -> None:
    assert CAUSE.find(answered(snapshot(process(OLD)), wants_its_own_key)) is None
    assert CAUSE.find(evidence(snapshot(process(OLD)), offline=True)) is None


def test_belongs_to_another_when_the_other_header_is_accepted() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return accepts(request) if request.header is Header.X_API_KEY else wants_its_own_key(request)

    assert CAUSE.find(answered(snapshot(process(GOOD), process(RELAY, BASE_URL)), by_host(reply, GOOD))) is None
