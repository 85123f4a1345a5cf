"""Whether a client could send a credential at all: header values and addresses that it refuses to build."""

import re

from tui.domain.address import normal_address
from tui.domain.client_id import ClientId
from tui.domain.header_rules import called, header_bytes, why_refused, why_unrepeatable
from tui.domain.names import shown_url
from tui.domain.probe import Header, ProbeRequest, Unrepeatable, Unsendable
from tui.domain.secret import Secret

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_AUTHORITY = re.compile(r"[^/?#]*")
_HOST_AND_PORT = re.compile(r"(?:[^@]*@)*(?P<host>\[[0-9A-Fa-f:.%]+\]|[^:@\[\]]*)(?::(?P<port>.*))?", re.DOTALL)
_NOT_IN_HOSTS = re.compile(r"""[\s"'`<>\\^{}|\u2018\u2019\u201c\u201d]""")
_HIGHEST_PORT = 65535


def header_value(request: ProbeRequest) -> bytes:
    """Return the bytes of the credential's header as the client writes them.

    A text that `why_unsendable` objects to may raise `UnicodeEncodeError`.
    """
    text = request.secret.reveal()
    return header_bytes(f"Bearer {text}" if request.header is Header.BEARER else text, request.client)


def address(request: ProbeRequest) -> str:
    """Return the address that the client calls: its path behind the whole base URL, without a fragment."""
    return f"{_base(request).partition('#')[0].rstrip('/')}{request.path}"


def destination(request: ProbeRequest) -> Secret:
    """Return the base URL in a form that is equal for all texts that lead to the same place."""
    return Secret(normal_address(_base(request)))


def unsendable(request: ProbeRequest) -> Unsendable | None:
    """Return the outcome of a request that cannot be sent, or None; never quotes the credential."""
    problem = why_unsendable(request)
    if problem:
        return Unsendable(request, 0.0, problem)
    problem = why_unrepeatable(request.secret.reveal(), request.header) if request.client is ClientId.CURL else ""
    return Unrepeatable(request, 0.0, problem) if problem else None


def why_unsendable(request: ProbeRequest) -> str:
    """Return why the client would raise before sending, or an empty text; never quotes the credential."""
    refusal = why_refused(request.secret.reveal(), request.header, request.client)
    return refusal or why_no_address(_base(request))


def why_no_address(base_url: str) -> str:
    """Return why the text is no base URL, or an empty text; user names and passwords in it are left out."""
    if not base_url.strip():
        return "the base URL is empty, and so is no address"
    for position, character in enumerate(base_url, start=1):
        if character.isascii() and not character.isprintable():
            return f"{_quoted(base_url)} is no address: {called(character)} at character {position}"
    scheme = _SCHEME.match(base_url)
    if scheme is None:
        return f"{_quoted(base_url)} is no address: it does not begin with http:// or https://"
    authority = _AUTHORITY.match(base_url, scheme.end())
    problem = _why_no_host(authority.group().rstrip(" ") if authority else "")
    return f"{_quoted(base_url)} is no address: {problem}" if problem else ""


def why_no_official_address(url: str) -> str:
    """Return why the address cannot count as the official API, or an empty text; quotes nothing but its host."""
    problem = why_no_address(url)
    if problem:
        return problem
    if "@" in url:
        return "give it without a user name and a password: keys are sent there, and it is shown"
    if "?" in url or "#" in url:
        return "give it without a query and a fragment: scheme, host and port are enough"
    return ""


def _base(request: ProbeRequest) -> str:
    return request.base_url if request.hidden is None else request.hidden.reveal()


def _quoted(base_url: str) -> str:
    return f"`{shown_url(' '.join(base_url.split()))[:80]}`"


def _why_no_host(authority: str) -> str:
    match = _HOST_AND_PORT.fullmatch(authority)
    if match is None:
        return "the host cannot be read"
    host, port = match["host"], match["port"]
    if not host:
        return "it names no host"
    odd = _NOT_IN_HOSTS.search(host)
    if odd:
        return f"{called(odd.group())} stands in the host's name"
    if port and not (port.isascii() and port.isdigit() and int(port) <= _HIGHEST_PORT):
        return "the port is no number up to 65535"
    return ""
