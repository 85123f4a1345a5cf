"""What a pasted text tells apart from wording: status, error type and code, request id, and the body's shape."""

import re

from tui.domain.pasted.status import status_in
from tui.domain.pasted.text import PastedText
from tui.domain.record import Record
from tui.domain.regex import regex

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
_TYPE = regex(rf"\b({'|'.join(API_TYPES)})\b")
_OTHER_TYPE = regex(r"[\"']?type[\"']?\s?[:=]\s?[\"']((?:[a-z]{2,20}_){1,4}error|forbidden)[\"']")
# The API's own ids begin with 01; gateways make up others.
_REQUEST_ID = regex(r"\b(req_01[A-Za-z0-9]{4,40})\b")
_WHOLE_ID = range(24, 41)
_API_SHAPE = regex(r"[\"']?type[\"']?\s?:\s?[\"']error[\"']")
_OTHER_SHAPE = regex(r"[{,]\s?[\"'](?:error|detail|message|msg)[\"']\s?:")
_PAGE = regex(r"<(?:!doctype html|html|head|title|center)\b", re.IGNORECASE)


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
        status=status_in(text),
        error_type=error_type,
        code=next((code for code in CODES if text.says((code,))), ""),
        request_id=_request_id(text),
        has_api_shape=has_api_shape,
        has_other_shape=error_type not in API_TYPES and text.search(_OTHER_SHAPE) is not None,
        has_page=text.search(_PAGE) is not None,
    )


def _request_id(text: PastedText) -> str:
    """Return the last id; one that a terminal has cut is read on in the next line."""
    last = text.last(_REQUEST_ID)
    if len(last) in _WHOLE_ID:
        return last
    joined = [match[1] for match in _REQUEST_ID.finditer(text.unwrapped)]
    return next((whole for whole in reversed(joined) if len(whole) in _WHOLE_ID and whole.startswith(last)), last)
