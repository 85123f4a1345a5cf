"""The headers and the body of a request as they go out, without those of the transport."""

from __future__ import annotations

import tui
from tui.domain.probing.probe import ProbeKind, ProbeRequest
from tui.domain.probing.sendable import header_along, header_value

_API_VERSION = b"2023-06-01"
_LOGIN_BETA = b"oauth-2025-04-20"


def request_headers(request: ProbeRequest) -> list[tuple[bytes, bytes]]:
    """Return the headers that go out with a request, in order; those of the transport come on top."""
    own = ((request.header.wire_name.encode(), header_value(request)), (b"anthropic-version", _API_VERSION))
    headers = [
        *(() if request.is_bare else own),
        (b"Accept", b"application/json"),
        (b"Accept-Encoding", b"gzip, deflate"),
        (b"User-Agent", f"fix401/{tui.__version__}".encode()),
    ]
    if request.is_login:
        headers.append((b"anthropic-beta", _LOGIN_BETA))
    if request.kind is ProbeKind.HELLO:
        headers.append((b"Content-Type", b"application/json"))
    for header in request.along:
        name, value = header_along(header, request.client)
        if not header.doubles:
            headers = [item for item in headers if item[0].lower() != name.lower()]
        headers.append((name, value))
    return headers


def request_body(request: ProbeRequest) -> bytes | None:
    """Return the body, None for a request without one."""
    if request.kind is not ProbeKind.HELLO:
        return None
    import json  # noqa: PLC0415 - for the one paid request

    hello = {"model": request.model, "max_tokens": 1, "messages": [{"role": "user", "content": "hi"}]}
    return json.dumps(hello).encode()
