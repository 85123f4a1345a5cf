"""What the project's programs run on, where that decides how their calls leave this machine."""

from collections.abc import Mapping

from tui.domain.clients.generation import Version, version_of
from tui.domain.record import Record

# Each of the two lines of releases that are in use: nodejs.org/api/cli.html, measured with 20.20, 22.23 and 24.21.
_FOLLOWS_PROXIES = ((22, 21), (24, 0))
_HAS_SYSTEM_STORE = ((22, 19), (24, 6))


class Stack(Record):
    """Node as it is started here, and the SOCKS package of the project's Python, None where nobody could tell.

    `follows_proxies` tells that `fetch` takes the proxy variables, `uses_system_store` that Node trusts
    whom the system trusts as well.
    """

    follows_proxies: bool = False
    uses_system_store: bool = False
    has_socks: bool | None = None


def stack_of(environ: Mapping[str, str], node: str, *, has_socks: bool | None) -> Stack:
    """Return what the variables ask of a Node of this version; one that is unknown counts as the newest."""
    options, version = environ.get("NODE_OPTIONS", "").split(), version_of(node)
    asks_proxies = environ.get("NODE_USE_ENV_PROXY") == "1" or "--use-env-proxy" in options
    asks_store = environ.get("NODE_USE_SYSTEM_CA") == "1" or "--use-system-ca" in options
    return Stack(
        asks_proxies and _is_since(_FOLLOWS_PROXIES, version),
        asks_store and _is_since(_HAS_SYSTEM_STORE, version),
        has_socks,
    )


def _is_since(firsts: tuple[Version, ...], version: Version | None) -> bool:
    if version is None:
        return True
    same_line = [first for first in firsts if first[0] == version[0]]
    return version >= (same_line[0] if same_line else max(firsts))
