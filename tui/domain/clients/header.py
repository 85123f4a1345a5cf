"""The headers of a request that carry credentials, and the bytes in which a client writes them."""

import re
from enum import StrEnum

from tui.domain.key.secret import Secret
from tui.domain.record import Record
from tui.domain.regex import regex

_SCHEME = regex(r"bearer +", re.IGNORECASE)
WORKSPACE_HEADER = "anthropic-workspace-id"
BETA_HEADER = "anthropic-beta"


class Header(StrEnum):
    """The header that carries the credential."""

    BEARER = "bearer"
    X_API_KEY = "x-api-key"

    @property
    def wire_name(self) -> str:
        """The name on the wire, as the SDKs write it."""
        return "Authorization" if self is Header.BEARER else "X-Api-Key"

    @property
    def shown(self) -> str:
        """How it is called in a sentence."""
        return "Authorization: Bearer" if self is Header.BEARER else "x-api-key"


class Encoding(StrEnum):
    """Which characters a client puts into a header, and as which bytes."""

    ASCII = "ascii"
    UTF_8 = "utf-8"
    LATIN_1 = "latin-1"


class SentHeader(Record):
    """A header that goes along with the credential's: a second credential, or one that the user has set.

    One of the same name takes the place of the client's own, unless it `doubles` it: then both
    lines are sent.
    """

    name: str
    value: Secret
    doubles: bool = False

    @property
    def is_credential(self) -> bool:
        """Whether the API may look for a credential in it."""
        return self.name.lower() in {"authorization", "x-api-key"}


def credential_header(header: Header, secret: Secret) -> SentHeader:
    """Return the whole header of a credential, such as `Authorization: Bearer ...`."""
    whole = secret.changed(lambda text: f"Bearer {text}") if header is Header.BEARER else secret
    return SentHeader(header.wire_name, whole)


def header_with_prefix(prefix: str, secret: Secret) -> Secret:
    """Return a header's value with the credential behind this text."""
    return secret.changed(lambda text: f"{prefix}{text}") if prefix else secret


def without_scheme(secret: Secret) -> Secret:
    """Return a token without the `Bearer` before it."""
    return secret.changed(lambda text: _SCHEME.sub("", text))


def custom_headers(text: str) -> tuple[SentHeader, ...]:
    """Return the headers of ANTHROPIC_CUSTOM_HEADERS: one `Name: value` a line, the last of a name counts."""
    pairs = (line.partition(":") for line in text.split("\n"))
    last = {name.strip(): value.strip() for name, colon, value in pairs if colon and name.strip()}
    return tuple(SentHeader(name, Secret(value)) for name, value in last.items())


def custom_header_line(name: str, value: Secret) -> Secret:
    """Return a line of ANTHROPIC_CUSTOM_HEADERS, without the blank, which loaders of `.env` read differently."""
    return value.changed(lambda text: f"{name}:{text}")
