"""Headers and betas that a project's code hands to an SDK's client."""

import re
from itertools import islice

from tui.domain.clients.header import BETA_HEADER
from tui.domain.code.headers import Item, header_items
from tui.domain.code.hosts import host_given
from tui.domain.code.keys import CONSTRUCTOR
from tui.domain.code.text import CODE, SourceText, arguments
from tui.domain.code.written_call import ClientCall, WrittenHeader
from tui.domain.record import replace
from tui.domain.regex import regex

_DEFAULTS = regex(r"(?<![\w$])(?:default_headers|defaultHeaders)\s*[=:]\s*(?P<name>[A-Za-z_$][\w$]*)?")
_IN_PAGE = regex(r"\bdangerouslyAllowBrowser\s*:\s*true\b")
_BETAS = regex(r"(?<![\w$])betas\s*[=:]\s*[\[(](?P<list>[^\])]{0,400})")
_TEXT = regex(r"""["'`]([\w.-]{1,80})["'`]""")
_MOST = 50


def find_client_calls(source: SourceText) -> tuple[ClientCall, ...]:
    """Return the calls that make a client, each with the headers that it hands over."""
    if source.language not in CODE:
        return ()
    calls = list(islice(CONSTRUCTOR.finditer(source.text), _MOST))
    items = header_items(source) if calls else []
    return tuple(_client_call(source, call, items) for call in calls)


def find_betas(source: SourceText) -> tuple[WrittenHeader, ...]:
    """Return the betas that the file's calls by an SDK ask for, as the headers that they become."""
    if source.language not in CODE or CONSTRUCTOR.search(source.text) is None:
        return ()
    text = source.text
    listed = (
        WrittenHeader(BETA_HEADER, source.at(match.start("list") + item.start()), text=item[1])
        for match in islice(_BETAS.finditer(text), _MOST)
        for item in _TEXT.finditer(match["list"])
    )
    spans = [_span(source, call) for call in islice(CONSTRUCTOR.finditer(text), _MOST)]
    beside = (
        item.header
        for item in header_items(source)
        if item.header.name.lower() == BETA_HEADER
        and item.header.text
        and not any(start <= item.offset < end for start, end in spans)
    )
    return (*listed, *beside)


def _client_call(source: SourceText, call: re.Match[str], items: list[Item]) -> ClientCall:
    start, end = _span(source, call)
    is_in_page = _IN_PAGE.search(source.text, start, end) is not None
    defaults = _DEFAULTS.search(source.text, start, end)
    given = host_given(source, call)
    made = ClientCall(source.at(call.start()), is_in_page=is_in_page, host=given and given.finding)
    if defaults is None:
        return made
    if defaults["name"]:
        assigned = re.search(rf"\b{re.escape(defaults['name'])}\s*(?::[^=\n]+)?=\s*(?=\{{)", source.text)
        chosen = [item for item in items if assigned and item.block and item.block[0] == assigned.end()]
    else:
        chosen = [item for item in items if defaults.end() <= item.offset < end]
    return replace(made, headers=tuple(item.header for item in chosen))


def _span(source: SourceText, call: re.Match[str]) -> tuple[int, int]:
    return call.end(), call.end() + len(arguments(source.text, call.end()))
