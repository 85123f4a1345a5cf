"""Which kind of credential a text looks like, by the published shapes of each provider's keys."""

from enum import StrEnum

from tui.domain.key.foreign_shape import foreign_shape
from tui.domain.key.non_keys import NonKey, identifier, masked_copy, printed_nothing, reference
from tui.domain.key.placeholder import is_placeholder
from tui.domain.key.secret import is_marker
from tui.domain.regex import regex


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
    NOTHING = "nothing"
    REFERENCE = "reference"
    MASKED = "masked"
    IDENTIFIER = "identifier"
    UNKNOWN = "unknown"


# What the API takes as a key, as far as the text tells.
KEY_SHAPES = frozenset({Shape.ANTHROPIC_API_KEY, Shape.ANTHROPIC_UNKNOWN})
# What is no credential of anybody's.
NO_CREDENTIAL = frozenset(
    {Shape.EMPTY, Shape.PLACEHOLDER, Shape.NOTHING, Shape.REFERENCE, Shape.MASKED, Shape.IDENTIFIER}
)

_ANTHROPIC_SHAPES = (
    (Shape.ANTHROPIC_ADMIN_KEY, regex(r"sk-ant-admin\d*-[\w-]+")),
    (Shape.ANTHROPIC_OAUTH_TOKEN, regex(r"sk-ant-oat\d*-[\w-]+")),
    (Shape.ANTHROPIC_REFRESH_TOKEN, regex(r"sk-ant-ort\d*-[\w-]+")),
    (Shape.ANTHROPIC_SESSION_KEY, regex(r"sk-ant-(?:sid|si|cc|ccsr|mng)\d*-[\w-]+")),
    (Shape.ANTHROPIC_API_KEY, regex(r"sk-ant-(?:api|usr|svc)\d{0,4}-[\w-]+")),
    (Shape.ANTHROPIC_UNKNOWN, regex(r"sk-ant-[\w-]+")),
)
# The length is known of this kind alone: 108 characters. Of newer kinds it is not.
KNOWN_LENGTH_PREFIX = "sk-ant-api"
SHORTEST_API_KEY = 100
_WORKSPACE_KEY = "sk-ant-api03-"
USUAL_LENGTH = 108
_USUAL_END = "AA"
_LONGEST_NON_KEY = 500
_CERTAIN = ((Shape.NOTHING, printed_nothing), (Shape.MASKED, masked_copy), (Shape.IDENTIFIER, identifier))


def classify(text: str) -> Shape:
    """Return the shape of an undamaged text; never judges by length or by `api03` alone."""
    if not text.strip():
        return Shape.EMPTY
    stand_in = non_key(text)
    if stand_in is not None:
        return stand_in[0]
    for shape, pattern in _ANTHROPIC_SHAPES:
        if pattern.fullmatch(text):
            return shape
    return Shape.OTHER_PROVIDER if foreign_shape(text) else Shape.UNKNOWN


def non_key(text: str) -> tuple[Shape, NonKey] | None:
    """Return what stands there in the place of a key, where that is plain from the text alone."""
    if len(text) > _LONGEST_NON_KEY:
        return None
    for shape, test in _CERTAIN:
        found = test(text)
        if found is not None:
            return shape, found
    is_sample = is_marker(text)
    found = None if is_sample else reference(text)
    if found is not None:
        return Shape.REFERENCE, found
    return (Shape.PLACEHOLDER, NonKey("sample text")) if is_sample or is_placeholder(text) else None


def is_usual(text: str) -> bool:
    """Return whether the text is a workspace key with the length and the end that all of them have."""
    return text.startswith(_WORKSPACE_KEY) and not unusual(text)


def unusual(text: str) -> str:
    """Return what is unusual about the end of a workspace key: a hint that some of it is missing, and no proof."""
    if not text.startswith(_WORKSPACE_KEY):
        return ""
    if len(text) != USUAL_LENGTH:
        return f"it has {len(text)} characters, and keys of its kind have {USUAL_LENGTH}"
    return "" if text.endswith(_USUAL_END) else f"keys of its kind end in {_USUAL_END}, and it does not"
