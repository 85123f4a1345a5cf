import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, settings, shows, snapshot
from tests.causes.answers import RELAY, Reply, accepts, answered, only_x_api_key, rejects
from tui.causes.kind.api_key_as_auth_token import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL, KEY, TOKEN, ClientChoice, ClientId
from tui.domain.dotenv.edit import RenameVariable
from tui.domain.judging.diagnosis import Certainty
from tui.domain.judging.evidence import Evidence
from tui.domain.questions.requests import requests_for
from tui.domain.record import replace
from tui.domain.resolving.resolution import resolve


def test_fires_when_the_key_is_accepted_in_the_other_header() -> None:
    seen = answered(snapshot(process(GOOD, TOKEN)), only_x_api_key, client=ClientId.CLAUDE_CODE)
    diagnosis = CAUSE.find(seen)
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("api-key-as-auth-token", Certainty.PROVEN)
    assert f"set as {TOKEN} in the environment" in diagnosis.title
    remedy = diagnosis.remedies[0]
    assert remedy.command == f'export {KEY}="${TOKEN}"; unset {TOKEN}'
    assert (remedy.unsets, [name for name, _ in remedy.sets]) == ((TOKEN,), [KEY])
    assert not shows(diagnosis, GOOD)


def test_settings_of_claude_code_are_renamed_by_hand() -> None:
    seen = answered(snapshot(settings(GOOD, TOKEN)), only_x_api_key, client=ClientId.CLAUDE_CODE)
    diagnosis = CAUSE.find(seen)
    assert diagnosis is not None
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]


def test_an_older_sdk_is_cured_by_a_renaming_in_the_file() -> None:
    diagnosis = CAUSE.find(_of_version("1.17.0", only_x_api_key))
    assert diagnosis is not None
    assert isinstance(diagnosis.remedies[0].edit, RenameVariable)


def test_near_miss_a_client_that_sends_every_key_as_bearer() -> None:
    assert CAUSE.find(_of_version("2.12.0", only_x_api_key)) is None


@pytest.mark.parametrize("reply", [accepts, rejects])
def test_near_miss_both_headers_have_the_same_answer(reply: Reply) -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD, TOKEN)), reply, client=ClientId.CLAUDE_CODE)) is None


def test_near_miss_nothing_was_sent() -> None:
    shot = snapshot(process(GOOD, TOKEN))
    assert CAUSE.find(evidence(shot, client=ClientId.CLAUDE_CODE, offline=True)) is None


def test_fires_at_a_gateway_too_as_long_as_the_key_is_anthropics() -> None:
    shot = snapshot(process(GOOD, TOKEN), process(RELAY, BASE_URL))
    found = diagnose(answered(shot, only_x_api_key, client=ClientId.CLAUDE_CODE))
    assert [item.cause_id for item in found] == ["api-key-as-auth-token"]


def test_belongs_to_another_when_a_gateway_takes_its_own_key_in_one_header_only() -> None:
    shot = snapshot(process("sk-a-gateways-own-key-0123456789", TOKEN), process(RELAY, BASE_URL))
    found = diagnose(answered(shot, only_x_api_key, client=ClientId.CLAUDE_CODE))
    assert [item.cause_id for item in found] == ["gateway-wants-other-header"]


def test_it_is_the_only_cause() -> None:
    found = diagnose(answered(snapshot(process(GOOD, TOKEN)), only_x_api_key, client=ClientId.CLAUDE_CODE))
    assert [item.cause_id for item in found] == ["api-key-as-auth-token"]


def test_belongs_to_another_when_it_stands_in_the_keys_own_variable_or_is_none() -> None:
    for finding in (process(GOOD), process("a-gateways-token", TOKEN), process(OLD[:40].replace("ant", "x"), TOKEN)):
        assert CAUSE.find(answered(snapshot(finding), only_x_api_key, client=ClientId.CLAUDE_CODE)) is None


def _of_version(version: str, reply: Reply) -> Evidence:
    shot = snapshot(dotenv(GOOD, TOKEN))
    base = Evidence(shot, resolve(ClientChoice(ClientId.PYTHON_SDK, "a test", version), shot))
    return replace(base, outcomes=tuple(reply(request) for request in requests_for(base)))
