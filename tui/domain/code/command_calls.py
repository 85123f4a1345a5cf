"""Calls of the API by commands such as curl, and in files of HTTP requests."""

import re
from collections.abc import Iterator
from itertools import islice

from tui.domain.clients.header_names import NAMES, is_credential_header
from tui.domain.clients.official_api import HOST
from tui.domain.code.text import Language, SourceText
from tui.domain.code.written_call import RawCall, WrittenHeader
from tui.domain.regex import regex

_COMMAND = regex(
    r"""(?<![\w./-])(?P<tool>curl|wget|https?|xh)(?=\s)
        (?P<rest>(?>\\[\s\S]|"(?>[^"\\]|\\[\s\S])*+"|'[^']*+'|&(?!&)|[^\n"'|;&\\])*+)""",
    re.VERBOSE,
)
_REQUEST = regex(r"^###", re.MULTILINE)
_SHELL_HEADER = regex(rf"""(?<![\w-])(?P<quote>["'])?(?P<name>{NAMES})\s*:\s*""", re.IGNORECASE)
_HTTP_HEADER = regex(rf"""^(?P<name>{NAMES})[ \t]*:[ \t]*(?P<value>[^\n]*)$""", re.IGNORECASE | re.MULTILINE)
_WORD = regex(r"""(?:"(?>[^"\\\n]|\\.)*+"|'[^'\n]*+'|[^\s"'\\])+""")
_REFERENCE = regex(r"\$+(?:\{|\(\s*)?(?P<name>\w+)|\{\{\s*\$?\w*\s*(?P<field>\w+)\s*\}\}")
_BEARER = regex(r"bearer\s+", re.IGNORECASE)
_TOKEN_OPTION = regex(r"--oauth2-bearer(?:\s+|=)")
_NETRC = regex(r"(?<!\S)(?:-n|--netrc|--netrc-optional|--netrc-file)(?!\S)")
_UNREAD = regex(
    r"""(?:-H|--header)[ =]*["']?(?:@|\$)|\$\{\w+\[|(?<!\S)(?:-K|--config|-u|--user)(?!\S)|(?<!\S)-a(?!\S)"""
)
# The shell puts no variable into it, so the key that is sent is another text.
_SINGLE_QUOTED = regex(rf"""'(?:{NAMES})\s*:[^'$]*\$""", re.IGNORECASE)
_NAMED_HOST = regex(rf"(?:^|\s)@?(?P<name>[A-Za-z_]\w*)\s*[:?]?=\s*[\"']?\S*{re.escape(HOST)}", re.MULTILINE)
_MOST = 50


def find_commands(source: SourceText) -> tuple[RawCall, ...]:
    """Return the calls of a script or of a file of HTTP requests."""
    if source.language is Language.HTTP:
        return tuple(_in_requests(source))
    return tuple(_in_script(source))


def _in_script(source: SourceText) -> Iterator[RawCall]:
    for command in islice(_COMMAND.finditer(source.text), _MOST):
        rest = command["rest"]
        if not _reaches(source, rest):
            continue
        headers = tuple(_headers_of(source, rest, command.start("rest")))
        is_netrc = command["tool"] == "curl" and _NETRC.search(rest) is not None
        is_whole = not _UNREAD.search(rest) and not _SINGLE_QUOTED.search(rest)
        place = source.at(command.start())
        yield RawCall(place, command["tool"], headers, is_whole=is_whole, reads_netrc=is_netrc)


def _headers_of(source: SourceText, rest: str, start: int) -> Iterator[WrittenHeader]:
    for match in islice(_SHELL_HEADER.finditer(rest), _MOST):
        value = _quoted_value(rest, match) if match["quote"] else _plain_value(rest, match.end())
        yield _header(source, match["name"], value, start + match.start("name"))
    for match in _TOKEN_OPTION.finditer(rest):
        value = _plain_value(rest, match.end())
        yield _header(source, "Authorization", f"Bearer {value}", start + match.start())


def _quoted_value(rest: str, match: re.Match[str]) -> str:
    """Return a value up to the quotation mark that opened before the header's name, and what is glued to it."""
    end = rest.find(match["quote"], match.end())
    end = len(rest) if end < 0 else end
    glued = _WORD.match(rest, end + 1)
    return rest[match.end() : end] + (_unquoted(glued.group()) if glued else "")


def _plain_value(rest: str, start: int) -> str:
    word = _WORD.match(rest, start)
    return _unquoted(word.group()) if word else ""


def _unquoted(text: str) -> str:
    return text.replace('"', "").replace("'", "")


def _in_requests(source: SourceText) -> Iterator[RawCall]:
    ends = [match.start() for match in _REQUEST.finditer(source.text)]
    for start, end in zip([0, *ends], [*ends, len(source.text)], strict=True):
        part = source.text[start:end]
        headers = tuple(
            _header(source, match["name"], match["value"].strip(), start + match.start())
            for match in islice(_HTTP_HEADER.finditer(part), _MOST)
        )
        if headers and _reaches(source, part):
            yield RawCall(headers[0].origin, "an HTTP file", headers, is_whole=True)


def _reaches(source: SourceText, part: str) -> bool:
    """Return whether the part calls the API, by its host or by a name that is given it in the file."""
    if HOST in part:
        return True
    names = {match["name"] for match in islice(_NAMED_HOST.finditer(source.text), _MOST)}
    return any((match["name"] or match["field"]) in names for match in _REFERENCE.finditer(part))


def _header(source: SourceText, name: str, value: str, offset: int) -> WrittenHeader:
    origin = source.at(offset)
    if not is_credential_header(name):
        return WrittenHeader(name, origin, text=None if _REFERENCE.search(value) else value)
    reference = _REFERENCE.search(value)
    if reference is None:
        bearer = _BEARER.match(value)
        return WrittenHeader(name, origin, is_credential=True, prefix=bearer.group() if bearer else "")
    variable = reference["name"] or ""
    return WrittenHeader(name, origin, is_credential=True, prefix=value[: reference.start()], variable=variable)
