"""What a pasted text tells apart from wording: status, error type and code, request id, and the body's shape."""

import re
from collections.abc import Iterator

from tui.domain.pasted.text import PastedText
from tui.domain.record import Record

API_TYPES = (
    "authentication_error",
    "permission_error",
    "invalid_request_error",
    "not_found_error",
    "rate_limit_error",
    "request_too_large",
    "overloaded_error",
    "billing_error",
    "timeout_error",
    "conflict_error",
    "api_error",
)
CODES = (
    "enforced_spend_limit_reached",
    "contract_spend_limit_reached",
    "linked_organization_spend_limit_reached",
    "linked_organization_billing_unavailable",
    "ramp_limit_exceeded",
    "organization_on_hold",
    "organization_type_not_supported",
    "parent_organization_required",
    "claude_code_key_creator_not_member",
    "claude_code_version_too_old",
    "api_key_scope_missing",
    "organization_level_scoped_api_key_required",
    "sandbox_egress_restricted",
    "cmek_key_disabled",
    "cmek_key_network_blocked",
)
_REASONS = (
    r"(?:Bad Request|Unauthorized|Payment Required|Forbidden|Not Found|Method Not Allowed|Proxy Authentication Required"
    r"|Unprocessable|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out"
    r"|Overloaded)\b"
)
_NUMBER = re.compile(r"(?<![\w.,-])([2-5]\d\d)(?![\w-]|[.,]\d| ?ms\b)")
# What makes a number a status: its name in front, or an error's words behind.
_LEAD = 24
_NAMED = re.compile(
    r"(?:HTTP/[\d.]{1,3} |\bHTTP(?: error)? |\berror code:? ?|\bAPI Error:? ?\(?|\breturned error: ?"
    r"|\bstatus(?:[ _-]?code)?[\"']?(?: ?[:=] ?| (?:of )?)[\"']?|\b(?:rejected|error) \(|[\"']code[\"']: ?[\"']?"
    r"|\b(?:response|error|failed with):? )\Z",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    rf":? (?i:{_REASONS}|[a-z]{{2,20}}_error\b|(?:in(?:valid|correct)|CORS|OAuth|API key|User|Client Error)\b)"
    r"| \{ ?[\"']| ?[\u2013\u2014] ?|(?<=\(\d{3})\)"
)
# In one short line, a usual status needs neither.
_SHORT = 160
_USUAL = frozenset({400, 401, 402, 403, 404, 405, 407, 413, 422, 429, 500, 502, 503, 504, 529})
_COUNTED = re.compile(r"\b(?:line|port|after|in|of|at least|at most) \Z")
_PLAUSIBLE = frozenset({200, 201, 204, 301, 302, 303, 307, 308, *range(400, 430), 431, 451, *range(500, 512), 520, 529})
_TUNNEL = re.compile(r"^.*\b200 Connection established.*$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rf"\b({'|'.join(API_TYPES)})\b")
_OTHER_TYPE = re.compile(r"[\"']?type[\"']?\s?[:=]\s?[\"']((?:[a-z]{2,20}_){1,4}error|forbidden)[\"']")
# The API's own ids begin with 01; gateways make up others.
_REQUEST_ID = re.compile(r"\b(req_01[A-Za-z0-9]{4,40})\b")
_WHOLE_ID = range(24, 41)
_FIRST_ERROR = 400
_API_SHAPE = re.compile(r"[\"']?type[\"']?\s?:\s?[\"']error[\"']")
_OTHER_SHAPE = re.compile(r"[{,]\s?[\"'](?:error|detail|message|msg)[\"']\s?:")
_PAGE = re.compile(r"<(?:!doctype html|html|head|title|center)\b", re.IGNORECASE)


class Facts(Record):
    """What was found; zero and empty where the text does not say."""

    text: PastedText
    status: int
    error_type: str
    code: str
    request_id: str
    has_api_shape: bool
    has_other_shape: bool
    has_page: bool

    @property
    def is_api_type(self) -> bool:
        """Whether the type is one of those that the API documents."""
        return self.error_type in API_TYPES


def facts_of(text: PastedText) -> Facts:
    """Return the facts of the last error in the text."""
    error_type = text.last(_TYPE) or text.last(_OTHER_TYPE)
    has_api_shape = error_type in API_TYPES and text.search(_API_SHAPE) is not None
    return Facts(
        text=text,
        status=_status(text),
        error_type=error_type,
        code=next((code for code in CODES if text.says((code,))), ""),
        request_id=_request_id(text),
        has_api_shape=has_api_shape,
        has_other_shape=error_type not in API_TYPES and text.search(_OTHER_SHAPE) is not None,
        has_page=text.search(_PAGE) is not None,
    )


def _status(text: PastedText) -> int:
    """Return the last status of an error, or else the last status."""
    for lines in (text.lines, text.unwrapped):
        statuses = _statuses_from_the_end(_TUNNEL.sub("", lines))
        if last := next(statuses, 0):
            errors = (status for status in (last, *statuses) if status >= _FIRST_ERROR)
            return next(errors, last)
    return 0


def _statuses_from_the_end(text: str) -> Iterator[int]:
    is_short = len(text) <= _SHORT and "\n" not in text.strip()
    numbers = [match for match in _NUMBER.finditer(text) if int(match[1]) in _PLAUSIBLE]
    return (int(number[1]) for number in reversed(numbers) if _is_status(text, number, is_short=is_short))


def _is_status(text: str, number: re.Match[str], *, is_short: bool) -> bool:
    status, lead = int(number[1]), text[max(0, number.start() - _LEAD) : number.start()]
    if _NAMED.search(lead):
        return True
    if is_short and status in _USUAL and not _COUNTED.search(lead):
        return True
    return status >= _FIRST_ERROR and _FOLLOWED.match(text, number.end()) is not None


def _request_id(text: PastedText) -> str:
    """Return the last id; one that a terminal has cut is read on in the next line."""
    last = text.last(_REQUEST_ID)
    if len(last) in _WHOLE_ID:
        return last
    joined = [match[1] for match in _REQUEST_ID.finditer(text.unwrapped)]
    return next((whole for whole in reversed(joined) if len(whole) in _WHOLE_ID and whole.startswith(last)), last)
