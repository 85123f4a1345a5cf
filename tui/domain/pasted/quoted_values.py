"""Where a text quotes a whole value that may be a credential: headers, assignments, addresses, error messages.

Each pattern has the group `value`. What an error quotes may hold anything, blanks and line breaks too.
"""

import re

from tui.domain.regex import regex

_HEADERS = regex(
    r"(?:\b(?:x-(?:goog-|litellm-)?api-key|api-key|(?:proxy-)?authorization)"
    r"[\"']?\s?(?:[:=]|=>)[ \t]{0,20}(?:b?[\"'\u201c])?"
    r"|[\"'](?:x-api-key|api-key|authorization)[\"']\s?,\s?b?[\"'])"
    r"(?:(?:Bearer|Basic|Token)[ \t]{1,20})*(?P<value>[^\s\"'\u201d,;)}\]]+)",
    re.IGNORECASE,
)
_COOKIES = regex(r"\b(?:set-)?cookie[\"']?: ?(?P<value>[^\n]+)", re.IGNORECASE)
_ADDRESSES = regex(
    r"\b(?:https?|wss?|socks\w{0,2})://"
    r"(?P<value>[^/\s@\"'<>]{1,200}+(?=@)|[^/\s@\"'<>:]{1,100}+:[^\s\"'<>]{0,200}(?=@))",
    re.IGNORECASE,
)
# A plain word behind a name is prose, such as in `ANTHROPIC_API_KEY: it is not set`.
_ASSIGNMENTS = regex(
    r"(?:(?:api_?key|auth_?token|access_?token|secret|password|passwd|_token|_key)[\"']?\s?[:=]\s?[\"']?"
    r"|[\"']token[\"']\s?:\s?[\"']|[?&](?:key|token|api[-_]?key|access_token|signature|sig|code)=)"
    r"(?P<value>(?![A-Za-z]{1,12}\b|<key:)[^\s\"',;)}\]&]+)",
    re.IGNORECASE,
)
_UP_TO_ILLEGAL = r"(?>(?! is not a legal|TypeError: )[^\n]){0,300}+"
_IN_MESSAGES = (
    r"(?:illegal|invalid) header value:? b?'(?P<value>[^']{0,600}+)'",
    r"(?:illegal|invalid) header value:? b?\"(?P<value>[^\"]{0,600}+)\"",
    r"\bheaders\.\w{1,20}: \"(?P<value>[^\"]{0,600}+)\" is an invalid",
    r"\bin header value: b?'(?P<value>[^']{0,600}+)'",
    r"\bin header value: b?\"(?P<value>[^\"]{0,600}+)\"",
    r"\bheader field value \"(?P<value>[^\"]{0,600}+)\"",
    rf"\bTypeError: (?P<value>{_UP_TO_ILLEGAL}(?:\n{_UP_TO_ILLEGAL})?) is not a legal HTTP header value",
    r"\bapi key provided: (?P<value>[\"']?[^\s.\"']{0,300}+(?:\.[^\s.]{1,300}+){0,8})",
    r"\breceived ?= ?(?P<value>[^\s,]{1,300}+)",
)
VALUES = (
    *(regex(pattern, re.IGNORECASE) for pattern in _IN_MESSAGES),
    _HEADERS,
    _COOKIES,
    _ADDRESSES,
    _ASSIGNMENTS,
)
# What stays of a value: masks, escapes, blanks, quotes, and the word before a token.
KEPT = regex(
    r"(<key:[\w-]+>|\\{1,15}(?:[nrt]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})|\s+|\bBearer\b"
    r"|[\"'\u2018-\u201d\u200b\u00a0\ufeff])"
)
