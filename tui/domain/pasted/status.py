"""The HTTP status in a text, told from the other numbers by what stands before and behind it."""

import re
from collections.abc import Iterator

from tui.domain.pasted.text import PastedText
from tui.domain.regex import regex

_FIRST_ERROR = 400
_REASONS = (
    r"(?:Bad Request|Unauthorized|Authorization Required|Payment Required|Forbidden|Not Found|Method Not Allowed"
    r"|Proxy Authentication Required|Unprocessable|Too Many Requests|Internal Server Error"
    r"|Bad Gateway|Service Unavailable|Gateway Time-?out|Overloaded)\b"
)
_NUMBER = regex(r"(?<![\w.,-])([2-5]\d\d)(?![\w-]|[.,]\d| ?ms\b)")
# What makes a number a status: its name in front, or an error's words behind.
_LEAD = 24
_BLANKS = regex(r"\s+")
_NAMED = regex(
    r"(?:HTTP/[\d.]{1,3} |\bHTTP(?: error)? |\berror code:? ?|\bAPI Error:? ?\(?|\breturned error: ?"
    r"|\bstatus(?:[ _-]?code)?[\"']?(?: ?[:=] ?| (?:of )?)[\"']?|\b(?:rejected|error) \(|[\"']code[\"']: ?[\"']?"
    r"|\b(?:response|error|failed with):? |\b(?:gets?|getting|got|gives|returns|returned|throws) (?:an? )?)\Z",
    re.IGNORECASE,
)
_FOLLOWED = regex(
    rf":? (?i:{_REASONS}|[a-z]{{2,20}}_error\b|(?:in(?:valid|correct)|CORS|OAuth|API key|User|Client Error)\b)"
    r"| \{ ?[\"']| ?[\u2013\u2014] ?|(?<=\(\d{3})\)|(?<=^\d{3})\s*$",
    re.MULTILINE,
)
# In one short line, a usual status needs neither.
_SHORT = 160
_USUAL = frozenset({400, 401, 402, 403, 404, 405, 407, 413, 422, 429, 500, 502, 503, 504, 529})
_COUNTED = regex(r"(?:\b(?:line|port|after|in|of|than|least|most) |[$\u20ac#])\Z")
_UNIT = regex(r" ?(?:%|(?:dollars|euros|tokens|requests|lines|files|items|times|users|seconds|minutes|[kMG]B)\b)")
_PLAUSIBLE = frozenset({200, 201, 204, 301, 302, 303, 307, 308, *range(400, 430), 431, 451, *range(500, 512), 520, 529})
_TUNNEL = regex(r"^.*\b200 Connection established.*$", re.IGNORECASE | re.MULTILINE)


def status_in(text: PastedText) -> int:
    """Return the last status of an error, or else the last status; 0 without one."""
    is_short = len(text.lines) <= _SHORT and "\n" not in text.lines.strip()
    for lines in (text.lines, text.unwrapped):
        statuses = _statuses_from_the_end(_TUNNEL.sub("", lines), is_short=is_short)
        if last := next(statuses, 0):
            errors = (status for status in (last, *statuses) if status >= _FIRST_ERROR)
            return next(errors, last)
    return 0


def _statuses_from_the_end(text: str, *, is_short: bool) -> Iterator[int]:
    numbers = [match for match in _NUMBER.finditer(text) if int(match[1]) in _PLAUSIBLE]
    return (int(number[1]) for number in reversed(numbers) if _is_status(text, number, is_short=is_short))


def _is_status(text: str, number: re.Match[str], *, is_short: bool) -> bool:
    status, lead = int(number[1]), text[max(0, number.start() - _LEAD) : number.start()]
    if _NAMED.search(_BLANKS.sub(" ", lead)):
        return True
    if is_short and status in _USUAL and not _COUNTED.search(lead) and not _UNIT.match(text, number.end()):
        return True
    return status >= _FIRST_ERROR and _FOLLOWED.match(text, number.end()) is not None
