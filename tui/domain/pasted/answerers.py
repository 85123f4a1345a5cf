"""Who answered: judged by the body's shape, ids and marks that only one kind of server leaves."""

from enum import StrEnum

from tui.domain.pasted.facts import Facts
from tui.domain.record import Record


class Who(StrEnum):
    """The kinds of answerers; the values appear in `--json`."""

    ANTHROPIC = "anthropic"
    EDGE = "edge"
    GATEWAY = "gateway"
    PROXY = "proxy"
    OTHER_API = "other-api"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


class Answerer(Record):
    """Who answered, in words, and whether the text leaves no doubt."""

    who: Who
    words: str
    is_certain: bool = True


class _Mark(Record):
    """Phrases that only one kind of server says."""

    who: Who
    words: str
    phrases: tuple[str, ...]


NOBODY = Answerer(Who.NOBODY, "nobody: no answer arrived")
# The first that fits counts. Sources: threads of 2024 to 2026 about each of them.
_MARKS = (
    _Mark(
        Who.PROXY,
        "a proxy, before the request could leave",
        (
            "proxy authentication required",
            "connect tunnel failed",
            "tunnel connection failed",
            "err_proxy_tunnel",
            "proxy connect aborted",
            "couldn't connect through your proxy",
            "proxyerror: 4",
            "proxyerror: 5",
            "x-squid-error",
            "host_not_allowed",
        ),
    ),
    _Mark(
        Who.GATEWAY,
        "LiteLLM, a gateway",
        (
            "litellm virtual key expected",
            "no valid virtual key",
            "token_not_found_in_db",
            "litellm_verificationtoken",
            "key_model_access_denied",
            "authentication error, litellm",
            "x-litellm-version",
        ),
    ),
    _Mark(Who.GATEWAY, "new-api or one-api, a gateway", ("new_api_error", "one_api_error", "无效的令牌", "该令牌")),
    _Mark(
        Who.GATEWAY,
        "OpenRouter",
        (
            "auth credentials found",
            "missing authentication header",
            "openrouter api error",
            "openrouter.ai/api",
            "401 user not found",
            "401: user not found",
            '"message":"user not found."',
        ),
    ),
    _Mark(
        Who.GATEWAY,
        "claude-relay-service, a gateway",
        ("api key not found or invalid", "invalid api key format", '"error":"api key not found"'),
    ),
    _Mark(Who.GATEWAY, "MiniMax", ("login fail: please carry the api secret key",)),
    _Mark(Who.GATEWAY, "Cloudflare's AI gateway", ("aigatewayerror",)),
    _Mark(
        Who.GATEWAY,
        "a gateway with rules of its own",
        (
            "bearer token required",
            "api key required in x-api-key",
            "client not allowed (detected",
            "client_validation_error",
        ),
    ),
    _Mark(
        Who.OTHER_API,
        "OpenAI, or a relay that speaks like it",
        ("incorrect api key provided", "platform.openai.com", "invalid_api_key"),
    ),
    _Mark(
        Who.OTHER_API,
        "Google",
        (
            "permission_denied",
            "aiplatform.googleapis.com",
            "generativelanguage.googleapis.com",
            "api key not valid. please",
        ),
    ),
    _Mark(
        Who.OTHER_API,
        "Amazon Web Services",
        ("x-amzn-requestid", "unrecognizedclientexception", "must not include both 'authorization' and 'x-api-key'"),
    ),
    _Mark(
        Who.EDGE,
        "Cloudflare, which stands before the API",
        ("<title>just a moment", "cf-mitigated", "attention required! | cloudflare", "app unavailable in region"),
    ),
)


def answerer_of(facts: Facts) -> Answerer:
    """Return who answered, as far as the text tells."""
    mark = next((mark for mark in _MARKS if facts.text.says(mark.phrases)), None)
    if facts.has_api_shape and facts.request_id:
        return Answerer(Who.ANTHROPIC, "the Claude API: its shape and a request id")
    if mark is not None:
        return Answerer(mark.who, mark.words)
    if facts.is_api_type or facts.request_id:
        words = "the Claude API, or a gateway that passes its answers on"
        return Answerer(Who.ANTHROPIC, words, is_certain=False)
    if facts.error_type == "forbidden":
        return Answerer(Who.EDGE, "what stands before the API: no type `error`, no request id")
    if facts.has_page:
        return Answerer(Who.UNKNOWN, "not the API: it sends no web pages")
    if facts.has_other_shape and facts.status:
        words = "something whose errors have another shape than the API's"
        return Answerer(Who.GATEWAY, words, is_certain=False)
    return Answerer(Who.UNKNOWN, "the text does not say", is_certain=False)
