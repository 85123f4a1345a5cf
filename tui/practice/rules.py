"""How the stand-in behaves: which keys it knows, what ails them, and what stands in front of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class KeyState(StrEnum):
    """What the API knows of a key that it has issued; the values are written in the labs."""

    OK = "ok"
    REVOKED = "revoked"
    EXPIRED = "expired"
    EXPIRED_AND_SAYS_SO = "expired-and-says-so"
    NO_CREDIT = "no-credit"
    PAYMENT_REQUIRED = "payment-required"
    SPEND_LIMIT = "spend-limit"
    TIER_CAP = "tier-cap"
    LONG_CONTEXT = "long-context"
    ORGANISATION_DISABLED = "organisation-disabled"
    PERMISSION_DENIED = "permission-denied"
    MODEL_FORBIDDEN = "model-forbidden"
    WEB_PAGES_FORBIDDEN = "web-pages-forbidden"
    ADDRESS_NOT_ALLOWED = "address-not-allowed"
    RATE_LIMITED = "rate-limited"
    NEEDS_WORKSPACE = "needs-workspace-header"


class Mode(StrEnum):
    """What answers in the API's place, or how the connection fails."""

    NORMAL = "normal"
    OVERLOADED = "overloaded"
    INTERNAL_ERROR = "internal-error"
    UNAVAILABLE = "unavailable"
    BAD_GATEWAY = "bad-gateway"
    TIMES_OUT = "times-out"
    HTML_PORTAL = "html-portal"
    REGION_BLOCK = "region-block"
    FOREIGN_401 = "foreign-401"
    GATEWAY_BEARER_ONLY = "gateway-bearer-only"
    GATEWAY_X_API_KEY_ONLY = "gateway-x-api-key-only"
    GATEWAY_MODELS_BEARER_ONLY = "gateway-models-bearer-only"
    GATEWAY_422 = "gateway-422"
    OPENAI_FORMAT = "openai-format"
    LITELLM = "litellm"
    NEW_API = "new-api"
    STRIPS_CREDENTIAL = "strips-credential"
    DOUBLES_VERSION = "doubles-version"
    ADDS_ORIGIN = "adds-origin"
    REDIRECT = "redirect"
    SLOW = "slow"
    CLOSES_EARLY = "closes-early"
    HALF_BODY = "half-body"
    HUGE_BODY = "huge-body"


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that decides an answer.

    `keys` were issued at some time; one without an entry in `states` is good. `wording`
    switches between the texts since August 2026 and those before, because nothing may
    depend on a text; `version_first` does the same for the order of two checks that is
    documented nowhere, `bad_key_status` for a status that was seen once. `redirect_to` is
    used by the mode of that name, `slow_seconds` too, `retry_after` (seconds) by keys that
    are rate limited.
    """

    keys: tuple[str, ...] = field(default=(), repr=False)
    states: Mapping[str, KeyState] = field(default_factory=dict[str, KeyState], repr=False)
    mode: Mode = Mode.NORMAL
    wording: Literal["current", "older"] = "current"
    version_first: bool = True
    bad_key_status: Literal[400, 401] = 401
    models: tuple[str, ...] = ("claude-opus-5-5", "claude-sonnet-5", "claude-haiku-4-5")
    organisation: str = "3f1c2a58-0000-4000-8000-70726163746f"
    workspace: str = "wrkspc_01PracticeRange"
    retry_after: int = 30
    redirect_to: str = "https://login.example.com/"
    slow_seconds: float = 30.0

    def state(self, key: str) -> KeyState | None:
        """Return what ails a key, or None for one that was never issued."""
        return self.states.get(key, KeyState.OK) if key in self.keys else None


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """One request as it arrived: `headers` in the order of the wire, `path` with its query."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    body: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str | None:
        """Return a header's value, several lines of the same name joined by a comma as HTTP allows; None if absent."""
        values = [value for key, value in self.headers if key.lower() == name]
        return ", ".join(values) if values else None
