"""Which kind of credential a text looks like, by the published shapes of each provider's keys."""

import re
from enum import StrEnum

from tui.domain.record import Record
from tui.domain.secret import is_marker


class Shape(StrEnum):
    """The kinds that fix401 tells apart; the values appear in `--json`."""

    EMPTY = "empty"
    ANTHROPIC_API_KEY = "anthropic-api-key"
    ANTHROPIC_ADMIN_KEY = "anthropic-admin-key"
    ANTHROPIC_OAUTH_TOKEN = "anthropic-oauth-token"  # noqa: S105 - the name of a kind, not a credential
    ANTHROPIC_REFRESH_TOKEN = "anthropic-refresh-token"  # noqa: S105 - as above
    ANTHROPIC_SESSION_KEY = "anthropic-session-key"
    ANTHROPIC_UNKNOWN = "anthropic-unknown"
    OTHER_PROVIDER = "other-provider"
    PLACEHOLDER = "placeholder"
    UNKNOWN = "unknown"


# What the API takes as a key, as far as the text tells.
KEY_SHAPES = frozenset({Shape.ANTHROPIC_API_KEY, Shape.ANTHROPIC_UNKNOWN})


class ForeignShape(Record):
    """Another provider's key: its name, its pattern and the variable it belongs in."""

    provider: str
    pattern: re.Pattern[str]
    variable: str


# Patterns and lengths: reference tables of trufflehog and gitleaks, 2026; first match wins.
FOREIGN_SHAPES = (
    ForeignShape("OpenRouter", re.compile(r"sk-or-[\w-]{16,}"), "OPENROUTER_API_KEY"),
    ForeignShape("OpenAI", re.compile(r"sk-(?:proj|svcacct|service|admin)-[\w-]{16,}"), "OPENAI_API_KEY"),
    ForeignShape("OpenAI", re.compile(r"sk-[A-Za-z0-9]*T3BlbkFJ[\w-]+"), "OPENAI_API_KEY"),
    ForeignShape("Google", re.compile(r"AIza[\w-]{30,}"), "GEMINI_API_KEY"),
    ForeignShape("Groq", re.compile(r"gsk_[A-Za-z0-9]{20,}"), "GROQ_API_KEY"),
    ForeignShape("xAI", re.compile(r"xai-\w{20,}"), "XAI_API_KEY"),
    ForeignShape("Perplexity", re.compile(r"pplx-[A-Za-z0-9]{20,}"), "PERPLEXITY_API_KEY"),
    ForeignShape("Hugging Face", re.compile(r"(?:hf|api_org)_[A-Za-z0-9]{20,}"), "HF_TOKEN"),
    ForeignShape("GitHub", re.compile(r"(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})"), "GITHUB_TOKEN"),
    ForeignShape("GitLab", re.compile(r"glpat-[\w-]{20,}"), "GITLAB_TOKEN"),
    ForeignShape("AWS", re.compile(r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}"), "AWS_ACCESS_KEY_ID"),
    ForeignShape("AWS Bedrock", re.compile(r"ABSK[A-Za-z0-9+/]{40,}={0,2}"), "AWS_BEARER_TOKEN_BEDROCK"),
    ForeignShape("Zhipu", re.compile(r"[0-9a-f]{32}\.[A-Za-z0-9]{16}"), "ZHIPUAI_API_KEY"),
    ForeignShape("OpenAI or a gateway", re.compile(r"sk-(?!ant-)[A-Za-z0-9_-]{16,}"), "OPENAI_API_KEY"),
)

_ANTHROPIC_SHAPES = (
    (Shape.ANTHROPIC_ADMIN_KEY, re.compile(r"sk-ant-admin\d*-[\w-]+")),
    (Shape.ANTHROPIC_OAUTH_TOKEN, re.compile(r"sk-ant-oat\d*-[\w-]+")),
    (Shape.ANTHROPIC_REFRESH_TOKEN, re.compile(r"sk-ant-ort\d*-[\w-]+")),
    (Shape.ANTHROPIC_SESSION_KEY, re.compile(r"sk-ant-(?:sid|si|cc|ccsr)\d*-[\w-]+")),
    (Shape.ANTHROPIC_API_KEY, re.compile(r"sk-ant-(?:api|usr|svc)\d{0,4}-[\w-]+")),
    (Shape.ANTHROPIC_UNKNOWN, re.compile(r"sk-ant-[\w-]+")),
)
# The length is known of this kind alone: 108 characters. Of newer kinds it is not.
KNOWN_LENGTH_PREFIX = "sk-ant-api"
SHORTEST_API_KEY = 100
_PLACEHOLDER = re.compile(
    r"(?:sk-ant-)?(?:api03-)?(?:x{4,}|\.{3}|\*{4,})[\w.*-]*"
    r"|(?:sk-ant-(?:api03-)?)?[<{\[(]?(?:your|my|the|insert|put|paste|add|enter|replace)[-_ ].*"
    r"|(?:sk-ant-(?:api03-)?)?"
    r"(?:your|placeholder|example|dummy|fake|test|changeme|change[-_]me|replace[-_]?me|todo)[\w -]{0,24}"
    r"|user_provided|proxy_managed|api[-_]?key|anthropic[-_]api[-_]key|secret|none-set"
    r"|<[^<>]{0,60}>|\[[\w -]{1,40}\]|\{\{?[\w -]{1,40}\}?\}",
    re.IGNORECASE,
)


def classify(text: str) -> Shape:
    """Return the shape of an undamaged text; never judges by length or by `api03` alone."""
    if not text.strip():
        return Shape.EMPTY
    if is_marker(text) or (_PLACEHOLDER.fullmatch(text) and not _holds_a_key(text)):
        return Shape.PLACEHOLDER
    for shape, pattern in _ANTHROPIC_SHAPES:
        if pattern.fullmatch(text):
            return shape
    return Shape.OTHER_PROVIDER if foreign_shape(text) else Shape.UNKNOWN


def foreign_shape(text: str) -> ForeignShape | None:
    """Return the other provider whose key the whole text looks like."""
    if text.startswith("sk-ant-"):
        return None
    return next((shape for shape in FOREIGN_SHAPES if shape.pattern.fullmatch(text)), None)


def _holds_a_key(text: str) -> bool:
    return re.search(r"sk-[\w-]{40,}", text) is not None
