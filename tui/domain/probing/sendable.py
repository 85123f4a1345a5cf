"""Whether a client could send a credential at all: header values and addresses that it refuses to build."""

import re

from tui.domain.clients.address import normal_address
from tui.domain.clients.client_id import ON_FETCH, ClientId
from tui.domain.clients.header import Header, SentHeader
from tui.domain.clients.header_rules import called, header_bytes, why_refused, why_unrepeatable
from tui.domain.clients.key_in_text import holds_key
from tui.domain.found.names import shown_url
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import ProbeRequest, Unrepeatable, Unsendable
from tui.domain.regex import regex

_SCHEME = regex(r"https?://", re.IGNORECASE)
_AUTHORITY = regex(r"[^/?#]*")
_HOST_AND_PORT = regex(r"(?:[^@]*@)*(?P<host>\[[0-9A-Fa-f:.%]+\]|[^:@\[\]]*)(?::(?P<port>.*))?", re.DOTALL)
_NOT_IN_HOSTS = regex(r"""[\s"'`<>\\^{}|\u2018\u2019\u201c\u201d]""")
_HIGHEST_PORT = 65535
_NAME = regex(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def header_value(request: ProbeRequest) -> bytes:
    """Return the bytes of the credential's header as the client writes them.

    A text that `why_unsendable` objects to may raise `UnicodeEncodeError`.
    """
    text = request.secret.reveal()
    return header_bytes(f"Bearer {text}" if request.header is Header.BEARER else text, request.client)


def header_along(header: SentHeader, client: ClientId) -> tuple[bytes, bytes]:
    """Return name and value of a further header as the client writes them."""
    return header.name.encode("latin-1"), header_bytes(header.value.reveal(), client)


def address(request: ProbeRequest) -> str:
    """Return the address that the client calls: its path behind the whole base URL, without a fragment."""
    return f"{_base(request).partition('#')[0].rstrip('/')}{request.path}"


def variables_given(request: ProbeRequest) -> dict[str, str]:
    """Return the variables of the network that the client has beyond this process's own."""
    return {name: value.reveal() for name, value in request.variables}


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
    refusal = why_refused(request.secret.reveal(), request.header, request.client, request.encoding)
    return refusal or _why_not_along(request) or why_no_address(_base(request)) or _why_not_called(request)


def why_no_destination(request: ProbeRequest) -> str:
    """Return why there is no host that the request could go to, whatever it carries, or an empty text."""
    return why_no_address(_base(request))


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
    if holds_key(url):
        return "a key stands where the host's name belongs"
    if "@" in url:
        return "give it without a user name and a password: keys are sent there, and it is shown"
    if "?" in url or "#" in url:
        return "give it without a query and a fragment: scheme, host and port are enough"
    return ""


def _base(request: ProbeRequest) -> str:
    return request.base_url if request.hidden is None else request.hidden.reveal()


def _why_not_along(request: ProbeRequest) -> str:
    """Return why a further header cannot be sent: an empty token leaves `Bearer` with a blank behind it."""
    for header in request.along:
        text = header.value.reveal()
        problem = why_refused(text, Header.X_API_KEY, request.client, request.encoding) if text else ""
        if problem or not _NAME.fullmatch(header.name):
            return f"the header {header.name} beside it: {problem or 'its name is none'}"
    return ""


def _why_not_called(request: ProbeRequest) -> str:
    """Return why the client calls no such address although it is one, or an empty text."""
    authority = _AUTHORITY.match(_base(request).partition("://")[2])
    if request.client in ON_FETCH and authority and "@" in authority.group():
        return f"{_quoted(_base(request))} holds a user name or a password, and `fetch` calls no such address"
    return ""


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
