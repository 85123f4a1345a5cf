"""Names of headers in which people send the key, whether or not the API reads them, and of those that it reads."""

import re

from tui.domain.regex import regex

_CREDENTIAL_NAMES = (
    r"authorization|(?:x[-_])?(?:(?:anthropic|claude)[-_])?(?:api[-_]?(?:key|token)|auth[-_]?token)"
    r"|x[-_](?:key|token)|(?:anthropic|claude)[-_](?:key|token)"
)
# Of these the name alone tells that a header is meant.
SURE_NAMES = (
    r"authorization|(?:x-)?(?:(?:anthropic|claude)-)?(?:api-key|api-token|auth-token)|x-(?:apikey|key|token)"
    r"|(?:anthropic|claude)-(?:key|token)"
)
NAMES = rf"{_CREDENTIAL_NAMES}|anthropic-(?:version|beta|workspace-id|dangerous-direct-browser-access)"
_IS_CREDENTIAL = regex(_CREDENTIAL_NAMES, re.IGNORECASE)


def is_credential_header(name: str) -> bool:
    """Return whether people send the key in a header of this name."""
    return _IS_CREDENTIAL.fullmatch(name) is not None
