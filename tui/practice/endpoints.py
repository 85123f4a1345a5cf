"""The four endpoints of the API that the practice range has, for a caller whose key was accepted."""

import json
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from tui.practice.answer import Answer, Case, as_json
from tui.practice.rules import KeyState

_MODELS = "/v1/models"
_MESSAGES = "/v1/messages"
_COUNT = "/v1/messages/count_tokens"
_MOST = 1000
_REPLY = "Hello! Your key works."


def endpoint(case: Case) -> Answer:
    """Return the answer of the endpoint that the path names, or a 404."""
    path = urlsplit(case.seen.path).path
    match case.seen.method, path:
        case "GET", _ if path == _MODELS:
            return _rate(case) or _list_models(case)
        case "GET", _ if path.startswith(f"{_MODELS}/"):
            return _rate(case) or _one_model(case, path.removeprefix(f"{_MODELS}/"))
        case "POST", _ if path in {_MESSAGES, _COUNT}:
            return _post(case, is_count=path == _COUNT)
        case _:
            return case.error(404, "not_found_error", "Not Found")


def _list_models(case: Case) -> Answer:
    query = parse_qs(urlsplit(case.seen.path).query)
    limit, after = query.get("limit", ["20"])[-1], query.get("after_id", [""])[-1]
    if not limit.isdecimal() or not 1 <= int(limit) <= _MOST:
        return case.invalid(f"limit: Input should be between 1 and {_MOST}")
    models = list(case.rules.models)
    if after in models:
        models = models[models.index(after) + 1 :]
    page = models[: int(limit)]
    return as_json(
        200,
        {
            "data": [_model(model) for model in page],
            "has_more": len(page) < len(models),
            "first_id": page[0] if page else None,
            "last_id": page[-1] if page else None,
        },
    )


def _one_model(case: Case, model: str) -> Answer:
    return as_json(200, _model(model)) if model in case.rules.models else _no_such_model(case, model)


def _model(model: str) -> dict[str, str]:
    shown = model.replace("-", " ").title()
    return {"type": "model", "id": model, "display_name": shown, "created_at": "2026-09-01T00:00:00Z"}


def _no_such_model(case: Case, model: object) -> Answer:
    return case.error(404, "not_found_error", f"model: {model}")


def _post(case: Case, *, is_count: bool) -> Answer:
    content = _content(case.seen.body)
    if content is None:
        return case.invalid("The request body is not valid JSON.")
    for name in ("model", "messages") if is_count else ("model", "messages", "max_tokens"):
        if name not in content:
            return case.invalid(f"{name}: Field required")
    if answer := _spending(case):
        return answer
    model = content["model"]
    if case.key_state is KeyState.MODEL_FORBIDDEN:
        return case.error(403, "permission_error", f"Your API key may not use the model {model}.")
    if model not in case.rules.models:
        return _no_such_model(case, model)
    return _rate(case) or (as_json(200, {"input_tokens": 9}) if is_count else _message(case, model))


def _content(body: bytes) -> Mapping[str, Any] | None:
    try:
        content: object = json.loads(body)
    except ValueError:
        return None
    return cast("Mapping[str, Any]", content) if isinstance(content, dict) else None


def _message(case: Case, model: str) -> Answer:
    return as_json(
        200,
        {
            "id": case.request_id.replace("req_", "msg_"),
            "type": "message",
            "role": "assistant",
            "model": model,
            "content": [{"type": "text", "text": _REPLY}],
            "stop_reason": "end_turn",
            "stop_sequence": None,
            "usage": {"input_tokens": 9, "output_tokens": 7},
        },
    )


def _spending(case: Case) -> Answer | None:
    match case.key_state:
        case KeyState.NO_CREDIT:
            advice = "Please go to Plans & Billing to upgrade or purchase credits."
            return case.invalid(f"Your credit balance is too low to access the Anthropic API. {advice}")
        case KeyState.PAYMENT_REQUIRED:
            return case.error(402, "billing_error", "There is a problem with the payment method of this account.")
        case KeyState.LONG_CONTEXT:
            return case.error(429, "rate_limit_error", "Extra usage is required for long context requests.")
        case KeyState.SPEND_LIMIT:
            regain = "You will regain access on 2026-12-01 at 00:00 UTC."
            return case.invalid(f"You have reached your specified API usage limits. {regain}")
        case _:
            return None


def _rate(case: Case) -> Answer | None:
    match case.key_state:
        case KeyState.RATE_LIMITED:
            text = "This request would exceed your organization's rate limit of 50 requests per minute."
            return case.error(429, "rate_limit_error", text).with_headers(("retry-after", str(case.rules.retry_after)))
        case KeyState.TIER_CAP:
            # The monthly cap of a tier is a 429 too, told apart by its code and by the missing retry-after.
            text = "You have reached your API usage limits: your organization has crossed its monthly threshold."
            return case.error(429, "rate_limit_error", text, {"error_code": "enforced_spend_limit_reached"})
        case _:
            return None
