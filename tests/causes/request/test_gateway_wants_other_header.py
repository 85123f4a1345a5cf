import pytest

from tests.builders import GOOD, OLD, dotenv, literal, process, profile, settings, shows, snapshot
from tests.causes.answers import RELAY, Reply, accepts, answered, by_host, is_dead, rejects_as_a_relay
from tui.causes.registry import diagnose
from tui.causes.request.gateway_wants_other_header import CAUSE
from tui.domain.clients.client import BASE_URL, CUSTOM_HEADERS, KEY, TOKEN, ClientId
from tui.domain.clients.header import Header
from tui.domain.dotenv.edit import RemoveVariable, RenameVariable, SetVariable
from tui.domain.found.finding import Finding
from tui.domain.found.names import read_finding
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import BadRequest, Forbidden, ForeignAnswer, ProbeKind, ProbeOutcome, ProbeRequest
from tui.domain.record import replace

VIRTUAL = "sk-a-gateways-own-key-0123456789"
TO_RELAY = process(RELAY, BASE_URL)


def reads(wanted: Header, otherwise: Reply = rejects_as_a_relay) -> Reply:
    return lambda request: accepts(request) if request.header is wanted else otherwise(request)


def asked(*findings: Finding, wanted: Header, client: ClientId = ClientId.PYTHON_SDK, version: str = "") -> Evidence:
    shot = snapshot(*findings, TO_RELAY)
    return answered(shot, by_host(reads(wanted)), client=client, version=version)


def found(*findings: Finding, wanted: Header, client: ClientId = ClientId.PYTHON_SDK, version: str = "") -> Diagnosis:
    diagnosis = CAUSE.find(asked(*findings, wanted=wanted, client=client, version=version))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert not shows(diagnosis, GOOD, VIRTUAL)
    return diagnosis


def test_fires_and_names_host_key_place_and_both_headers() -> None:
    diagnosis = found(dotenv(VIRTUAL, line=3), wanted=Header.BEARER, version="0.70.0")
    for words in ("`127.0.0.1:4000`", "`~/project/.env:3`", "`x-api-key`", "`Authorization: Bearer` only"):
        assert words in diagnosis.title


@pytest.mark.parametrize(
    ("client", "version"),
    [
        (ClientId.PYTHON_SDK, "0.70.0"),
        (ClientId.PYTHON_SDK, "1.17.0"),
        (ClientId.TYPESCRIPT_SDK, "0.137.0"),
        (ClientId.CLAUDE_CODE, ""),
    ],
)
def test_a_key_in_the_wrong_variable_moves_to_that_of_the_token(client: ClientId, version: str) -> None:
    diagnosis = found(process(VIRTUAL), wanted=Header.BEARER, client=client, version=version)
    (remedy,) = diagnosis.remedies
    assert remedy.command == f'export {TOKEN}="${KEY}"; unset {KEY}'
    assert (remedy.unsets, remedy.sets) == ((KEY,), ((TOKEN, Secret(VIRTUAL)),))


def test_a_token_moves_to_the_variable_of_the_key_where_that_leads_to_the_header() -> None:
    (remedy,) = found(process(VIRTUAL, TOKEN), wanted=Header.X_API_KEY, client=ClientId.CLAUDE_CODE).remedies
    assert remedy.command == f'export {KEY}="${TOKEN}"; unset {TOKEN}'


def test_the_line_of_a_start_up_file_that_sets_it_is_named_too() -> None:
    diagnosis = found(process(VIRTUAL), profile(VIRTUAL, line=9), wanted=Header.BEARER, version="0.70.0")
    assert [remedy.kind for remedy in diagnosis.remedies] == ["command", "manual"]
    assert "`~/.zshrc:9`" in diagnosis.remedies[1].title


def test_in_a_env_file_the_variable_is_renamed() -> None:
    (remedy,) = found(dotenv(VIRTUAL, line=3), wanted=Header.BEARER, version="0.70.0").remedies
    assert isinstance(remedy.edit, RenameVariable)
    assert (remedy.edit.line, remedy.edit.old, remedy.edit.new) == (3, KEY, TOKEN)


def test_elsewhere_it_is_a_step() -> None:
    (remedy,) = found(settings(VIRTUAL), wanted=Header.BEARER, client=ClientId.CLAUDE_CODE).remedies
    assert remedy.kind == "manual"
    assert f"rename {KEY} to {TOKEN}" in remedy.title


@pytest.mark.parametrize(
    ("client", "version", "older"),
    [(ClientId.PYTHON_SDK, "2.12.0", "anthropic<2"), (ClientId.TYPESCRIPT_SDK, "1.12.0", "@anthropic-ai/sdk@<1")],
)
def test_a_version_without_a_variable_for_the_header_gets_it_by_the_custom_headers(
    client: ClientId, version: str, older: str
) -> None:
    remedies = found(process(VIRTUAL), wanted=Header.X_API_KEY, client=client, version=version).remedies
    assert remedies[0].command == f'export {CUSTOM_HEADERS}="x-api-key: ${KEY}"; unset {KEY}'
    assert remedies[0].sets == ((CUSTOM_HEADERS, Secret(f"x-api-key:{VIRTUAL}")),)
    assert older in remedies[1].title


def test_in_a_env_file_the_custom_header_takes_the_keys_place() -> None:
    remedies = found(dotenv(VIRTUAL, line=3), wanted=Header.X_API_KEY).remedies
    edits = [remedy.edit for remedy in remedies if remedy.edit]
    assert isinstance(edits[0], RemoveVariable)
    assert isinstance(edits[1], SetVariable)
    assert (edits[0].line, edits[1].variable) == (3, CUSTOM_HEADERS)


@pytest.mark.parametrize(
    ("version", "wanted", "words"),
    [
        ("0.70.0", Header.BEARER, "as `auth_token`, in the place of `api_key`"),
        ("2.12.0", Header.X_API_KEY, "in a header of your own, `x-api-key`"),
    ],
)
def test_a_literal_is_changed_in_the_code(version: str, wanted: Header, words: str) -> None:
    (remedy,) = found(literal(VIRTUAL), wanted=wanted, version=version).remedies
    assert words in remedy.title


def misses_a_field(request: ProbeRequest) -> BadRequest:
    return BadRequest(request, 1.0, 422, message="header x-api-key: Field required")


def forbids_it(request: ProbeRequest) -> Forbidden:
    return Forbidden(request, 1.0, 403, "forbidden", "no")


def is_a_firewall(request: ProbeRequest) -> ForeignAnswer:
    return ForeignAnswer(request, 1.0, 403, message="a web page, `403 Forbidden`")


@pytest.mark.parametrize("refusal", [misses_a_field, forbids_it, is_a_firewall])
def test_a_gateway_may_refuse_in_many_ways(refusal: Reply) -> None:
    reply = by_host(reads(Header.X_API_KEY, refusal))
    tested = answered(snapshot(process(VIRTUAL, TOKEN), TO_RELAY), reply, client=ClientId.CLAUDE_CODE)
    assert diagnose(tested)[0].cause_id == "gateway-wants-other-header"


def test_it_is_the_first_even_where_the_official_host_accepts_the_key() -> None:
    reply = by_host(reads(Header.BEARER), GOOD)
    tested = answered(snapshot(process(GOOD), TO_RELAY), reply, version="0.70.0")
    assert [item.cause_id for item in diagnose(tested)] == ["gateway-wants-other-header"]


def test_near_miss_the_gateway_takes_the_key_as_it_is() -> None:
    assert CAUSE.find(asked(process(VIRTUAL), wanted=Header.BEARER, version="2.12.0")) is None


def test_near_miss_the_key_is_accepted_with_what_goes_along_and_not_without_it() -> None:
    setting = read_finding(CUSTOM_HEADERS, "anthropic-workspace-id: wrkspc_1", process("").origin)

    def reply(request: ProbeRequest) -> ProbeOutcome:
        is_whole = bool(request.along) or request.header is Header.X_API_KEY
        return accepts(request) if is_whole else rejects_as_a_relay(request)

    tested = answered(snapshot(process(VIRTUAL), TO_RELAY, setting), reply)
    for outcomes in (tested.outcomes, tested.outcomes[::-1]):
        assert diagnose(replace(tested, outcomes=outcomes)) == ()


def test_near_miss_the_gateway_refuses_both() -> None:
    shot = snapshot(process(VIRTUAL), TO_RELAY)
    assert CAUSE.find(answered(shot, by_host(rejects_as_a_relay))) is None


def test_near_miss_nothing_answered() -> None:
    assert CAUSE.find(answered(snapshot(process(VIRTUAL), TO_RELAY), is_dead)) is None


def test_belongs_to_another_when_two_credentials_go_out() -> None:
    shot = snapshot(process(VIRTUAL), process(OLD, TOKEN), TO_RELAY)
    tested = answered(shot, by_host(reads(Header.BEARER)), version="0.70.0")
    assert CAUSE.find(tested) is None


def test_near_miss_the_other_header_opens_the_list_of_models_only() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        takes = request.kind is ProbeKind.COUNT or request.header is Header.BEARER
        return (accepts if takes else rejects_as_a_relay)(request)

    tested = answered(snapshot(dotenv(VIRTUAL), TO_RELAY), by_host(reply), version="0.70.0")
    assert CAUSE.find(tested) is None
    assert diagnose(tested) == ()
    (counted,) = (item.request for item in tested.outcomes if item.request.kind is ProbeKind.COUNT)
    assert (counted.header, counted.model, counted.secret) == (Header.X_API_KEY, "claude-sonnet-5", Secret(VIRTUAL))


def test_nothing_is_counted_where_the_first_answers_are_clear() -> None:
    for tested in (
        answered(snapshot(dotenv(VIRTUAL), TO_RELAY), by_host(accepts)),
        answered(snapshot(dotenv(VIRTUAL), TO_RELAY), by_host(rejects_as_a_relay)),
        answered(snapshot(dotenv(OLD)), by_host(accepts, GOOD)),
    ):
        assert tested.outcome(ProbeKind.COUNT) is None
