"""Which texts each client refuses to put into a header, and which one is sent that only curl would send.

The Python SDK stands on h11: white space may stand inside a header value and not at its end,
and line breaks, form feeds and NUL may stand nowhere; before 1.0 nothing but ASCII may. The
TypeScript SDK stands on `fetch` (measured: @anthropic-ai/sdk 1.12 on Node 20), Claude Code
refuses all but printable ASCII (code.claude.com/docs: errors), and curl writes every byte as it
is (measured: curl 7.88).
"""

from collections.abc import Callable

from tui.domain.clients.client_id import ClientId
from tui.domain.clients.header import Encoding, Header
from tui.domain.key.flaw import character_name

_WHITE = " \t\n\r\v\f"
_PYTHON = "the Python SDK refuses to build the header"
_FETCH = "`fetch` refuses to build the header"
_CLAUDE_CODE = "Claude Code refuses a key with such a character"
_CURL = "curl sends it as it is; fix401 cannot repeat that request"
_ASCII = "the Python SDK before 1.0 encodes headers as ASCII"
_ILLEGAL = frozenset("\0\n\r\v\f")


def why_refused(text: str, header: Header, client: ClientId, encoding: Encoding = Encoding.UTF_8) -> str:
    """Return which character keeps this client from sending the text in the header, or an empty text."""
    if not text:
        return "the value is empty: there is nothing to send"
    match client:
        case ClientId.PYTHON_SDK:
            is_ascii_only = encoding is Encoding.ASCII
            return _why_not_in_python(text, header) or (_first(text, _is_no_ascii, _ASCII) if is_ascii_only else "")
        case ClientId.TYPESCRIPT_SDK:
            return _first(text, _is_refused_by_fetch, _FETCH) if text.strip(_WHITE) else _nothing(_FETCH)
        case ClientId.CLAUDE_CODE:
            return _first(text, lambda character: not " " <= character <= "~", _CLAUDE_CODE)
        case ClientId.CURL:
            return "" if text.strip(_WHITE) else _nothing("curl leaves the header out")


def why_unrepeatable(text: str, header: Header) -> str:
    """Return which character curl sends and an HTTP library does not, or an empty text."""
    edge = _illegal_edge(text, header)
    return f"{edge}: {_CURL}" if edge else _first(text, lambda character: character in _ILLEGAL, _CURL)


def header_bytes(text: str, client: ClientId) -> bytes:
    """Return the bytes that the client writes for a text that it does not refuse."""
    match client:
        case ClientId.TYPESCRIPT_SDK:
            return text.encode("latin-1")
        case ClientId.CURL:
            return text.encode("utf-8", "surrogateescape")
        case _:
            return text.encode()


def called(character: str) -> str:
    """Return how a character is called where it keeps something from being sent."""
    name = character_name(character)
    return f"U+{ord(character):04X} control character" if "unnamed" in name else name


def _why_not_in_python(text: str, header: Header) -> str:
    if not text.strip(_WHITE):
        return _nothing(_PYTHON)
    edge = _illegal_edge(text, header)
    if edge:
        return f"{edge}: {_PYTHON}"
    for position, character in enumerate(text, start=1):
        if character in _ILLEGAL:
            return f"{called(character)} at character {position}: {_PYTHON}"
        if _is_undecodable(character):
            return f"a byte that is not UTF-8 at character {position}: the Python SDK cannot encode the header"
    return ""


def _nothing(effect: str) -> str:
    return f"nothing but white space: {effect}"


def _illegal_edge(text: str, header: Header) -> str:
    if text[-1] in _WHITE:
        return "trailing carriage return and newline" if text.endswith("\r\n") else f"trailing {called(text[-1])}"
    blanks = "\n\r\v\f" if header is Header.BEARER else _WHITE
    return f"leading {called(text[0])}" if text[0] in blanks else ""


def _first(text: str, is_refused: Callable[[str], bool], effect: str) -> str:
    """Return the words for the first refused character and its effect."""
    for position, character in enumerate(text, start=1):
        if is_refused(character):
            name = "a byte that is not UTF-8" if _is_undecodable(character) else called(character)
            return f"{name} at character {position}: {effect}"
    return ""


def _is_no_ascii(character: str) -> bool:
    return not character.isascii()


def _is_refused_by_fetch(character: str) -> bool:
    return character > "\xff" or character == "\x7f" or (character < " " and character != "\t")


def _is_undecodable(character: str) -> bool:
    return "\ud800" <= character <= "\udfff"
