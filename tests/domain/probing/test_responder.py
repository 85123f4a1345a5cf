"""Who answered is told by headers, shape and host: the same words from another mouth are another responder."""

import json

import pytest

from tests.builders import OFFICIAL, request
from tui.domain.probing.answer import judge
from tui.domain.probing.probe import Accepted, Answered, Forbidden
from tui.domain.probing.responder import Responder, ResponderKind
from tui.domain.remedies.common import observed
from tui.domain.reporting.report import responder_report

JSON = "application/json"
PAGE = b"<!DOCTYPE html><html><title>Attention</title></html>"
REFUSAL = {"type": "error", "error": {"type": "authentication_error", "message": "API key is invalid."}}
MODELS = {"data": [{"type": "model", "id": "claude-haiku-4-5"}], "has_more": False}
FORBIDDEN = {"error": {"type": "forbidden", "message": "Request not allowed"}}
RELAY = "https://relay.example"


def answered(
    status: int, body: object = b"", base_url: str = RELAY, content_type: str = JSON, **headers: str
) -> Answered:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {"content-type": content_type, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return judge(request(base_url=base_url), status, named, data, complete=True, milliseconds=1.0)


def who(outcome: Answered) -> Responder:
    assert outcome.responder is not None
    return outcome.responder


def error(**fields: object) -> dict[str, object]:
    return {"error": fields}


@pytest.mark.parametrize("status", [200, 400, 401, 403, 429, 500, 529])
@pytest.mark.parametrize("base_url", [OFFICIAL, RELAY])
def test_the_api_gives_every_answer_an_id(status: int, base_url: str) -> None:
    outcome = answered(status, MODELS if status == 200 else REFUSAL, base_url, request_id="req_011CT", via="1.1 google")
    assert who(outcome) == Responder(ResponderKind.API)
    assert outcome.via == "1.1 google"


def test_an_error_of_the_official_host_is_the_apis_without_an_id_too() -> None:
    assert who(answered(401, REFUSAL, OFFICIAL)).is_api
    assert not who(answered(401, REFUSAL, RELAY)).is_api


@pytest.mark.parametrize(
    "outcome",
    [
        answered(403, FORBIDDEN, OFFICIAL),
        answered(403, PAGE, OFFICIAL, "text/html", cf_mitigated="challenge"),
        answered(403, PAGE, OFFICIAL, "text/html", server="cloudflare", cf_ray="8a-FRA"),
        answered(502, b"error code: 502", OFFICIAL, "text/plain", cf_ray="8a-FRA"),
    ],
    ids=["forbidden", "challenge", "page", "bad gateway"],
)
def test_the_edge_gives_no_id_and_no_error_of_the_apis_shape(outcome: Answered) -> None:
    assert who(outcome).kind is ResponderKind.EDGE


def test_behind_the_same_edge_json_in_the_apis_shape_is_not_the_edges() -> None:
    assert who(answered(401, REFUSAL, OFFICIAL, server="cloudflare", cf_ray="8a-FRA", request_id="req_1")).is_api


@pytest.mark.parametrize(
    ("status", "headers", "name"),
    [
        (407, {}, ""),
        (403, {"x_deny_reason": "host_not_allowed"}, ""),
        (503, {"x_squid_error": "ERR_DNS_FAIL 0"}, ""),
        (403, {"server": "squid/6.10"}, "squid"),
        (403, {"server": "Zscaler/6.2"}, "Zscaler"),
    ],
)
def test_a_proxy(status: int, headers: dict[str, str], name: str) -> None:
    assert who(answered(status, PAGE, OFFICIAL, "text/html", **headers)) == Responder(ResponderKind.PROXY, name)


@pytest.mark.parametrize(
    ("body", "headers", "name"),
    [
        (error(message="No token", type="auth_error", param="None", code="401"), {}, "LiteLLM"),
        (error(message="no", type="key_model_access_denied", param="model", code="401"), {}, "LiteLLM"),
        (REFUSAL, {"x_litellm_version": "1.93.0"}, "LiteLLM"),
        (error(message="?", type="new_api_error"), {}, "new-api"),
        (error(message="?", type="one_api_error"), {}, "one-api"),
        (REFUSAL, {"x_oneapi_request_id": "20261125"}, "one-api or new-api"),
        (error(message="No auth credentials found", code=401), {}, "OpenRouter or a gateway like it"),
        (REFUSAL, {"x_generation_id": "gen-1"}, "OpenRouter"),
        ({"status": "failure", "message": "bad"}, {}, "Portkey"),
        (REFUSAL, {"x_portkey_trace_id": "1"}, "Portkey"),
        (REFUSAL, {"helicone_status": "error"}, "Helicone"),
        ({"success": False, "result": [], "messages": [], "error": [{"code": 2001}]}, {}, "Cloudflare's AI Gateway"),
        (REFUSAL, {"cf_aig_log_id": "01"}, "Cloudflare's AI Gateway"),
        (error(code=401, message="?", status="UNAUTHENTICATED"), {}, "Google Cloud"),
        ({"message": "?"}, {"x_amzn_requestid": "7a"}, "Amazon Web Services"),
        (error(code="401", message="?"), {"apim_request_id": "7a"}, "Microsoft Azure"),
        ({"base_resp": {"status_code": 1004}}, {}, "MiniMax"),
        (error(message="?", type="x", param=None, code="invalid_api_key"), {}, "a service that speaks OpenAI's format"),
        ({"detail": "Invalid API key"}, {}, "a program built on FastAPI"),
        (REFUSAL, {}, "a service that speaks the Claude API's format"),
        ({"hello": "world"}, {}, ""),
    ],
)
def test_a_gateway_or_another_vendor(body: object, headers: dict[str, str], name: str) -> None:
    assert who(answered(401, body, **headers)) == Responder(ResponderKind.GATEWAY, name)


def test_a_gateway_that_hands_on_the_apis_answer_is_still_the_one_that_answered() -> None:
    headers = {"request-id": "req_1", "llm_provider-request-id": "req_1"}
    body = json.dumps(REFUSAL).encode()
    outcome = judge(request(base_url=RELAY), 401, headers, body, complete=True, milliseconds=1.0)
    assert who(outcome).name == "LiteLLM"


@pytest.mark.parametrize(
    ("base_url", "name"),
    [
        ("https://openrouter.ai/api", "OpenRouter"),
        ("https://api.deepseek.com/anthropic", "DeepSeek"),
        ("https://api.moonshot.cn/anthropic", "Moonshot"),
        ("https://open.bigmodel.cn/api/anthropic", "Zhipu"),
        ("https://api.minimaxi.com/anthropic", "MiniMax"),
        ("https://ada:pw@gateway.ai.cloudflare.com/v1/a/b/anthropic", "Cloudflare's AI Gateway"),
        ("https://bedrock-runtime.eu-central-1.amazonaws.com", "Amazon Web Services"),
        ("https://mine.services.ai.azure.com/anthropic", "Microsoft Azure"),
    ],
)
def test_a_vendors_host_names_it_in_the_apis_own_shape(base_url: str, name: str) -> None:
    assert who(answered(401, REFUSAL, base_url)).name == name


def test_a_page_from_a_vendors_host_is_nobodys_in_particular() -> None:
    assert who(answered(404, PAGE, "https://openrouter.ai/api", "text/html")).kind is ResponderKind.WEB_SERVER


@pytest.mark.parametrize(
    "outcome",
    [
        answered(200, PAGE, OFFICIAL, "text/html"),
        answered(511, PAGE, OFFICIAL, "text/html"),
        answered(302, b"", OFFICIAL, "", location="https://login.example/start"),
    ],
    ids=["page", "511", "redirect"],
)
def test_a_captive_portal(outcome: Answered) -> None:
    assert who(outcome).kind is ResponderKind.PORTAL


def test_a_redirect_on_the_same_host_is_no_portal() -> None:
    assert who(answered(301, b"", RELAY, "", location=f"{RELAY}/login", server="nginx")) == Responder(
        ResponderKind.WEB_SERVER, "nginx"
    )


@pytest.mark.parametrize(
    ("server", "name"), [("nginx/1.27", "nginx"), ("Apache/2.4", "Apache"), ("Microsoft-IIS/10.0", "IIS"), ("x", "")]
)
def test_a_web_server(server: str, name: str) -> None:
    assert who(answered(404, PAGE, RELAY, "text/html", server=server)) == Responder(ResponderKind.WEB_SERVER, name)


def test_an_empty_answer_without_marks_tells_nothing() -> None:
    assert who(answered(503)) == Responder(ResponderKind.UNKNOWN)


def test_litellms_refusal_of_a_model_is_not_one_of_the_key() -> None:
    outcome = answered(401, error(message="key not allowed", type="key_model_access_denied", param="model", code="401"))
    assert type(outcome) is Forbidden


def test_the_words_name_the_product_and_never_quote_the_server() -> None:
    outcome = answered(401, error(message="?", type="auth_error", param="None", code="401"), server="sk-ant-api03-zzz")
    (line,) = observed(outcome)
    assert line.text.endswith("401 auth_error, answered by LiteLLM")
    assert responder_report(outcome) == {"kind": "gateway", "name": "LiteLLM"}


def test_of_the_api_itself_only_the_report_speaks() -> None:
    outcome = answered(200, MODELS, OFFICIAL, request_id="req_1")
    assert isinstance(outcome, Accepted)
    assert "answered by" not in observed(outcome)[0].text
    assert responder_report(outcome) == {"kind": "anthropic", "name": None}
