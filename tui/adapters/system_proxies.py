"""The proxies of the system's settings, which the Python SDK uses on macOS and Windows where no variable is set."""

import sys
from collections.abc import Mapping


def with_system_proxies(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment, completed by the system's proxies when it names none itself.

    The rule is that of `urllib.request.getproxies`, on which the SDK's HTTP client stands.
    """
    names_one = any(name.lower().endswith("_proxy") and value for name, value in environ.items())
    proxies = {} if names_one else _system_proxies()
    return {**environ, **{f"{scheme}_proxy": address for scheme, address in proxies.items()}}


def _system_proxies() -> dict[str, str]:
    if sys.platform not in {"darwin", "win32"}:
        return {}
    from urllib.request import getproxies  # noqa: PLC0415 - 15 ms, and httpx loads it when it is needed

    return getproxies()
