import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, settings, shows, snapshot
from tests.causes.answers import RELAY, answered, rejects_as_a_relay
from tui.causes.kind.gateway_key_to_anthropic import CAUSE
from tui.causes.kind.other_provider_key import CAUSE as OTHER
from tui.domain.clients.client import BASE_URL, TOKEN, ClientId
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind

LITELLM = "sk-a1B2c3D4e5F6g7H8i9J0kL"
ANY = "sk-" + "a1B2" * 12


@pytest.mark.parametrize("text", [LITELLM, "sk-1234", "sk-litellm-team-a", "ollama", "lm-studio"])
def test_fires_for_the_form_of_a_gateways_key(text: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(text, line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("gateway-key-to-anthropic", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert f"{BASE_URL} is not set" in diagnosis.title
    assert [remedy.id for remedy in diagnosis.remedies] == ["set-base-url", "create-key"]
    assert not shows(diagnosis, text)


def test_the_address_that_the_client_does_not_read_is_offered() -> None:
    shot = snapshot(process(ANY), settings(RELAY, BASE_URL))
    diagnosis = CAUSE.find(evidence(shot))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "the base URL in `~/.claude/settings.json:4` is not read by the Python SDK" in diagnosis.title
    assert diagnosis.remedies[0].command == f"export {BASE_URL}='{RELAY}'"
    assert not shows(diagnosis, ANY)


def test_a_base_url_by_a_name_of_another_library_counts_too() -> None:
    origin = Origin(OriginKind.DOTENV, "~/project/.env", "/home/ada/project/.env", 2)
    address = read_finding("ANTHROPIC_API_BASE", RELAY, origin)
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(ANY), address)))
    assert diagnosis is not None
    assert f"`{RELAY}`" in repr(diagnosis.evidence)
    assert RELAY in diagnosis.remedies[0].title


def test_a_hidden_part_of_the_address_is_not_offered() -> None:
    origin = Origin(OriginKind.CLAUDE_SETTINGS, "~/.claude/settings.json", "/home/ada/.claude/settings.json", 2)
    address = read_finding(BASE_URL, "https://ada:hunter2@llm.example/v1", origin)
    diagnosis = CAUSE.find(evidence(snapshot(process(ANY), address)))
    assert diagnosis is not None
    assert not shows(diagnosis, "hunter2")
    assert diagnosis.remedies[0].command == ""


@pytest.mark.parametrize(
    "text", [ANY, "sk-or-v1-" + "0f" * 32, "a-relays-own-token", "eyJhbGciOi.eyJzdWIiOiI.c2lnbmF0dXJl"]
)
def test_is_likely_for_a_token_without_an_address(text: str) -> None:
    for client in (ClientId.CLAUDE_CODE, ClientId.PYTHON_SDK):
        diagnosis = CAUSE.find(evidence(snapshot(process(text, TOKEN)), client=client))
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY


def test_a_provider_with_an_address_of_its_own_is_pointed_to() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process("sk-or-v1-" + "0f" * 32, TOKEN))))
    assert diagnosis is not None
    assert diagnosis.remedies[0].command == f"export {BASE_URL}='https://openrouter.ai/api'"


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(LITELLM)), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_gateway_is_called() -> None:
    for client in (ClientId.CLAUDE_CODE, ClientId.PYTHON_SDK):
        shot = snapshot(process(LITELLM, TOKEN), process(RELAY, BASE_URL))
        assert CAUSE.find(answered(shot, rejects_as_a_relay, client=client)) is None


def test_near_miss_the_official_host_accepts_it() -> None:
    assert (
        CAUSE.find(evidence(snapshot(process("a-relays-own-token", TOKEN)), accepted=("a-relays-own-token",))) is None
    )


def test_near_miss_the_unread_address_is_the_official_one() -> None:
    seen = evidence(snapshot(process(ANY), settings("https://api.anthropic.com", BASE_URL)))
    assert CAUSE.find(seen) is None


@pytest.mark.parametrize("text", ["sk-proj-" + "a1B2" * 20, "AIza" + "Sy0" * 12, ANY, "sk-or-v1-" + "0f" * 32])
def test_belongs_to_another_when_nothing_speaks_of_a_gateway(text: str) -> None:
    seen = evidence(snapshot(dotenv(text)))
    assert CAUSE.find(seen) is None
    assert OTHER.find(seen) is not None


def test_belongs_to_another_when_a_provider_knows_no_claude_or_the_key_is_anthropics() -> None:
    for text in ("sk-proj-" + "a1B2" * 20, OLD, "your-api-key"):
        assert CAUSE.find(evidence(snapshot(process(text, TOKEN), settings(RELAY, BASE_URL)))) is None
