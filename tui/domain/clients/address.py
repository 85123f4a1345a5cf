"""A URL made fit to be shown, and two URLs compared as addresses."""

import re

from tui.domain.clients.scrub import looks_made_by_a_machine
from tui.domain.key.secret import mask
from tui.domain.origin import printable
from tui.domain.regex import regex

HIDDEN = "<hidden>"
_HEAD = regex(r"[^\w/@?#]*(?:https?:[/\\]{0,3}|[a-z][a-z0-9+.-]*://|//)?", re.IGNORECASE)
_AUTHORITY = regex(r"[^/?#]*")
_PLAIN_HOST = regex(r"(?:\[[0-9A-Fa-f:.%]+\]|[^\s:@]+)(?::[0-9]*)?")
# A mask that is read again stays as it is.
_KEY_RUN = regex(r"(?!sk-[\w-]{1,14}\.\.\.)sk-[\w-]{8,}")
_PATH_RUN = regex(r"(?<=/)[A-Za-z0-9_+=~-]{20,}")
_RUN = regex(r"[A-Za-z0-9_+=~-]{20,}")
_USUAL_PORT = regex(r"^(https://[^/?#]*?):443(?=[/?#]|$)|^(http://[^/?#]*?):80(?=[/?#]|$)")


def shown_address(text: str) -> str:
    """Return a URL without user, password, query, fragment and anything like a key, escaped.

    Where it is unclear what is a password, too much is cut rather than too little.
    """
    match = _HEAD.match(text)
    end = match.end() if match else 0
    head, rest = text[:end], text[end:]
    authority = _authority_of(rest)
    if "@" in authority or not _PLAIN_HOST.fullmatch(authority):
        rest = rest.rpartition("@")[2]
        authority = _authority_of(rest)
    path = re.sub(r"[?#].*", "", rest[len(authority) :], flags=re.DOTALL)
    if "@" in path:
        path = f"/{HIDDEN}@{path.rpartition('@')[2]}"
    host = _masked_keys(authority) if "." in authority else masked_runs(authority)
    return printable(head + host + _PATH_RUN.sub(_masked_run, _masked_keys(path)))


def masked_runs(text: str) -> str:
    """Return the text with every long run of characters masked that a person would not have written."""
    return _RUN.sub(_masked_run, _masked_keys(text))


def shown_host(url: str) -> str:
    """Return the host (and port) of a URL, for people; a text without `://` as it may be shown."""
    shown = shown_address(url)
    return shown.partition("://")[2].partition("/")[0] or shown


def normal_address(url: str) -> str:
    """Return a base URL in the form in which two that lead to the same place are equal."""
    base = url.partition("#")[0].rstrip("/")
    scheme, separator, rest = base.partition("://")
    authority = _authority_of(rest)
    user, at, host = authority.rpartition("@")
    address = f"{scheme.lower()}{separator}{user}{at}{host.lower()}{rest[len(authority) :]}"
    return _USUAL_PORT.sub(r"\1\2", address).rstrip("/")


def same_host(url: str, other: str) -> bool:
    """Return whether two URLs lead to the same host and port; each scheme has its usual port."""
    return shown_host(normal_address(url)) == shown_host(normal_address(other))


def _authority_of(text: str) -> str:
    match = _AUTHORITY.match(text)
    return match.group() if match else ""


def _masked_keys(text: str) -> str:
    return _KEY_RUN.sub(lambda match: mask(match.group()), text)


def _masked_run(match: re.Match[str]) -> str:
    run = match.group()
    return mask(run) if looks_made_by_a_machine(run) else run
