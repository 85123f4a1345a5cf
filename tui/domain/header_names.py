"""Names of headers in which people send the key, whether or not the API reads them, and of those that it reads."""

import re

CREDENTIAL_NAMES = (
    r"authorization|(?:x[-_])?(?:(?:anthropic|claude)[-_])?(?:api[-_]?(?:key|token)|auth[-_]?token)"
    r"|x[-_](?:key|token)|(?:anthropic|claude)[-_](?:key|token)"
)
NAMES = rf"{CREDENTIAL_NAMES}|anthropic-(?:version|beta|workspace-id|dangerous-direct-browser-access)"
_IS_CREDENTIAL = re.compile(CREDENTIAL_NAMES, re.IGNORECASE)


def is_credential_header(name: str) -> bool:
    """Return whether people send the key in a header of this name."""
    return _IS_CREDENTIAL.fullmatch(name) is not None
