"""Gateways: hosts that speak the Claude API and want keys that they gave out themselves."""

from collections.abc import Iterator

from tui.domain.address import same_host
from tui.domain.base_url import best_at_endpoint, is_official
from tui.domain.client import Place
from tui.domain.evidence import Evidence
from tui.domain.finding import Finding
from tui.domain.names import is_address_name
from tui.domain.probe import Accepted, Rejected
from tui.domain.remedies import host_of
from tui.domain.shape import KEY_SHAPES, Shape

# Providers that speak the Claude API at an address of their own (their documentation, 2026).
_VENDORS = {
    "openrouter.ai": "OpenRouter",
    "api.deepseek.com": "DeepSeek",
    "api.moonshot.ai": "Moonshot",
    "api.moonshot.cn": "Moonshot",
    "api.z.ai": "Z.ai",
    "open.bigmodel.cn": "Zhipu",
    "api.minimax.io": "MiniMax",
    "api.minimaxi.com": "MiniMax",
    "dashscope.aliyuncs.com": "Alibaba Cloud",
}
# How the answers of gateways name themselves: by the type of the error, else by a word of its text.
_ERROR_TYPES = {
    "auth_error": "LiteLLM",
    "token_not_found_in_db": "LiteLLM",
    "new_api_error": "new-api",
    "one_api_error": "One API",
}
_WORDS = {
    "virtual key": "LiteLLM",
    "litellm": "LiteLLM",
    "\u65e0\u6548\u7684\u4ee4\u724c": "new-api",
}


def vendor_at(url: str) -> str:
    """Return the provider whose own address this is, or an empty text."""
    return _VENDORS.get(host_of(url).partition(":")[0].lower(), "")


def wants_own_key(evidence: Evidence) -> str:
    """Return the gateway that refuses a key of Anthropic's because it wants its own, or an empty text."""
    winner, resolution = evidence.winner, evidence.resolution
    if winner is None or winner.value.shape not in KEY_SHAPES or resolution.base_url is None or is_official(evidence):
        return ""
    outcome = best_at_endpoint(evidence)
    if not isinstance(outcome, Rejected) or isinstance(evidence.other_header(), Accepted):
        return ""
    return vendor_at(resolution.endpoint) or _named_by(outcome)


def is_for_a_gateway(evidence: Evidence) -> bool:
    """Return whether the text that goes to the official host is meant for a gateway."""
    winner = evidence.winner
    if winner is None or not is_official(evidence) or winner.value.shape not in {Shape.OTHER_PROVIDER, Shape.UNKNOWN}:
        return False
    foreign = winner.value.foreign
    if foreign is not None and not foreign.may_be_gateways:
        return False
    is_token = evidence.resolution.place is Place.TOKEN_VARIABLE
    return is_token or (foreign is not None and foreign.is_gateways) or unread_address(evidence) is not None


def unread_address(evidence: Evidence) -> Finding | None:
    """Return a base URL of another host that is defined where this client does not read it."""
    return next(_unread_addresses(evidence), None)


def _unread_addresses(evidence: Evidence) -> Iterator[Finding]:
    for finding in evidence.snapshot.findings:
        if finding is evidence.resolution.base_url or not is_address_name(finding.variable):
            continue
        if "://" in finding.text and not same_host(finding.text, evidence.snapshot.official_url):
            yield finding


def _named_by(outcome: Rejected) -> str:
    by_type = _ERROR_TYPES.get(outcome.error_type, "")
    if by_type or outcome.speaks_anthropic:
        return by_type
    text = outcome.message.lower()
    return next((name for word, name in _WORDS.items() if word in text), "")
