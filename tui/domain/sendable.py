"""Whether a client could send a credential at all: header values and addresses that it refuses to build.

The rules are those of h11, on which the Python SDK stands: white space may stand inside a
header value and not at its end, and line breaks, form feeds and NUL may stand nowhere.
"""

import re

from tui.domain.origin import printable
from tui.domain.probe import Header, ProbeRequest
from tui.domain.scrub import scrub
from tui.domain.value import character_name

_REFUSED = "the Python SDK refuses to build the header"
_ILLEGAL = frozenset("\0\n\r\v\f")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_AUTHORITY = re.compile(r"[^/?#]*")
_HOST_AND_PORT = re.compile(r"(?:[^@]*@)*(?P<host>\[[0-9A-Fa-f:.%]+\]|[^:@\[\]]*)(?::(?P<port>.*))?", re.DOTALL)
_NOT_IN_HOSTS = re.compile(r"""[\s"'`<>\\^{}|\u2018\u2019\u201c\u201d]""")
_HIGHEST_PORT = 65535


def header_value(request: ProbeRequest) -> bytes:
    """Return the bytes of the credential's header as the Python SDK writes them.

    A text that `why_unsendable` objects to may raise `UnicodeEncodeError`.
    """
    text = request.secret.reveal()
    return f"Bearer {text}".encode() if request.header is Header.BEARER else text.encode()


def why_unsendable(request: ProbeRequest) -> str:
    """Return why the client would raise before sending, or an empty text; never quotes the credential."""
    return why_no_header(request.secret.reveal(), request.header) or why_no_address(request.base_url)


def why_no_header(text: str, header: Header) -> str:
    """Return which character cannot stand in the header, or an empty text."""
    if not text:
        return "the value is empty: there is nothing to send"
    if not text.strip(" \t\n\r\v\f"):
        return f"nothing but white space: {_REFUSED}"
    edge = _illegal_edge(text, header)
    if edge:
        return f"{edge}: {_REFUSED}"
    for position, character in enumerate(text, start=1):
        if character in _ILLEGAL:
            return f"{_called(character)} at character {position}: {_REFUSED}"
        if "\ud800" <= character <= "\udfff":
            return f"a byte that is not UTF-8 at character {position}: the Python SDK cannot encode the header"
    return ""


def why_no_address(base_url: str) -> str:
    """Return why the text is no base URL, or an empty text; user names and passwords in it are left out."""
    if not base_url.strip():
        return "the base URL is empty, and so is no address"
    for position, character in enumerate(base_url, start=1):
        if character.isascii() and not character.isprintable():
            return f"{_quoted(base_url)} is no address: {_called(character)} at character {position}"
    scheme = _SCHEME.match(base_url)
    if scheme is None:
        return f"{_quoted(base_url)} is no address: it does not begin with http:// or https://"
    authority = _AUTHORITY.match(base_url, scheme.end())
    problem = _why_no_host(authority.group().rstrip(" ") if authority else "")
    return f"{_quoted(base_url)} is no address: {problem}" if problem else ""


def _illegal_edge(text: str, header: Header) -> str:
    if text[-1] in " \t\n\r\v\f":
        return "trailing carriage return and newline" if text.endswith("\r\n") else f"trailing {_called(text[-1])}"
    blanks = "\n\r\v\f" if header is Header.BEARER else " \t\n\r\v\f"
    return f"leading {_called(text[0])}" if text[0] in blanks else ""


def _called(character: str) -> str:
    name = character_name(character)
    return f"U+{ord(character):04X} control character" if "unnamed" in name else name


def _quoted(base_url: str) -> str:
    shown = re.sub(r"//[^/?#]*@", "//", base_url)
    return f"`{printable(scrub(shown)[:80])}`"


def _why_no_host(authority: str) -> str:
    match = _HOST_AND_PORT.fullmatch(authority)
    if match is None:
        return "the host cannot be read"
    host, port = match["host"], match["port"]
    if not host:
        return "it names no host"
    odd = _NOT_IN_HOSTS.search(host)
    if odd:
        return f"{_called(odd.group())} stands in the host's name"
    if port and not (port.isascii() and port.isdigit() and int(port) <= _HIGHEST_PORT):
        return "the port is no number up to 65535"
    return ""
