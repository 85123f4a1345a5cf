"""Gateways: hosts that speak the Claude API and want keys that they gave out themselves."""

from collections.abc import Iterator

from tui.domain.clients.address import same_host
from tui.domain.clients.client import Place
from tui.domain.found.finding import Finding
from tui.domain.found.names import is_address_name
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.shape import KEY_SHAPES, Shape
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Accepted, Rejected
from tui.domain.reasons.base_url import best_at_endpoint

# Those of the named ones that give out keys; others pass on a key of Anthropic's.
_GIVE_OUT_KEYS = frozenset(
    {
        "LiteLLM",
        "new-api",
        "one-api",
        "one-api or new-api",
        "Portkey",
        "OpenRouter",
        "OpenRouter or a gateway like it",
        "DeepSeek",
        "Moonshot",
        "Zhipu",
        "MiniMax",
        "Alibaba's DashScope",
        "Vercel's AI Gateway",
    }
)


def wants_own_key(evidence: Evidence) -> str:
    """Return the gateway that refuses a key of Anthropic's because it wants its own, or an empty text."""
    winner, resolution = evidence.winner, evidence.resolution
    if winner is None or winner.value.shape not in KEY_SHAPES or resolution.base_url is None or is_official(evidence):
        return ""
    outcome = best_at_endpoint(evidence)
    if not isinstance(outcome, Rejected) or isinstance(evidence.other_header(), Accepted):
        return ""
    name = outcome.responder.name if outcome.responder else ""
    if name in _GIVE_OUT_KEYS:
        return name
    return "the gateway" if is_about(outcome.message, Topic.OWN_KEY) else ""


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
