"""What a masked text shows of the value that was sent, and of the address: it moves a cause to the front."""

from tui.domain.clients.client_id import ClientId
from tui.domain.pasted.meaning import Sign

# A header, or an error that quotes what was sent, up to the value.
_SENT = r"(?:\bx-api-key|\bauthorization|\bapi-key|header value|key provided|\breceived ?=)[^\n<]{0,40}"
_ODD = r"(?:[\u2018-\u201d\u200b\u00a0\ufeff]|\\{1,15}x[89a-f][0-9a-f]|\\{1,15}u20[01][0-9a-f])"
_INVISIBLE = rf"{_ODD}<key:|<key:[\w-]+>{_ODD}"
KEY_SIGNS = (
    Sign("prefix-pasted", r"\bbearer\s{1,9}bearer\b|x-api-key[\"']?: ?[\"']?bearer\b"),
    Sign("quotes-in-value", r"> (?:x-api-key: |authorization: bearer )[\"']<key:|key provided: [\"']<key:"),
    Sign("invisible-characters", _INVISIBLE),
    Sign("placeholder", rf"{_SENT}<key:placeholder>"),
    Sign("unexpanded-reference", rf"{_SENT}<key:reference>"),
    Sign("stringified-nothing", rf"{_SENT}<key:nothing>"),
    Sign("identifier-not-key", rf"{_SENT}<key:(?:url|identifier)>"),
    Sign("other-provider-key", rf"{_SENT}<key:other-provider>"),
    Sign("admin-key", rf"{_SENT}<key:anthropic-admin-key>"),
    Sign("session-key", rf"{_SENT}<key:anthropic-session-key>"),
    Sign("oauth-token-as-api-key", r"\bx-api-key[^\n<]{0,20}<key:anthropic-(?:oauth|refresh)-token>"),
    Sign("wrong-auth-header", r"> (?:authorization: ?<key:|api-key: |anthropic-api-key: )"),
)
BREAK_SIGNS = (
    Sign("line-break-inside-key", r"<key:[\w-]+>(?:\\{1,15}[rn]){1,9}<key:"),
    Sign("invisible-characters", _INVISIBLE),
    Sign("empty-value", r"header value:? b?([\"'])(?:bearer)?\s*\1"),
)
ADDRESS_SIGNS = (
    Sign("proxy-unreachable", r"/_a?sync/(?:http|socks)_proxy\.py"),
    Sign("base-url-wrong-host", r"\b127\.0\.0\.\d|\blocalhost\b|\[?::1\]?[:\s]"),
    Sign("base-url-wrong-host", client=ClientId.CLAUDE_CODE),
)
