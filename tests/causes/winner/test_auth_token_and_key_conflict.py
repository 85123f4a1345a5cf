import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, settings, shows, snapshot
from tests.causes.answers import RELAY, accepts, answered, rejects_as_a_relay
from tests.causes.claude_code import seen, stored_key
from tui.causes.registry import diagnose
from tui.causes.winner.auth_token_and_key_conflict import CAUSE
from tui.domain.clients.client import BASE_URL, KEY, TOKEN, ClientId
from tui.domain.judging.diagnosis import Certainty
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest


def test_fires_for_claude_code_when_the_token_is_refused_and_the_key_accepted() -> None:
    shot = snapshot(process("ollama", TOKEN), process(GOOD))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.CLAUDE_CODE))

    assert diagnosis is not None
    assert diagnosis.cause_id == "auth-token-and-key-conflict"
    assert diagnosis.certainty is Certainty.PROVEN
    assert diagnosis.title.startswith("Claude Code sends the rejected ANTHROPIC_AUTH_TOKEN")
    assert "the environment" in diagnosis.title
    assert diagnosis.remedies[0].kind == "command"
    assert diagnosis.remedies[0].unsets == (TOKEN,)
    assert not shows(diagnosis, GOOD)


def test_fires_for_the_python_sdk_the_other_way_round() -> None:
    shot = snapshot(dotenv(OLD, line=2), process(GOOD, TOKEN))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "the Python SDK sends the rejected ANTHROPIC_API_KEY" in diagnosis.title
    assert "`~/project/.env:2`" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["edit"]
    assert not shows(diagnosis, GOOD, OLD)


@pytest.mark.parametrize(
    ("accepted", "bad"), [((GOOD,), (TOKEN, OLD)), ((OLD,), (KEY, GOOD))], ids=["the token", "the key"]
)
def test_fires_for_a_version_that_sends_both(accepted: tuple[str, ...], bad: tuple[str, str]) -> None:
    shot = snapshot(dotenv(GOOD, line=2), process(OLD, TOKEN))
    found = evidence(shot, accepted=accepted, version="0.70.0")
    diagnosis = CAUSE.find(found)

    assert [item.name for item in found.resolution.along] == ["Authorization"]
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert f"the Python SDK 0.70.0 sends {bad[0]}" in diagnosis.title
    assert bad[0] in diagnosis.remedies[0].title
    assert not shows(diagnosis, GOOD, OLD)


def test_belongs_to_another_where_both_are_refused_alone() -> None:
    shot = snapshot(dotenv(GOOD, line=2), process(OLD, TOKEN))
    assert CAUSE.find(evidence(shot, version="0.70.0")) is None


def test_clears_every_place_of_the_refused_one() -> None:
    shot = snapshot(process(OLD), dotenv(OLD, line=2), process(GOOD, TOKEN))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))

    assert diagnosis is not None
    assert [remedy.kind for remedy in diagnosis.remedies] == ["command", "edit"]


def test_a_stored_key_of_claude_code_goes_out_beside_the_token() -> None:
    shot = snapshot(process("relay-token", TOKEN), stored_key(OLD), process(RELAY, BASE_URL))

    def reply(request: ProbeRequest) -> ProbeOutcome:
        return accepts(request) if request.base_url == RELAY and not request.along else rejects_as_a_relay(request)

    diagnosis = CAUSE.find(answered(shot, reply, client=ClientId.CLAUDE_CODE))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "sends primaryApiKey from `~/.claude.json:3` beside ANTHROPIC_AUTH_TOKEN" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["log-out"]
    assert CAUSE.find(answered(shot, accepts, client=ClientId.CLAUDE_CODE)) is None


def test_a_refused_token_over_an_accepted_stored_key_is_proven() -> None:
    shot = snapshot(settings(OLD, TOKEN), stored_key(GOOD))
    (diagnosis,) = diagnose(seen(shot, GOOD))
    assert (diagnosis.cause_id, diagnosis.certainty) == ("auth-token-and-key-conflict", Certainty.PROVEN)
    assert "ignores primaryApiKey in `~/.claude.json:3`" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["delete-line"]


def test_near_miss_what_is_sent_is_accepted() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD), process(OLD, TOKEN)), accepted=(GOOD,))) is None


def test_near_miss_both_are_refused() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), process("ollama", TOKEN)))) is None


def test_belongs_to_another_when_the_same_variable_has_a_good_value_elsewhere() -> None:
    shot = snapshot(process(OLD), dotenv(GOOD), process(GOOD, TOKEN))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


@pytest.mark.parametrize("key", [OLD, "dummy"])
def test_a_token_of_a_gateway_behind_a_key_is_asked_for_at_that_gateway(key: str) -> None:
    token = "sk-of-the-gateway-1234567890"

    def reply(request: ProbeRequest) -> ProbeOutcome:
        is_right = request.secret == Secret(token) and request.base_url == RELAY
        return accepts(request) if is_right else rejects_as_a_relay(request)

    seen = answered(snapshot(process(key), process(token, TOKEN), process(RELAY, BASE_URL)), reply)
    first = diagnose(seen)[0]
    assert (first.cause_id, first.certainty) == (CAUSE.id, Certainty.PROVEN)
    assert first.remedies[0].unsets == (KEY,)
    requests = [outcome.request for outcome in seen.outcomes]
    assert [request.base_url for request in requests if request.secret == Secret(token)] == [RELAY]
