"""What may stand in front of the API: a hop that changes the request, or a gateway that answers itself."""

from dataclasses import replace

from tui.domain.clients.official_api import USUAL_VERSION, VERSION_HEADER
from tui.practice.answer import Answer, Case, as_json
from tui.practice.endpoints import endpoint
from tui.practice.rules import KeyState, Mode

_CREDENTIALS = frozenset({"authorization", "x-api-key"})
_GATEWAYS = frozenset(
    {
        Mode.GATEWAY_BEARER_ONLY,
        Mode.GATEWAY_X_API_KEY_ONLY,
        Mode.GATEWAY_MODELS_BEARER_ONLY,
        Mode.GATEWAY_422,
        Mode.LITELLM,
        Mode.NEW_API,
    }
)
_LITELLM_HEADERS = (("x-litellm-call-id", "practice"), ("x-litellm-version", "1.93.0"))


def as_it_arrives(case: Case) -> Case:
    """Return the case as the API sees it behind what stands in front."""
    headers = case.seen.headers
    match case.rules.mode:
        case Mode.STRIPS_CREDENTIAL:
            headers = tuple(item for item in headers if item[0].lower() not in _CREDENTIALS)
        case Mode.DOUBLES_VERSION:
            headers = (*headers, (VERSION_HEADER, USUAL_VERSION))
        case Mode.ADDS_ORIGIN:
            headers = (*headers, ("Origin", "https://app.example.com"))
        case _:
            return case
    return replace(case, seen=replace(case.seen, headers=headers))


def gateway(case: Case) -> Answer | None:
    """Return the answer of a gateway, which has error bodies and headers of its own; None where there is none."""
    mode = case.rules.mode
    if mode not in _GATEWAYS:
        return None
    if mode is Mode.GATEWAY_422 and not case.x_api_key:
        missing = {"type": "missing", "loc": ["header", "x-api-key"], "msg": "Field required", "input": None}
        return as_json(422, {"detail": [missing]}, is_api=False)
    if case.rules.state(_key(case)) is not KeyState.OK:
        return _refusal(case)
    answer = endpoint(case)
    headers = (*answer.headers, *(_LITELLM_HEADERS if mode is Mode.LITELLM else ()))
    return Answer(answer.status, answer.body, headers, is_api=False)


def foreign_401(message: str) -> Answer:
    """Return a refusal in the shape of LiteLLM's."""
    error = {"message": message, "type": "auth_error", "param": "None", "code": "401"}
    return as_json(401, {"error": error}, is_api=False)


def openai_401() -> Answer:
    """Return a refusal in the shape of OpenAI's."""
    error = {"message": "Incorrect API key provided.", "type": "invalid_request_error", "code": "invalid_api_key"}
    return as_json(401, {"error": {**error, "param": None}}, is_api=False)


def _key(case: Case) -> str:
    match case.rules.mode:
        case Mode.GATEWAY_BEARER_ONLY:
            return case.bearer
        case Mode.GATEWAY_MODELS_BEARER_ONLY if case.seen.method == "GET":
            return case.bearer
        case Mode.GATEWAY_X_API_KEY_ONLY | Mode.GATEWAY_422:
            return case.x_api_key
        case _:
            return case.bearer or case.x_api_key


def _refusal(case: Case) -> Answer:
    match case.rules.mode:
        case Mode.GATEWAY_422:
            return as_json(401, {"detail": "Invalid API key"}, is_api=False)
        case Mode.NEW_API:
            error = {"message": "无效的令牌", "type": "new_api_error"}
            return as_json(401, {"error": error}, is_api=False).with_headers(("X-Oneapi-Request-Id", "practice"))
        case Mode.LITELLM:
            reason = "LiteLLM Virtual Key expected." if _key(case) else "No api key passed in."
            return foreign_401(f"Authentication Error, {reason}").with_headers(*_LITELLM_HEADERS)
        case _:
            return foreign_401("Authentication Error, no valid virtual key was passed in.")
