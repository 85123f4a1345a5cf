"""Status, `error.type` and shape decide what an answer means; its words never do."""

import json
import time

import pytest

from tests.builders import GOOD, request
from tui.domain.clients.header import Header
from tui.domain.key.secret import Secret
from tui.domain.probing.answer import MOST_BYTES, judge
from tui.domain.probing.probe import (
    Accepted,
    Answered,
    BadRequest,
    Forbidden,
    ForeignAnswer,
    NotFound,
    ProbeKind,
    ProbeRequest,
    Redirected,
    Rejected,
    ServerFault,
    Throttled,
)

JSON = "application/json"
HTML = "text/html; charset=utf-8"
PAGE = b"<!DOCTYPE html><html><head><title>Just a\n moment...</title></head>"


def error(kind: str, message: str = "said", **details: str) -> bytes:
    return json.dumps({"type": "error", "error": {"type": kind, "message": message, "details": details}}).encode()


def judged(
    status: int,
    body: bytes = b"",
    content_type: str = JSON,
    *,
    kind: ProbeKind = ProbeKind.AUTH,
    complete: bool = True,
    **headers: str,
) -> Answered:
    named = {"content-type": content_type, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return judge(request(kind=kind), status, named, body, complete=complete, milliseconds=12.5)


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (400, "invalid_request_error", BadRequest),
        (400, "authentication_error", Rejected),
        (401, "authentication_error", Rejected),
        (402, "billing_error", BadRequest),
        (403, "authentication_error", Rejected),
        (403, "permission_error", Forbidden),
        (404, "not_found_error", NotFound),
        (409, "conflict_error", BadRequest),
        (413, "request_too_large", BadRequest),
        (429, "rate_limit_error", Throttled),
        (500, "api_error", ServerFault),
        (504, "timeout_error", ServerFault),
        (529, "overloaded_error", ServerFault),
    ],
)
def test_the_apis_errors(status: int, kind: str, expected: type[Answered]) -> None:
    outcome = judged(status, error(kind), request_id="req_011")
    assert type(outcome) is expected
    assert (outcome.status, outcome.error_type, outcome.message) == (status, kind, "said")
    assert outcome.request_id == "req_011"
    assert outcome.speaks_anthropic
    assert outcome.milliseconds == 12.5


@pytest.mark.parametrize(
    ("status", "body", "content_type", "expected", "message"),
    [
        (401, PAGE, HTML, ForeignAnswer, "a web page, `Just a moment...`"),
        (401, b'{"detail":"Unauthorized"}', JSON, Rejected, "Unauthorized"),
        (401, b'{"error":{"message":"bad","type":"auth_error"}}', JSON, Rejected, "bad"),
        (
            422,
            b'{"detail":[{"loc":["header","x-api-key"],"msg":"Field required"},{"loc":0,"msg":"?"},7]}',
            JSON,
            BadRequest,
            "header x-api-key: Field required, : ?",
        ),
        (401, b"Unauthorized", "text/plain", Rejected, "no JSON: Unauthorized"),
        (401, b"", "", Rejected, "an empty answer"),
        (403, PAGE, HTML, ForeignAnswer, "a web page, `Just a moment...`"),
        (403, b"denied", "text/plain", ForeignAnswer, "no JSON: denied"),
        (
            403,
            b'{"error":{"type":"forbidden","message":"Request not allowed"}}',
            JSON,
            Forbidden,
            "Request not allowed",
        ),
        (404, b"404 page not found", "text/plain", NotFound, "no JSON: 404 page not found"),
        (404, PAGE, HTML, NotFound, "a web page, `Just a moment...`"),
        (405, PAGE, HTML, ForeignAnswer, "a web page, `Just a moment...`"),
        (405, b'{"detail":"Method Not Allowed"}', JSON, ForeignAnswer, "Method Not Allowed"),
        (400, PAGE, HTML, ForeignAnswer, "a web page, `Just a moment...`"),
        (429, PAGE, HTML, Throttled, "a web page, `Just a moment...`"),
        (502, PAGE, HTML, ServerFault, "a web page, `Just a moment...`"),
        (503, b"upstream connect error", "text/plain", ServerFault, "no JSON: upstream connect error"),
        (200, PAGE, HTML, ForeignAnswer, "a web page, `Just a moment...`"),
        (200, b"<html>", "", ForeignAnswer, "a web page"),
        (200, b'{"models":[]}', JSON, ForeignAnswer, "JSON of another shape"),
        (200, b'["data"]', JSON, ForeignAnswer, 'no JSON: ["data"]'),
        (200, b"[" * 100_000, JSON, ForeignAnswer, None),
        (204, b"", "", ForeignAnswer, "an empty answer"),
    ],
)
def test_what_is_not_the_api(
    status: int, body: bytes, content_type: str, expected: type[Answered], message: str | None
) -> None:
    outcome = judged(status, body, content_type)
    assert type(outcome) is expected
    assert not outcome.speaks_anthropic
    assert outcome.models == ()
    if message is not None:
        assert outcome.message == message


def test_json_under_a_wrong_content_type_is_still_json() -> None:
    assert type(judged(401, error("authentication_error"), HTML)) is Rejected


def test_a_list_of_models_is_acceptance() -> None:
    body = json.dumps({"data": [{"type": "model", "id": "claude-a-5"}, {"id": 7}, "x", {"id": "b"}], "has_more": False})
    outcome = judged(200, body.encode(), request_id="req_1", server="cloudflare")
    assert type(outcome) is Accepted
    assert outcome.models == ("claude-a-5", "b")
    assert outcome.speaks_anthropic
    assert outcome.server == "cloudflare"


def test_another_vendors_list_is_acceptance_in_another_shape() -> None:
    outcome = judged(200, b'{"object":"list","data":[{"id":"gpt-5","object":"model"}]}')
    assert type(outcome) is Accepted
    assert not outcome.speaks_anthropic


def test_at_most_a_thousand_models() -> None:
    body = json.dumps({"data": [{"id": f"m{number}"} for number in range(1500)]})
    assert len(judged(200, body.encode()).models) == 1000


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        (ProbeKind.MODEL, b'{"type":"model","id":"claude-a-5"}', Accepted),
        (ProbeKind.MODEL, b'{"data":[]}', ForeignAnswer),
        (ProbeKind.HELLO, b'{"type":"message","content":[]}', Accepted),
        (ProbeKind.HELLO, b'{"choices":[]}', ForeignAnswer),
    ],
)
def test_each_kind_has_its_own_shape(kind: ProbeKind, body: bytes, expected: type[Answered]) -> None:
    outcome = judged(200, body, kind=kind)
    assert type(outcome) is expected
    assert outcome.speaks_anthropic is (expected is Accepted)


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("https://login.example:8443/start?x=1", "login.example:8443"),
        ("//portal.example/", "portal.example"),
        ("https://ada:pw@portal.example/", "portal.example"),
        ("/v1/other", "api.anthropic.com"),
        ("", "api.anthropic.com"),
    ],
)
def test_a_redirect_names_only_the_host(location: str, message: str) -> None:
    outcome = judged(302, b"", HTML, location=location)
    assert type(outcome) is Redirected
    assert outcome.message == message


def test_half_a_body_is_no_answer_of_the_api() -> None:
    outcome = judged(401, error("authentication_error"), complete=False)
    assert type(outcome) is ForeignAnswer
    assert outcome.message == "the answer broke off"


def test_half_a_body_of_a_faulty_server_is_its_fault() -> None:
    assert type(judged(500, b"{", complete=False)) is ServerFault


def test_a_huge_body_is_not_looked_at() -> None:
    outcome = judged(200, b" " * (MOST_BYTES + 1))
    assert type(outcome) is ForeignAnswer
    assert outcome.message == "more than 2 MB"


@pytest.mark.parametrize("piece", [b" ", b"<title", b"a1_", b"bearer ", b"//", b"["], ids=lambda piece: piece.decode())
def test_no_body_is_slow_to_judge(piece: bytes) -> None:
    start = time.monotonic()
    judged(401, (piece * MOST_BYTES)[:MOST_BYTES], HTML)
    assert time.monotonic() - start < 2


def test_the_code_of_an_error_is_kept() -> None:
    outcome = judged(429, error("rate_limit_error", "over", error_code="enforced_spend_limit_reached"))
    assert outcome.message == "over (enforced_spend_limit_reached)"


def test_when_to_try_again_is_kept() -> None:
    assert judged(429, error("rate_limit_error"), retry_after="17").retry_after == "17"


def test_the_request_id_may_stand_in_the_body() -> None:
    assert judged(401, b'{"error":{},"request_id":"req_7"}').request_id == "req_7"


@pytest.mark.parametrize("secret", [GOOD, "hunter2", "my own pass phrase"], ids=["key", "short", "phrase"])
def test_no_field_holds_the_key(secret: str) -> None:
    body = {
        "type": "error",
        "error": {"type": secret, "message": f"bad {secret}", "details": {"error_code": secret}},
        "data": [{"id": secret}],
        "request_id": secret,
    }
    headers = {"request-id": secret, "server": secret, "retry-after": secret, "location": f"https://{secret}/"}
    for status in (200, 302, 401, 500):
        asked = ProbeRequest(Secret(secret), Header.BEARER, "https://h.example")
        outcome = judge(asked, status, headers, json.dumps(body).encode(), complete=True, milliseconds=1.0)
        assert secret not in repr(outcome)
