"""What is asked about one key alone, and how each answer is said."""

import pytest

from tests import builders
from tests.builders import GOOD, OFFICIAL, OLD, request, snapshot
from tests.causes.answers import (
    Reply,
    accepts,
    forbids,
    is_dead,
    is_overloaded,
    rejects,
    rejects_as_a_relay,
    throttles,
)
from tui.domain.clients.client import BASE_URL, OAUTH, TOKEN, ClientChoice, ClientId
from tui.domain.clients.header import Header
from tui.domain.found.finding import Finding
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import BadRequest, Forbidden, ProbeOutcome, ProbeRequest, TimedOut, Variant
from tui.domain.probing.sendable import unsendable
from tui.domain.record import replace
from tui.domain.reporting.alone import LoneResult, LoneTest, lone_test
from tui.domain.reporting.marks import Status
from tui.domain.resolving.resolution import resolve

OPENAI = f"sk-proj-{'a1B2' * 12}"
LOGIN = builders.api_key("l", "sk-ant-oat01-")


def planned(
    *places: Finding,
    beside: tuple[Finding, ...] = (),
    client: ClientId = ClientId.PYTHON_SDK,
    version: str = "",
    official_url: str = OFFICIAL,
) -> LoneTest:
    shot = replace(snapshot(*places, *beside), official_url=official_url)
    return lone_test(places, Evidence(shot, resolve(ClientChoice(client, "a test", version), shot)))


def asked(test: LoneTest) -> list[tuple[Variant, Header, Secret, bool]]:
    return [(item.variant, item.header, item.secret, item.is_login) for item in test.requests]


def result(test: LoneTest, reply: Reply) -> LoneResult:
    return LoneResult(tuple(unsendable(item) or reply(item) for item in test.requests))


def said(reply: Reply) -> tuple[Status, str]:
    (line,) = LoneResult((reply(request()),)).lines
    return line


@pytest.mark.parametrize(
    ("client", "version", "header"),
    [
        (ClientId.PYTHON_SDK, "2.12.0", Header.BEARER),
        (ClientId.PYTHON_SDK, "0.70.0", Header.X_API_KEY),
        (ClientId.TYPESCRIPT_SDK, "", Header.BEARER),
        (ClientId.CURL, "", Header.X_API_KEY),
        (ClientId.CLAUDE_CODE, "", Header.X_API_KEY),
    ],
)
def test_a_plain_key_is_asked_about_once_in_the_clients_header(client: ClientId, version: str, header: Header) -> None:
    test = planned(builders.keyring(GOOD), client=client, version=version)
    assert asked(test) == [(Variant.AS_FOUND, header, Secret(GOOD), False)]
    assert test.requests[0].client is client
    assert test.host == "api.anthropic.com"
    assert test.looks_like_a_key


def test_a_token_goes_out_as_one() -> None:
    test = planned(builders.dotenv(GOOD, TOKEN), client=ClientId.CURL)
    assert [item.header for item in test.requests] == [Header.BEARER]


@pytest.mark.parametrize(
    ("place", "client"),
    [
        (builders.login(LOGIN), ClientId.PYTHON_SDK),
        (builders.keyring(LOGIN), ClientId.PYTHON_SDK),
        (builders.process(LOGIN, OAUTH), ClientId.CLAUDE_CODE),
    ],
)
def test_a_login_is_tested_as_a_login(place: Finding, client: ClientId) -> None:
    assert asked(planned(place, client=client)) == [(Variant.AS_FOUND, Header.BEARER, Secret(LOGIN), True)]


def test_a_login_that_the_client_sends_as_a_key_is_tested_as_it_is_sent() -> None:
    test = planned(builders.process(LOGIN), client=ClientId.CURL)
    assert asked(test) == [(Variant.AS_FOUND, Header.X_API_KEY, Secret(LOGIN), False)]


@pytest.mark.parametrize(
    ("text", "client", "forms"),
    [
        (f"Bearer {GOOD}", ClientId.PYTHON_SDK, [Variant.AS_FOUND, Variant.REPAIRED]),
        (f'"{GOOD}"', ClientId.PYTHON_SDK, [Variant.AS_FOUND, Variant.UNQUOTED]),
        (f"{GOOD}\n", ClientId.PYTHON_SDK, [Variant.AS_FOUND, Variant.TRIMMED]),
        (f"{GOOD}\n", ClientId.TYPESCRIPT_SDK, [Variant.TRIMMED]),
        (f' "{GOOD}"', ClientId.TYPESCRIPT_SDK, [Variant.TRIMMED, Variant.REPAIRED]),
    ],
)
def test_a_damaged_key_is_also_asked_about_without_its_flaws(text: str, client: ClientId, forms: list[Variant]) -> None:
    test = planned(builders.keyring(text), client=client)
    assert [item.variant for item in test.requests] == forms
    assert test.requests[-1].secret == Secret(GOOD)


def test_what_cannot_be_sent_is_said_beside_what_was_accepted() -> None:
    test = planned(builders.keyring(f"{GOOD}\n"))
    assert [item.variant for item in test.sent] == [Variant.TRIMMED]
    answers = result(test, accepts)
    assert answers.status is Status.FAIL
    assert answers.lines == (
        (Status.FAIL, "as found: not sent: trailing newline: the Python SDK refuses to build the header"),
        (Status.OK, "trimmed: accepted by api.anthropic.com: 200 in 30 ms, req_2"),
    )


def test_what_a_client_trims_is_called_by_its_form() -> None:
    test = planned(builders.keyring(f"{GOOD}\n"), client=ClientId.TYPESCRIPT_SDK)
    assert result(test, accepts).lines[0][1].startswith("trimmed: accepted")


def test_an_empty_entry_has_nothing_to_send() -> None:
    test = planned(builders.keyring(""))
    assert test.sent == ()
    assert result(test, accepts).lines == ((Status.FAIL, "not sent: the value is empty: there is nothing to send"),)


def test_a_key_of_another_provider_goes_only_where_the_client_sends_it() -> None:
    assert "a key of OpenAI is not shown to api.anthropic.com" in planned(builders.keyring(OPENAI)).refusal
    assert planned(builders.process(OPENAI)).refusal == ""
    elsewhere = builders.process("https://gw.example.com", BASE_URL)
    assert planned(builders.process(OPENAI), beside=(elsewhere,)).refusal
    assert planned(builders.keyring(OPENAI), beside=(builders.process(OLD),)).refusal


def test_a_text_of_no_known_form_is_told_apart() -> None:
    assert not planned(builders.keyring("correct horse battery staple")).looks_like_a_key
    assert planned(builders.keyring(f"Bearer {GOOD}")).looks_like_a_key


def is_blocked_here(asked: ProbeRequest) -> ProbeOutcome:
    return Forbidden(asked, 9.0, 403, "forbidden", "Request not allowed")


def needs_a_workspace(asked: ProbeRequest) -> ProbeOutcome:
    text = "This API key is not scoped to a workspace."
    return BadRequest(asked, 9.0, 400, "invalid_request_error", text, "req_w", speaks_anthropic=True)


def is_silent(asked: ProbeRequest) -> ProbeOutcome:
    return TimedOut(asked, 10_000.0, "no connection could be made within 10 s")


def is_only_sent_by_curl(asked: ProbeRequest) -> ProbeOutcome:
    (sent,) = planned(builders.keyring(f"{asked.secret.reveal()[:-1]}\n"), client=ClientId.CURL).requests[:1]
    outcome = unsendable(sent)
    assert outcome is not None
    return outcome


@pytest.mark.parametrize(
    ("reply", "status", "words"),
    [
        (accepts, Status.OK, "accepted by api.anthropic.com: 200 in 30 ms, req_2"),
        (rejects, Status.FAIL, "rejected by api.anthropic.com: 401 authentication_error in 25 ms, req_3"),
        (rejects_as_a_relay, Status.FAIL, "rejected by api.anthropic.com, but not in the way the Claude API does"),
        (forbids, Status.FAIL, "known to api.anthropic.com, but not allowed to do this: 403 permission_error"),
        (is_blocked_here, Status.UNKNOWN, "refused the call, which does not mean that this key is wrong: 403"),
        (needs_a_workspace, Status.UNKNOWN, "refused the request without rejecting this key: 400"),
        (throttles, Status.UNKNOWN, "answers no calls of its account for now: 429"),
        (is_overloaded, Status.UNKNOWN, "api.anthropic.com failed and did not judge this key: 529"),
        (is_dead, Status.UNKNOWN, "no answer came from api.anthropic.com, so this key was not judged: nothing listens"),
        (is_silent, Status.UNKNOWN, "so this key was not judged: no connection could be made within 10 s"),
        (is_only_sent_by_curl, Status.UNKNOWN, "this key was not judged"),
    ],
)
def test_each_answer_is_said_with_its_status(reply: Reply, status: Status, words: str) -> None:
    assert said(reply)[0] is status
    assert words in said(reply)[1]


def test_the_request_id_stands_also_where_nothing_was_judged() -> None:
    assert said(is_overloaded)[1].endswith(", req_9")
