"""How each client's calls leave this machine: its variables, and the proxies of the system's settings."""

import sys
from collections.abc import Mapping

from tui.domain.clients.client_id import ON_FETCH, ClientId
from tui.domain.clients.proxies import ANY, PYTHON, exemptions, proxy_for, proxy_host, proxy_variable
from tui.domain.origin import printable
from tui.domain.probing.lower_rungs import ProxyUse
from tui.domain.probing.probe import ProbeRequest, Route
from tui.domain.probing.sendable import address, variables_given


class WaysOut:
    """The environment that a client's process has, and the proxy that it takes by it."""

    def __init__(self, environ: Mapping[str, str], *, asks_system: bool = False) -> None:
        self._environ = dict(environ)
        self._system: Mapping[str, str] = _system_proxies() if asks_system else {}

    def environ(self, request: ProbeRequest) -> dict[str, str]:
        """Return the variables of the client's process.

        The Python SDK takes the system's proxies where no variable names one, by the rule of
        `urllib.request.getproxies`, on which its HTTP client stands.
        """
        environ = {**self._environ, **variables_given(request)}
        names_one = any(name.lower().endswith("_proxy") and value for name, value in environ.items())
        if names_one or request.client is not ClientId.PYTHON_SDK:
            return environ
        return {**environ, **{f"{scheme}_proxy": address for scheme, address in self._system.items()}}

    def proxy(self, request: ProbeRequest) -> str:
        """Return the proxy on the request's route, its password included, empty for none."""
        match request.route:
            case Route.DIRECT:
                return ""
            case Route.AS_SET:
                return proxy_for(address(request), self.environ(request), request.proxying or PYTHON)
            case Route.THROUGH_PROXY:
                return proxy_for(address(request), self.environ(request), ANY)

    def proxy_use(self, request: ProbeRequest) -> ProxyUse:
        """Return which proxy the client takes by whose rules, or which it passes by."""
        proxy, environ, url = self.proxy(request), self.environ(request), address(request)
        rules = ANY if request.route is Route.THROUGH_PROXY else request.proxying or PYTHON
        if proxy:
            login = "@" in proxy.rpartition("://")[2].partition("/")[0]
            return ProxyUse(printable(proxy_host(proxy))[:80], proxy_variable(url, environ, rules), login)
        if request.route is Route.DIRECT:
            return ProxyUse()
        own = proxy_variable(url, _without_exceptions(environ), rules)
        named = own or proxy_variable(url, _without_exceptions(environ), ANY)
        return ProxyUse(passed_by=named, exempting=exemptions(environ, rules) if own else "")


def _without_exceptions(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if name.lower() != "no_proxy"}


def sends_unchecked(request: ProbeRequest, environ: Mapping[str, str]) -> bool:
    """Return whether the client takes any certificate, as Node does on request."""
    return request.client in ON_FETCH and environ.get("NODE_TLS_REJECT_UNAUTHORIZED") == "0"


def _system_proxies() -> Mapping[str, str]:
    if sys.platform not in {"darwin", "win32"}:
        return {}
    from urllib.request import getproxies  # noqa: PLC0415 - 15 ms, and httpx loads it when it is needed

    return getproxies()
