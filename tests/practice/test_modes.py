import json
from collections.abc import Callable

import pytest

from tests.practice.speak import GOOD, OLD, VERSION, Reply, ask, bearer, x_api_key
from tui.practice.rules import Mode, Rules
from tui.practice.stand_in import StandIn

Credential = Callable[[str], tuple[str, str]]


def answer(mode: Mode, *headers: tuple[str, str]) -> Reply:
    with StandIn(Rules(keys=(GOOD,), mode=mode)) as server:
        return ask(server, *headers, VERSION)


@pytest.mark.parametrize(
    ("mode", "status", "kind"),
    [
        (Mode.OVERLOADED, 529, "overloaded_error"),
        (Mode.INTERNAL_ERROR, 500, "api_error"),
        (Mode.TIMES_OUT, 504, "timeout_error"),
    ],
)
def test_a_fault_of_the_service_is_said_in_its_own_shape(mode: Mode, status: int, kind: str) -> None:
    reply = answer(mode, bearer(GOOD))
    assert reply.error[:2] == (status, kind)
    assert reply.headers["request-id"] == reply.content["request_id"]


def test_unavailable_has_no_body_and_no_id() -> None:
    reply = answer(Mode.UNAVAILABLE, bearer(GOOD))
    assert (reply.status, reply.body) == (503, b"")
    assert "request-id" not in reply.headers


def test_a_portal_answers_with_a_page_and_200() -> None:
    reply = answer(Mode.HTML_PORTAL, bearer(GOOD))
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("text/html")
    assert b"<html" in reply.body
    assert "request-id" not in reply.headers


@pytest.mark.parametrize("key", [GOOD, OLD], ids=["good", "old"])
def test_a_region_block_is_the_same_for_any_key_and_has_no_id(key: str) -> None:
    reply = answer(Mode.REGION_BLOCK, bearer(key))
    assert reply.error == (403, "forbidden", "Request not allowed")
    assert set(reply.content) == {"error"}
    assert "request-id" not in reply.headers


@pytest.mark.parametrize(
    ("mode", "wanted", "unwanted"),
    [
        (Mode.GATEWAY_BEARER_ONLY, bearer, x_api_key),
        (Mode.GATEWAY_X_API_KEY_ONLY, x_api_key, bearer),
    ],
)
def test_a_gateway_reads_one_header_only(mode: Mode, wanted: Credential, unwanted: Credential) -> None:
    accepted, refused, wrong = (answer(mode, header) for header in (wanted(GOOD), unwanted(GOOD), wanted(OLD)))
    assert accepted.status == 200
    assert accepted.content["data"]
    assert (refused.status, wrong.status) == (401, 401)
    for reply in (accepted, refused, wrong):
        assert "request-id" not in reply.headers
        assert "anthropic-workspace-id" not in reply.headers
    assert "type" not in refused.content


def test_a_foreign_401_is_not_in_the_shape_of_the_api() -> None:
    reply = answer(Mode.FOREIGN_401, bearer(GOOD))
    assert reply.status == 401
    assert reply.content["error"]["type"] == "auth_error"
    assert "type" not in reply.content
    assert "request-id" not in reply.headers


def test_a_bad_gateway_is_a_page_of_the_edge() -> None:
    reply = answer(Mode.BAD_GATEWAY, bearer(GOOD))
    assert (reply.status, reply.headers["content-type"]) == (502, "text/html")
    assert "request-id" not in reply.headers
    assert "cf-ray" in reply.headers


@pytest.mark.parametrize("credential", [bearer, x_api_key])
def test_a_hop_that_takes_the_credential_away_makes_the_api_ask_for_it(credential: Credential) -> None:
    reply = answer(Mode.STRIPS_CREDENTIAL, credential(GOOD))
    assert reply.error == (401, "authentication_error", "x-api-key header is required")


def test_a_hop_that_adds_a_version_makes_it_none() -> None:
    reply = answer(Mode.DOUBLES_VERSION, bearer(GOOD))
    assert reply.error[2] == 'anthropic-version: "2026-10-21, 2023-06-01" is not a valid version'


def test_a_hop_that_adds_an_origin_makes_it_a_call_from_a_web_page() -> None:
    status, kind, message = answer(Mode.ADDS_ORIGIN, bearer(GOOD)).error
    assert (status, kind) == (401, "authentication_error")
    assert message.startswith("CORS requests")


def test_a_program_that_insists_on_one_header_names_it_in_a_422() -> None:
    missing, accepted, wrong = (
        answer(Mode.GATEWAY_422, header) for header in (bearer(GOOD), x_api_key(GOOD), x_api_key(OLD))
    )
    assert (missing.status, missing.content["detail"][0]["loc"]) == (422, ["header", "x-api-key"])
    assert (accepted.status, wrong.status) == (200, 401)


@pytest.mark.parametrize(
    ("mode", "kind", "mark"),
    [(Mode.LITELLM, "auth_error", "x-litellm-version"), (Mode.NEW_API, "new_api_error", "x-oneapi-request-id")],
)
@pytest.mark.parametrize("credential", [bearer, x_api_key])
def test_a_gateway_of_a_known_kind_leaves_its_marks(mode: Mode, kind: str, mark: str, credential: Credential) -> None:
    refused, accepted = answer(mode, credential(OLD)), answer(mode, credential(GOOD))
    assert (refused.status, refused.content["error"]["type"]) == (401, kind)
    assert mark in refused.headers
    assert accepted.status == 200


def test_a_redirect_names_another_host() -> None:
    with StandIn() as elsewhere:
        target = f"{elsewhere.url}/login"
        with StandIn(Rules(keys=(GOOD,), mode=Mode.REDIRECT, redirect_to=target)) as server:
            reply = ask(server, bearer(GOOD), VERSION)
        assert (reply.status, reply.headers["location"]) == (302, target)
        assert elsewhere.requests == ()


def test_a_huge_body_is_ten_megabytes_of_valid_json() -> None:
    reply = answer(Mode.HUGE_BODY, bearer(GOOD))
    assert len(reply.body) >= 10_000_000
    assert json.loads(reply.body)["data"] == []
