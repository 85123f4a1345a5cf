"""The host that a project's code gives its client, where a literal says which."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from tui.domain.clients.client import BASE_URL
from tui.domain.code.assignments import assignments
from tui.domain.code.keys import CONSTRUCTOR, VALUE, looked_up
from tui.domain.code.text import SourceText, arguments
from tui.domain.code.written_call import ClientCall
from tui.domain.found.finding import Finding
from tui.domain.found.names import read_finding
from tui.domain.origin import Origin
from tui.domain.record import Record, replace
from tui.domain.regex import regex

_NAMED = regex(
    r"""(?<![\w$.])(?P<name>base_url|baseURL|anthropic_api_url|anthropicApiUrl)["']?[ \t]*[=:](?!=)[ \t\n]*
        (?!None\b|null\b|undefined\b)""",
    re.VERBOSE,
)
_READ = regex(VALUE, re.VERBOSE)
_UNFIT = regex(r"\$\{|\{\{")
_MOST = 20


class GivenHost(Record):
    """A host that a call hands over; `finding` is None where the text does not tell which."""

    name: str
    origin: Origin
    finding: Finding | None = None


def hosts_given(source: SourceText) -> Iterator[GivenHost]:
    """Yield the host of every call that makes a client and hands it one of its own."""
    for call in islice(CONSTRUCTOR.finditer(source.text), _MOST):
        given = host_given(source, call)
        if given:
            yield given


def host_given(source: SourceText, call: re.Match[str]) -> GivenHost | None:
    """Return the host that the call hands over, None where it leaves it to the usual variable."""
    inside = arguments(source.text, call.end())
    named = _NAMED.search(inside)
    value = _READ.match(inside, named.end()) if named else None
    if named is None or (value and looked_up(value.groupdict()) == BASE_URL):
        return None
    place = source.at(call.end() + named.start("name"))
    written = _written(source, value, place) if value else None
    return GivenHost(named["name"], place, written and replace(written, variable=named["name"]))


def common_host(calls: Sequence[ClientCall]) -> Finding | None:
    """Return the host that all of these calls name, None where one of them names another or none."""
    found = [call.host for call in calls]
    texts = {host.text if host else "" for host in found}
    return next(iter(found), None) if len(texts) == 1 else None


def _written(source: SourceText, value: re.Match[str], place: Origin) -> Finding | None:
    if value["identifier"]:
        calls = list(islice(CONSTRUCTOR.finditer(source.text), _MOST))
        given = list(assignments(source.text, value["identifier"], VALUE, calls))
        value, place = (given[0][0], source.at(given[0][0].end() - 1)) if len(given) == 1 else (value, place)
    text = value["text"]
    if not text or not text.strip() or _UNFIT.search(text):
        return None
    return read_finding(BASE_URL, text, place)
