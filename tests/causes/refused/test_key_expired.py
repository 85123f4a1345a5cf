import pytest

from tests.builders import GOOD, OLD, dotenv, keyring, login, process, shows, snapshot
from tests.causes.answers import RELAY, Reply, accepts, answered, by_host, rejects, says
from tui.causes.refused.key_expired import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL, ClientId
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, Rejected
from tui.domain.probing.responder import Responder, ResponderKind

has_run_out = says(Rejected, 401, "authentication_error", "API key has expired.")


def has_run_out_at_a_gateway(request: ProbeRequest) -> Rejected:
    who = Responder(ResponderKind.GATEWAY, "LiteLLM")
    return Rejected(request, 9.0, 401, "expired_key", "Authentication Error - Expired Key.", responder=who)


def test_fires_when_the_answer_says_so() -> None:
    found = diagnose(answered(snapshot(dotenv(OLD, line=3)), has_run_out))

    assert [item.cause_id for item in found] == ["key-expired"]
    assert found[0].certainty is Certainty.PROVEN
    assert "`~/project/.env:3`" in found[0].title
    assert {remedy.kind for remedy in found[0].remedies} == {"manual"}
    assert not shows(found[0], OLD)


def test_takes_another_key_that_is_accepted() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return accepts(request) if request.secret.reveal() == GOOD else has_run_out(request)

    diagnosis = CAUSE.find(answered(snapshot(dotenv(OLD), keyring(GOOD)), reply))
    assert diagnosis is not None
    assert "edit" in {remedy.kind for remedy in diagnosis.remedies}


def test_a_gateways_key_is_asked_for_there() -> None:
    shot = snapshot(process("sk-virtual-1"), process(RELAY, BASE_URL))
    diagnosis = CAUSE.find(answered(shot, by_host(has_run_out_at_a_gateway)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert [remedy.id for remedy in diagnosis.remedies] == ["ask-for-key"]


@pytest.mark.parametrize("reply", [accepts, rejects])
def test_near_miss_nothing_is_said_of_an_end(reply: Reply) -> None:
    assert CAUSE.find(answered(snapshot(process(OLD)), reply)) is None


@pytest.mark.parametrize(
    "message",
    [
        "OAuth access token has expired. Re-authenticate to continue.",
        "OAuth token has expired. Please obtain a new one.",
    ],
)
def test_belongs_to_another_when_a_login_has_run_out(message: str) -> None:
    reply = says(Rejected, 401, "authentication_error", message)
    assert CAUSE.find(answered(snapshot(process(OLD)), reply)) is None
    token = OLD.replace("api03", "oat01")
    assert CAUSE.find(answered(snapshot(login(token)), has_run_out, client=ClientId.CLAUDE_CODE)) is None


def test_belongs_to_another_when_a_good_key_waits_behind_it() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return accepts(request) if request.secret.reveal() == GOOD else has_run_out(request)

    found = diagnose(answered(snapshot(process(OLD), dotenv(GOOD)), reply))
    assert [item.cause_id for item in found] == ["environment-overrides-dotenv", "key-expired"]
