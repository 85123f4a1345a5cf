"""Which proxy the environment names for an address, by the rules that the Python SDK follows.

Lower-case names win over upper-case ones, `ALL_PROXY` fills in for both schemes, a missing
scheme means `http://`, and `NO_PROXY` lists hosts, domains, addresses, networks, or `*`.
"""

import re
from collections.abc import Mapping

_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?:[^/?#]*@)?(?P<host>\[[^\]/?#]*\]|[^:/?#]*)(?::(?P<port>\d+))?", re.IGNORECASE
)
_NETWORK = re.compile(r"(?P<base>[0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)/\d+")


def proxy_for(url: str, environ: Mapping[str, str]) -> str:
    """Return the proxy's address, its password included, or an empty text for a direct connection."""
    address = _ADDRESS.match(url)
    if address is None:
        return ""
    scheme, host = address["scheme"].lower(), address["host"].lower().strip("[] ")
    proxy = _setting(f"{scheme}_proxy", environ) or _setting("all_proxy", environ)
    if not proxy or _is_exempt(host, address["port"] or "", _setting("no_proxy", environ)):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def proxy_host(proxy: str) -> str:
    """Return host and port of a proxy's address, without user name and password."""
    return proxy.partition("://")[2].partition("/")[0].rpartition("@")[2]


def _setting(name: str, environ: Mapping[str, str]) -> str:
    if name in environ:
        return environ[name]
    if name == "http_proxy" and "REQUEST_METHOD" in environ:
        return ""  # under CGI, HTTP_PROXY comes from a request's `Proxy:` header
    return next((value for key, value in environ.items() if key.lower() == name and value), "")


def _is_exempt(host: str, port: str, exemptions: str) -> bool:
    entries = [entry.strip().lower() for entry in exemptions.split(",")]
    return "*" in entries or any(_matches(host, port, entry) for entry in entries if entry)


def _matches(host: str, port: str, entry: str) -> bool:
    if _NETWORK.fullmatch(entry):
        return _is_within(host, entry)
    _, _, entry = entry.rpartition("://")
    name, _, entry_port = entry.rpartition(":") if re.fullmatch(r"\[.*\]:\d+|[^:]+:\d+", entry) else (entry, "", "")
    if entry_port and entry_port != port:
        return False
    name = name.strip("[]")
    if name == "localhost" or ":" in name or re.fullmatch(r"[0-9.]+", name):
        return host == name
    if name.startswith(("*.", ".")):
        return host.endswith(f".{name.lstrip('*.')}")
    return host == name or host.endswith(f".{name}")


def _is_within(host: str, network: str) -> bool:
    import ipaddress  # noqa: PLC0415 - needed for a network in NO_PROXY only, which is rare

    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False
