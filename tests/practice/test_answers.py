import json
from typing import Literal

import pytest

from tests.practice.speak import BETA, GOOD, MESSAGE, OAUTH, OLD, VERSION, ask, bearer, x_api_key
from tui.practice.rules import KeyState, Rules
from tui.practice.stand_in import StandIn

INVALID = "invalid_request_error"
AUTHENTICATION = "authentication_error"
WORKSPACE = ("anthropic-workspace-id", "wrkspc_01PracticeRange")
PROOF = "anthropic-workspace-id"


def rules(state: KeyState = KeyState.OK, wording: Literal["current", "older"] = "current") -> Rules:
    return Rules(keys=(GOOD, OAUTH), states={GOOD: state, OAUTH: state}, wording=wording)


@pytest.mark.parametrize(
    "header",
    [bearer(GOOD), x_api_key(GOOD), ("AUTHORIZATION", f"bearer {GOOD}")],
    ids=["bearer", "x-api-key", "other-case"],
)
def test_both_headers_carry_a_good_key(header: tuple[str, str]) -> None:
    with StandIn(rules()) as server:
        reply = ask(server, header, VERSION)
    assert reply.status == 200
    assert [model["id"] for model in reply.content["data"]] == list(Rules().models)
    assert reply.headers["request-id"].startswith("req_")
    assert reply.headers[PROOF] == WORKSPACE[1]
    assert reply.headers["anthropic-organization-id"] == Rules().organisation


@pytest.mark.parametrize(
    ("wording", "header", "message"),
    [
        ("current", bearer(OLD), "API key is invalid."),
        ("current", x_api_key(OLD), "API key is invalid."),
        ("older", bearer(OLD), "Invalid bearer token"),
        ("older", x_api_key(OLD), "invalid x-api-key"),
    ],
    ids=["current-bearer", "current-x-api-key", "older-bearer", "older-x-api-key"],
)
def test_an_unknown_key_is_a_401_in_either_wording(
    wording: Literal["current", "older"], header: tuple[str, str], message: str
) -> None:
    with StandIn(rules(wording=wording)) as server:
        reply = ask(server, header, VERSION)
    assert reply.error == (401, AUTHENTICATION, message)
    assert reply.content["type"] == "error"
    assert reply.content["request_id"] == reply.headers["request-id"]
    assert PROOF not in reply.headers
    assert "anthropic-organization-id" not in reply.headers


@pytest.mark.parametrize("state", [KeyState.REVOKED, KeyState.EXPIRED])
def test_a_dead_key_is_refused_like_one_that_never_lived(state: KeyState) -> None:
    with StandIn(rules(state)) as server:
        assert ask(server, bearer(GOOD), VERSION).error == (401, AUTHENTICATION, "API key is invalid.")
        assert ask(server, x_api_key(GOOD), VERSION).error == (401, AUTHENTICATION, "API key is invalid.")


@pytest.mark.parametrize(
    "header",
    [
        bearer(f"Bearer {GOOD}"),
        bearer(f" {GOOD}"),
        bearer(f"{GOOD}\u200b".encode().decode("latin-1")),
        x_api_key(f'"{GOOD}"'),
        x_api_key(f"{GOOD}{GOOD}"),
    ],
    ids=["bearer-twice", "two-blanks", "zero-width", "quotes", "pasted-twice"],
)
def test_a_damaged_key_is_another_key(header: tuple[str, str]) -> None:
    with StandIn(rules()) as server:
        assert ask(server, header, VERSION).error[:2] == (401, AUTHENTICATION)


@pytest.mark.parametrize(
    "headers",
    [[], [x_api_key("")], [("Authorization", GOOD)], [("Api-Key", GOOD)]],
    ids=["none", "empty", "no-scheme", "other-name"],
)
def test_without_a_credential_the_header_is_asked_for(headers: list[tuple[str, str]]) -> None:
    with StandIn(rules()) as server:
        assert ask(server, *headers, VERSION).error == (401, AUTHENTICATION, "x-api-key header is required")


def test_two_lines_of_x_api_key_are_refused() -> None:
    with StandIn(rules()) as server:
        assert ask(server, x_api_key(GOOD), x_api_key(GOOD), VERSION).status == 401


def test_a_bad_key_beside_a_good_one_is_refused() -> None:
    with StandIn(rules()) as server:
        assert ask(server, x_api_key(GOOD), bearer(OLD), VERSION).status == 401
        assert ask(server, x_api_key(OLD), bearer(GOOD), VERSION).status == 401
        assert ask(server, x_api_key(GOOD), bearer(GOOD), VERSION).status == 200


def test_the_version_header_must_be_there_once_and_known() -> None:
    with StandIn(rules()) as server:
        missing = ask(server, bearer(GOOD))
        twice = ask(server, bearer(GOOD), VERSION, VERSION)
        unknown = ask(server, bearer(GOOD), ("anthropic-version", "2"))
        known = [ask(server, bearer(GOOD), ("anthropic-version", date)) for date in ("2023-01-01", "2023-06-01")]
    assert missing.error == (400, INVALID, "anthropic-version: header is required")
    assert twice.error == (400, INVALID, 'anthropic-version: "2026-10-21, 2026-10-21" is not a valid version')
    assert unknown.error == (400, INVALID, 'anthropic-version: "2" is not a valid version')
    assert [reply.status for reply in known] == [200, 200]


def test_the_order_of_version_and_credential_can_be_turned_round() -> None:
    with StandIn(rules()) as server:
        assert ask(server, bearer(OLD)).status == 400
        server.rules = Rules(keys=(GOOD,), version_first=False)
        assert ask(server, bearer(OLD)).status == 401
        assert ask(server, bearer(GOOD)).status == 400


def test_a_browser_is_refused_before_anything_else_is_looked_at() -> None:
    origin = ("Origin", "http://localhost:3000")
    allowed = ("anthropic-dangerous-direct-browser-access", "true")
    with StandIn(rules()) as server:
        status, kind, message = ask(server, origin).error
        assert (status, kind) == (401, AUTHENTICATION)
        assert message.startswith("CORS requests must set")
        assert ask(server, origin, allowed, bearer(GOOD), VERSION).status == 200


def test_a_login_token_needs_bearer_and_the_beta() -> None:
    with StandIn(rules()) as server:
        assert ask(server, x_api_key(OAUTH), BETA, VERSION).error[:2] == (401, AUTHENTICATION)
        unsupported = ask(server, bearer(OAUTH), VERSION)
        assert unsupported.error == (401, AUTHENTICATION, "OAuth authentication is currently not supported.")
        assert ask(server, bearer(OAUTH), BETA, VERSION).status == 200
        assert ask(server, bearer("sk-ant-oat01-x"), BETA, VERSION).error[2] == "OAuth access token is invalid."


@pytest.mark.parametrize(("wording", "start"), [("current", "OAuth access token has"), ("older", "OAuth token has")])
def test_an_expired_login_says_so(wording: Literal["current", "older"], start: str) -> None:
    with StandIn(rules(KeyState.EXPIRED, wording)) as server:
        status, kind, message = ask(server, bearer(OAUTH), BETA, VERSION).error
    assert (status, kind) == (401, AUTHENTICATION)
    assert message.startswith(f"{start} expired.")


def test_a_revoked_login_is_a_403() -> None:
    with StandIn(rules(KeyState.REVOKED)) as server:
        assert ask(server, bearer(OAUTH), BETA, VERSION).error[:2] == (403, "permission_error")


def test_an_identity_linked_key_must_name_its_workspace() -> None:
    with StandIn(rules(KeyState.NEEDS_WORKSPACE)) as server:
        missing = ask(server, bearer(GOOD), VERSION)
        wrong = ask(server, bearer(GOOD), VERSION, (WORKSPACE[0], "my workspace"))
        other = ask(server, bearer(GOOD), VERSION, (WORKSPACE[0], "wrkspc_other"))
        right = ask(server, bearer(GOOD), VERSION, WORKSPACE)
    assert missing.error[:2] == (400, INVALID)
    assert "anthropic-workspace-id" in missing.error[2]
    assert PROOF not in missing.headers
    assert missing.headers["anthropic-organization-id"]
    assert wrong.error == (400, INVALID, "anthropic-workspace-id header must be a valid workspace ID.")
    assert other.error == (404, "not_found_error", "Workspace `wrkspc_other` not found.")
    assert right.status == 200
    assert right.headers[PROOF] == WORKSPACE[1]


def test_the_workspace_text_has_two_wordings() -> None:
    with StandIn(rules(KeyState.NEEDS_WORKSPACE)) as server:
        current = ask(server, bearer(GOOD), VERSION).error[2]
        server.rules = rules(KeyState.NEEDS_WORKSPACE, "older")
        assert ask(server, bearer(GOOD), VERSION).error[2] != current


@pytest.mark.parametrize(
    ("state", "status", "kind"),
    [
        (KeyState.ORGANISATION_DISABLED, 400, INVALID),
        (KeyState.PERMISSION_DENIED, 403, "permission_error"),
        (KeyState.ADDRESS_NOT_ALLOWED, 403, "permission_error"),
        (KeyState.RATE_LIMITED, 429, "rate_limit_error"),
        (KeyState.TIER_CAP, 429, "rate_limit_error"),
    ],
)
def test_what_ails_the_account_is_said_after_the_key_was_accepted(state: KeyState, status: int, kind: str) -> None:
    with StandIn(rules(state)) as server:
        reply = ask(server, bearer(GOOD), VERSION)
        bad = ask(server, bearer(OLD), VERSION)
    assert reply.error[:2] == (status, kind)
    assert reply.headers[PROOF]
    assert bad.status == 401
    assert ("retry-after" in reply.headers) == (state is KeyState.RATE_LIMITED)


def test_the_retry_after_and_the_cap_are_told_apart() -> None:
    with StandIn(Rules(keys=(GOOD,), states={GOOD: KeyState.RATE_LIMITED}, retry_after=7)) as server:
        assert ask(server, bearer(GOOD), VERSION).headers["retry-after"] == "7"
        server.rules = rules(KeyState.TIER_CAP)
        capped = ask(server, bearer(GOOD), VERSION)
    assert capped.content["error"]["details"] == {"error_code": "enforced_spend_limit_reached"}


@pytest.mark.parametrize("state", [KeyState.NO_CREDIT, KeyState.SPEND_LIMIT])
@pytest.mark.parametrize("path", ["/v1/messages", "/v1/messages/count_tokens"])
def test_an_empty_purse_shows_only_when_something_is_asked(state: KeyState, path: str) -> None:
    with StandIn(rules(state)) as server:
        assert ask(server, bearer(GOOD), VERSION).status == 200
        assert ask(server, bearer(GOOD), VERSION, path="/v1/models/claude-sonnet-5").status == 200
        reply = ask(server, bearer(GOOD), VERSION, method="POST", path=path, body=MESSAGE)
    assert reply.error[:2] == (400, INVALID)
    assert ("credit balance" in reply.error[2]) == (state is KeyState.NO_CREDIT)
    assert reply.headers[PROOF]


@pytest.mark.parametrize(
    ("state", "status", "kind", "said"),
    [
        (KeyState.PAYMENT_REQUIRED, 402, "billing_error", "payment"),
        (KeyState.LONG_CONTEXT, 429, "rate_limit_error", "long context"),
        (KeyState.MODEL_FORBIDDEN, 403, "permission_error", MESSAGE["model"]),
    ],
)
def test_some_refusals_show_only_when_something_is_asked(state: KeyState, status: int, kind: str, said: str) -> None:
    with StandIn(rules(state)) as server:
        assert ask(server, bearer(GOOD), VERSION).status == 200
        reply = ask(server, bearer(GOOD), VERSION, method="POST", path="/v1/messages", body=MESSAGE)
    assert reply.error[:2] == (status, kind)
    assert said in reply.error[2]
    assert "retry-after" not in reply.headers


@pytest.mark.parametrize("status", [400, 401])
@pytest.mark.parametrize("header", [bearer(OLD), x_api_key(OLD)], ids=["bearer", "x-api-key"])
def test_a_bad_key_may_be_a_400_with_the_same_type(status: Literal[400, 401], header: tuple[str, str]) -> None:
    with StandIn(Rules(keys=(GOOD,), bad_key_status=status)) as server:
        assert ask(server, header, VERSION).error[:2] == (status, AUTHENTICATION)


def test_a_key_that_has_run_out_may_say_so() -> None:
    with StandIn(rules(KeyState.EXPIRED_AND_SAYS_SO)) as server:
        assert ask(server, bearer(GOOD), VERSION).error == (401, AUTHENTICATION, "API key has expired.")


def test_an_unknown_beta_is_named() -> None:
    beta = ("anthropic-beta", "oauth-2025-04-20, prompt-cahing, files")
    with StandIn(rules()) as server:
        status, kind, message = ask(server, bearer(GOOD), VERSION, beta).error
        assert ask(server, bearer(GOOD), VERSION, BETA).status == 200
    assert (status, kind) == (400, INVALID)
    assert message == "Unexpected value(s) `prompt-cahing`, `files` for the `anthropic-beta` header."


def test_an_organisation_may_forbid_calls_from_web_pages() -> None:
    origin = ("Origin", "http://localhost:3000")
    allowed = ("anthropic-dangerous-direct-browser-access", "true")
    with StandIn(rules(KeyState.WEB_PAGES_FORBIDDEN)) as server:
        assert ask(server, bearer(GOOD), VERSION).status == 200
        assert ask(server, bearer(GOOD), VERSION, origin, allowed).error[:2] == (401, AUTHENTICATION)


def test_a_message_is_answered() -> None:
    with StandIn(rules()) as server:
        reply = ask(server, bearer(GOOD), VERSION, method="POST", path="/v1/messages", body=MESSAGE)
        count = ask(server, bearer(GOOD), VERSION, method="POST", path="/v1/messages/count_tokens", body=MESSAGE)
    assert reply.status == 200
    assert (reply.content["type"], reply.content["role"]) == ("message", "assistant")
    assert reply.content["model"] == MESSAGE["model"]
    assert reply.content["content"][0]["text"]
    assert count.content == {"input_tokens": 9}


@pytest.mark.parametrize("missing", ["model", "messages", "max_tokens"])
def test_a_message_must_be_whole(missing: str) -> None:
    body = {name: value for name, value in MESSAGE.items() if name != missing}
    with StandIn(rules()) as server:
        reply = ask(server, bearer(GOOD), VERSION, method="POST", path="/v1/messages", body=body)
        rubbish = ask(server, bearer(GOOD), VERSION, method="POST", path="/v1/messages", body=b"{half")
        a_list = ask(server, bearer(GOOD), VERSION, method="POST", path="/v1/messages", body=b"[]")
    assert reply.error == (400, INVALID, f"{missing}: Field required")
    assert rubbish.error[:2] == (400, INVALID)
    assert a_list.error[:2] == (400, INVALID)


def test_a_model_that_is_not_there_is_named() -> None:
    expected = (404, "not_found_error", "model: claude-2")
    with StandIn(rules()) as server:
        one = ask(server, bearer(GOOD), VERSION, path="/v1/models/claude-2")
        body = {**MESSAGE, "model": "claude-2"}
        message = ask(server, bearer(GOOD), VERSION, method="POST", path="/v1/messages", body=body)
    assert one.error == expected
    assert message.error == expected
    assert one.headers[PROOF]


def test_credit_is_looked_at_before_the_model() -> None:
    body = {**MESSAGE, "model": "claude-2"}
    with StandIn(rules(KeyState.NO_CREDIT)) as server:
        reply = ask(server, bearer(GOOD), VERSION, method="POST", path="/v1/messages", body=body)
    assert "credit" in reply.error[2]


@pytest.mark.parametrize("path", ["/v1/v1/models", "/models", "/", "/v1/modelsx"])
def test_an_unknown_path_is_a_404_for_a_good_key(path: str) -> None:
    with StandIn(rules()) as server:
        reply = ask(server, bearer(GOOD), VERSION, path=path)
        assert ask(server, bearer(OLD), VERSION, path=path).status == 401
    assert reply.error == (404, "not_found_error", "Not Found")
    assert reply.headers["request-id"].startswith("req_")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "POST"])
def test_another_method_is_a_404(method: str) -> None:
    with StandIn(rules()) as server:
        assert ask(server, bearer(GOOD), VERSION, method=method).status == 404


def test_the_list_of_models_is_paged() -> None:
    models = Rules().models
    with StandIn(rules()) as server:
        first = ask(server, bearer(GOOD), VERSION, path="/v1/models?limit=1").content
        rest = ask(server, bearer(GOOD), VERSION, path=f"/v1/models?limit=1000&after_id={models[0]}").content
        bad = ask(server, bearer(GOOD), VERSION, path="/v1/models?limit=0")
    assert ([entry["id"] for entry in first["data"]], first["has_more"]) == ([models[0]], True)
    assert (first["first_id"], first["last_id"]) == (models[0], models[0])
    assert ([entry["id"] for entry in rest["data"]], rest["has_more"]) == (list(models[1:]), False)
    assert bad.error[:2] == (400, INVALID)


def test_every_answer_has_an_id_of_its_own() -> None:
    with StandIn(rules()) as server:
        ids = {ask(server, bearer(key), VERSION).headers["request-id"] for key in (GOOD, OLD, GOOD)}
    assert len(ids) == 3


def test_no_answer_repeats_the_key() -> None:
    with StandIn(rules()) as server:
        replies = [ask(server, bearer(key), VERSION) for key in (GOOD, OLD, f"Bearer {OLD}")]
    assert all("PRACTICE" not in json.dumps(reply.content) for reply in replies)
