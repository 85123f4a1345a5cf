"""A base URL with what is plainly wrong taken out."""

import re
from functools import partial

from tui.domain.clients.client_id import ON_FETCH, ClientId
from tui.domain.clients.header import Header
from tui.domain.key.secret import Secret
from tui.domain.regex import regex
from tui.domain.resolving.resolution import Resolution

_SURPLUS_PATH = regex(r"/v1(?:/(?:messages|models|complete))?$|/(?:messages|chat/completions)$")
_LOOPBACK = regex(r"(?:localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0|host\.docker\.internal)(?=[:/]|$)", re.IGNORECASE)
_USER = regex(r"(?<=://)[^/?#]*@")


def corrected_endpoint(resolution: Resolution, official_url: str) -> str:
    """Return the corrected base URL as it may be shown, or an empty text where nothing is to be corrected."""
    fixed = corrected_url(resolution.endpoint, official_url)
    is_right = fixed == resolution.endpoint.rstrip("/") and not resolution.has_query and not replaces_key(resolution)
    return "" if is_right else fixed


def corrected_hidden(resolution: Resolution, official_url: str) -> Secret | None:
    """Return the corrected base URL with what may not be shown of it, None where nothing is hidden in it."""
    if resolution.hidden is None:
        return None
    change = partial(_corrected, official_url, is_without_user=replaces_key(resolution))
    whole = resolution.hidden.changed(change)
    return None if whole == Secret(corrected_url(resolution.endpoint, official_url)) else whole


def replaces_key(resolution: Resolution) -> bool:
    """Return whether a user name in the base URL takes the place of the key.

    httpx makes an `Authorization: Basic` header of it, and `fetch` calls no such address (measured:
    anthropic 2.12, @anthropic-ai/sdk 1.12 on Node 20).
    """
    is_python = resolution.client.id is ClientId.PYTHON_SDK and resolution.header is Header.BEARER
    return resolution.has_user and (is_python or resolution.client.id in ON_FETCH)


def corrected_url(endpoint: str, official_url: str) -> str:
    """Return the base URL with a surplus path cut, a missing scheme added and `http:` to the official host raised.

    Equal to the endpoint when nothing is to be corrected.
    """
    url = endpoint.strip().strip("\"'").rstrip("/")
    if "://" not in url and url:
        url = f"{'http' if _LOOPBACK.match(url) else 'https'}://{url}"
    host = official_url.partition("://")[2]
    if url.startswith("http://") and url.removeprefix("http://").partition("/")[0] == host:
        url = f"https://{url.removeprefix('http://')}" if official_url.startswith("https://") else url
    return _SURPLUS_PATH.sub("", url)


def _corrected(official_url: str, text: str, *, is_without_user: bool) -> str:
    plain = _USER.sub("", text) if is_without_user else text
    return corrected_url(re.sub(r"[?#].*", "", plain, flags=re.DOTALL), official_url)
