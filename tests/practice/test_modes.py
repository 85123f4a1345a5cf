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
    [(Mode.OVERLOADED, 529, "overloaded_error"), (Mode.INTERNAL_ERROR, 500, "api_error")],
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
