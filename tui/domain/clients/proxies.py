"""Which proxy the environment names for an address, by the rules of each client."""

import re
from collections.abc import Mapping

from tui.domain.clients.client_id import ClientId
from tui.domain.record import Record
from tui.domain.regex import regex

_ADDRESS = regex(
    r"(?P<scheme>https?)://(?:[^/?#]*@)?(?P<host>\[[^\]/?#]*\]|[^:/?#]*)(?::(?P<port>\d+))?", re.IGNORECASE
)
_NETWORK = regex(r"(?P<base>[0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)/\d+")
_LOOPBACK = regex(r"localhost|127(?:\.\d{1,3}){3}|::1|(?:[\w-]+\.)+localhost", re.IGNORECASE)
_HTTP, _HTTPS, _ALL, _NO = "http_proxy", "https_proxy", "all_proxy", "no_proxy"
WANTS_LOGIN = 407
_NAMES = frozenset({_HTTP, _HTTPS, _ALL, _NO})


class ProxyRules(Record):
    """How a client picks its proxy: the variables for each scheme, by their lower-case names, first hit wins.

    The lower-case spelling of a name wins over the upper-case one; `only_lower` are names that count
    in lower case alone, `any_spelling` lets others count too, and where `empty_hides`, a lower-case
    one set to nothing hides the rest. `separators` stand between the entries of NO_PROXY,
    `has_patterns` tells that these may have a port or begin with `*.`; `needs_scheme` that an
    address without `http://` is none. `speaks_socks` is None where that takes a package of which
    nobody knows whether it is there.
    """

    https: tuple[str, ...] = ()
    http: tuple[str, ...] = ()
    only_lower: tuple[str, ...] = ()
    any_spelling: bool = False
    empty_hides: bool = False
    separators: str = ", "
    has_patterns: bool = True
    needs_scheme: bool = False
    speaks_socks: bool | None = False


# urllib's `getproxies_environment`, on which httpx stands.
PYTHON = ProxyRules(
    (_HTTPS, _ALL), (_HTTP, _ALL), any_spelling=True, empty_hides=True, separators=",", speaks_socks=None
)
NODE_ON_REQUEST = ProxyRules((_HTTPS, _HTTP), (_HTTP,), empty_hides=True, needs_scheme=True)
# Measured with httpx, httpx2, Node 20 to 24 and curl 7.88; for Claude Code code.claude.com/docs: network-config.
RULES = {
    ClientId.PYTHON_SDK: PYTHON,
    ClientId.TYPESCRIPT_SDK: ProxyRules(),
    ClientId.CURL: ProxyRules(
        (_HTTPS, _ALL), (_HTTP, _ALL), only_lower=(_HTTP,), has_patterns=False, speaks_socks=True
    ),
    ClientId.CLAUDE_CODE: ProxyRules((_HTTPS, _HTTP), (_HTTPS, _HTTP)),
}
# Every variable that some client follows, for what one of them passes by.
ANY = ProxyRules((_HTTPS, _ALL, _HTTP), (_HTTP, _ALL, _HTTPS))


def is_proxy_variable(name: str) -> bool:
    """Return whether some client looks for its proxy, or for exceptions, in a variable of this name."""
    return name.lower() in _NAMES


def proxy_for(url: str, environ: Mapping[str, str], rules: ProxyRules = PYTHON) -> str:
    """Return the proxy's address, its password included, or an empty text for a direct connection."""
    name = proxy_variable(url, environ, rules)
    proxy = environ[name] if name else ""
    return proxy if not proxy or "://" in proxy or rules.needs_scheme else f"http://{proxy}"


def proxy_variable(url: str, environ: Mapping[str, str], rules: ProxyRules) -> str:
    """Return the name of the variable whose proxy is used for the address, empty for a direct connection."""
    address = _ADDRESS.match(url)
    if address is None:
        return ""
    groups = rules.https if address["scheme"].lower() == "https" else rules.http
    name = next((found for group in groups if (found := _set_name(group, environ, rules))), "")
    return "" if name and _is_exempt(address, environ, rules) else name


def exemptions(environ: Mapping[str, str], rules: ProxyRules) -> str:
    """Return the name of the variable in which the client looks for exceptions, empty where none is set."""
    return _set_name(_NO, environ, rules)


def proxy_host(proxy: str) -> str:
    """Return host and port of a proxy's address, without user name and password."""
    return re.split(r"[/?#]", proxy.rpartition("://")[2].rpartition("@")[2], maxsplit=1)[0]


def proxy_path(proxy: str) -> str:
    """Return the path in a proxy's address, empty for none."""
    authority, slash, path = proxy.rpartition("://")[2].partition("/")
    return f"/{path}" if slash and path and authority else ""


def refusal_words(status: int) -> str:
    """Return what a proxy means that answers a call, or the wish for a tunnel, with this status."""
    wish = "it wants a user name and a password" if status == WANTS_LOGIN else "it opens no way to the host"
    return f"answered {status}: {wish}"


def is_socks(proxy: str) -> bool:
    """Return whether the address is that of a SOCKS proxy."""
    return proxy.lower().startswith("socks")


def is_loopback(url: str) -> bool:
    """Return whether the address leads to this machine itself."""
    address = _ADDRESS.match(url)
    return address is not None and _LOOPBACK.fullmatch(address["host"].strip("[] ")) is not None


def _set_name(name: str, environ: Mapping[str, str], rules: ProxyRules) -> str:
    """Return the spelling under which a variable is set to something, empty for none."""
    if environ.get(name):
        return name
    if name in rules.only_lower or (name == _HTTP and "REQUEST_METHOD" in environ):
        return ""  # under CGI, HTTP_PROXY comes from a request's `Proxy:` header
    if name in environ and rules.empty_hides:
        return ""
    spelt = (key for key in environ if key == name.upper() or (rules.any_spelling and key.lower() == name))
    return next((key for key in spelt if environ[key]), "")


def _is_exempt(address: re.Match[str], environ: Mapping[str, str], rules: ProxyRules) -> bool:
    name = _set_name(_NO, environ, rules)
    host, port = address["host"].lower().strip("[] "), address["port"] or ""
    entries = re.split(f"[{rules.separators}]", environ[name].lower()) if name else []
    if not rules.has_patterns and entries != ["*"]:
        entries = [entry for entry in entries if not re.search(r"\*|\]|^[^:]*:\d+$", entry)]
    return any(_matches(host, port, entry) for item in entries if (entry := item.strip()))


def _matches(host: str, port: str, entry: str) -> bool:
    if entry == "*":
        return True
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
