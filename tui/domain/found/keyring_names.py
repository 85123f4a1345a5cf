"""Under which names programs keep Anthropic credentials in a keyring."""

import re
from collections.abc import Iterable, Mapping

from tui.domain.clients.official_api import HOST
from tui.domain.record import Record
from tui.domain.regex import regex

DEFAULT_SERVICE = "anthropic"
DEFAULT_USER = "ANTHROPIC_API_KEY"


class KnownName(Record):
    """A name in use: the service and the user, which is empty where it differs from person to person."""

    service: str
    user: str = ""


# There is no convention, hence the pattern below as well. Sources: the documentation or the
# source code of goose, Zed and Claude Code, and public code that calls `keyring`.
KNOWN_NAMES = (
    KnownName(DEFAULT_SERVICE, DEFAULT_USER),
    KnownName(DEFAULT_SERVICE, "api_key"),
    KnownName(DEFAULT_SERVICE, "default"),
    KnownName(DEFAULT_SERVICE),
    KnownName("anthropic-api"),
    KnownName("anthropic-api-key"),
    KnownName("anthropic_api_key"),
    KnownName("ANTHROPIC_API_KEY"),
    KnownName("claude"),
    KnownName("Claude Code"),
    KnownName("Claude Code-credentials"),
    KnownName("goose", "secrets"),
    KnownName(f"https://{HOST}", "Bearer"),
)

_TELLING = regex(r"anthropic|claude|sk-ant", re.IGNORECASE)
# Desktop programs keep the key of their own encrypted files under such a name.
_FILE_KEY = regex(r"safe storage", re.IGNORECASE)


class NameScheme(Record):
    """Which two attributes of a Secret Service item hold the service and the user."""

    name: str
    service: str
    user: str


SCHEMES = (
    NameScheme("default", "service", "username"),
    NameScheme("account", "service", "account"),
    NameScheme("url", "url", "username"),
    NameScheme("KeePassXC", "Title", "UserName"),
)


def is_candidate(service: str, user: str, others: Iterable[str] = ()) -> bool:
    """Return whether an entry of this name, label or other attributes may hold an Anthropic credential."""
    texts = (service, user, *others)
    if any(_FILE_KEY.search(text) for text in texts):
        return False
    known = KnownName(service, user) in KNOWN_NAMES or KnownName(service) in KNOWN_NAMES
    return known or any(_TELLING.search(text) for text in texts)


def names_of(attributes: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the service and the user that an item's attributes name; the user may be empty."""
    for scheme in SCHEMES:
        if scheme.service in attributes and scheme.user in attributes:
            return attributes[scheme.service], attributes[scheme.user]
    named = next((scheme.service for scheme in SCHEMES if attributes.get(scheme.service)), None)
    return (attributes[named], "") if named else None
