"""Calls of the API that a project's code makes without an SDK, with the headers that they send."""

import re
from itertools import islice

from tui.domain.clients.official_api import HOST
from tui.domain.code.command_calls import find_commands
from tui.domain.code.headers import Item, header_items, header_sets, names_twice
from tui.domain.code.keys import CONSTRUCTOR, OTHER_HOST
from tui.domain.code.text import CODE, Language, SourceText, arguments
from tui.domain.code.written_call import RawCall, WrittenHeader
from tui.domain.regex import regex

_PYTHON_TOOL = regex(
    r"^[ \t]*(?:from|import(?>[\w. ]+,)*+)[ \t]+(requests|httpx2?|aiohttp|urllib3?|http)\b", re.MULTILINE
)
_SCRIPT_TOOL = regex(r"""["'](axios|got|ky|superagent|undici|node-fetch)["']|\b(fetch|XMLHttpRequest)\b""")
_PYTHON_CALL = regex(r"\b(?:requests|httpx2?)\s*\.\s*(?:get|post|put|request|stream)\s*\(|\burlopen\s*\(")
_SCRIPT_CALL = regex(r"\baxios\s*\.\s*(?:get|post|request)\s*\(|\bfetch\s*\(")
_OPENAI = regex(r"\b(?:Async)?OpenAI\s*\(")
_NAMED_HOST = regex(
    rf"(?:(?:self|this)\.)?(?P<name>[A-Za-z_$][\w$]*)\s*(?::[^=\n]+)?=\s*[\w(]*[\"'`][^\"'`\n]*{re.escape(HOST)}"
)
_MAY_HAVE_HEADERS = regex(r"\bheaders\b|\*\*|\.\.\.|\bauth\b|\bopen\s*\(", re.IGNORECASE)
_WORKED_OUT = regex(r"headers\s*\.\s*update\s*\(\s*(?!\{)|Object\s*\.\s*assign\s*\(|(?<![\w$])auth\s*[=:]")
_SPREAD = regex(r"(?:\*\*|\.\.\.)\s*\(?\s*(?P<name>[A-Za-z_$][\w$]*)")
_IN_PAGE = regex(
    r"""\bdocument\s*\.|\bwindow\s*\.|["']use\ client["']|\bchrome\s*\.\s*runtime\b|\bimport\.meta\.env\.VITE_
        |\b(?:NEXT_PUBLIC|REACT_APP|VITE|PUBLIC)_\w+|\buse(?:State|Effect)\s*\(""",
    re.VERBOSE,
)
_ON_SERVER = regex(
    r"""["']use server["']|\bexport\s+(?:async\s+)?function\s+(?:GET|POST)\b|\bcreateServer\s*\("""
    r"""|["'](?:express|fastify|hono|koa|node:http|http)["']|\bDeno\.serve\b|\bBun\.serve\b"""
)
_KEEPS_NETRC_AWAY = regex(r"\btrust_env\b|(?<![\w$])auth\s*=")
_MOST = 50


def find_calls(source: SourceText) -> tuple[RawCall, ...]:
    """Return the file's own calls of the API, those of commands included."""
    if HOST not in source.text:
        return ()
    if source.language in {Language.SHELL, Language.HTTP}:
        return find_commands(source)
    return _in_code(source) if source.language in CODE else ()


def _in_code(source: SourceText) -> tuple[RawCall, ...]:
    text = source.text
    openai = _by_openai(source)
    tool = _tool(source)
    if openai or not tool:
        return openai
    made = [(call.end(), call.end() + len(arguments(text, call.end()))) for call in CONSTRUCTOR.finditer(text)]
    items = [item for item in header_items(source) if not any(start <= item.offset < end for start, end in made)]
    sets = [found for found in header_sets(items) if _is_telling(source, found)]
    calls = [_call(source, tool, found, items) for found in sets]
    return tuple(calls) if calls else _without_headers(source, tool)


def _tool(source: SourceText) -> str:
    """Return what the file calls with, empty where it calls nothing."""
    pattern = _SCRIPT_TOOL if source.language is Language.SCRIPT else _PYTHON_TOOL
    match = pattern.search(source.text)
    return next((group for group in match.groups() if group), "") if match else ""


def _is_telling(source: SourceText, items: list[Item]) -> bool:
    """Return whether the headers are those of a call of the API, and not of another service's."""
    if any(not item.header.is_credential for item in items):
        return True
    return bool(items) and OTHER_HOST.search(source.text) is None


def _call(source: SourceText, tool: str, found: list[Item], items: list[Item]) -> RawCall:
    is_known = all(item.is_known for item in found if item.header.is_credential)
    credential = next((item for item in found if item.header.is_credential), found[0])
    is_worked_out = _WORKED_OUT.search(source.text) is not None or not _is_spread_known(source, found, items)
    return RawCall(
        source.at(credential.offset),
        tool,
        tuple(item.header for item in found),
        is_whole=is_known and not is_worked_out,
        is_in_page=_is_in_page(source),
        reads_netrc=_reads_netrc(source, tool),
    )


def _is_spread_known(source: SourceText, found: list[Item], items: list[Item]) -> bool:
    """Return whether what is spread into these braces is written in the same file, and counted with them."""
    text = source.text
    blocks = {item.block for item in found if item.block is not None}
    names = [match["name"] for start, end in blocks for match in _SPREAD.finditer(text, start, end)]
    if not names:
        return True
    given = (re.search(rf"\b{re.escape(name)}\s*(?::[^=\n]+)?=\s*\{{", text) for name in names)
    return not names_twice(items) and all(given)


def _without_headers(source: SourceText, tool: str) -> tuple[RawCall, ...]:
    """Return the first call that reaches the API and hands over no headers at all."""
    text = source.text
    if _MAY_HAVE_HEADERS.search(text):
        return ()
    names = [match["name"] for match in islice(_NAMED_HOST.finditer(text), _MOST)]
    reaches = re.compile("|".join([re.escape(HOST), *(rf"\b{re.escape(name)}\b" for name in names)]))
    pattern = _SCRIPT_CALL if source.language is Language.SCRIPT else _PYTHON_CALL
    for call in islice(pattern.finditer(text), _MOST):
        if reaches.search(arguments(text, call.end())):
            netrc = _reads_netrc(source, tool)
            place = source.at(call.start())
            return (RawCall(place, tool, is_whole=True, is_in_page=_is_in_page(source), reads_netrc=netrc),)
    return ()


def _by_openai(source: SourceText) -> tuple[RawCall, ...]:
    """Return the call that makes OpenAI's client for the API's host: it sends the key as a token."""
    for call in islice(_OPENAI.finditer(source.text), _MOST):
        if HOST in arguments(source.text, call.end()):
            place = source.at(call.start())
            header = WrittenHeader("Authorization", place, is_credential=True, prefix="Bearer ")
            return (RawCall(place, "OpenAI's client", (header,)),)
    return ()


def _is_in_page(source: SourceText) -> bool:
    """Return whether the file runs in a browser, as far as its text tells."""
    if source.language is not Language.SCRIPT:
        return False
    is_page = source.name.lower().endswith((".html", ".htm")) or _IN_PAGE.search(source.text) is not None
    return is_page and _ON_SERVER.search(source.text) is None


def _reads_netrc(source: SourceText, tool: str) -> bool:
    return tool == "requests" and _KEEPS_NETRC_AWAY.search(source.text) is None
