"""The headers and the body of a request as they go out, without those of the transport."""

from tui.domain.probing.plain_headers import body_text, plain_headers
from tui.domain.probing.probe import ProbeRequest
from tui.domain.probing.sendable import header_along, header_value


def request_headers(request: ProbeRequest) -> list[tuple[bytes, bytes]]:
    """Return the headers that go out with a request, in order; those of the transport come on top."""
    headers = [(name.encode(), value.encode()) for name, value in plain_headers(request)]
    if not request.is_bare:
        headers.insert(0, (request.header.wire_name.encode(), header_value(request)))
    for header in request.along:
        name, value = header_along(header, request.client)
        if not header.doubles:
            headers = [item for item in headers if item[0].lower() != name.lower()]
        headers.append((name, value))
    return headers


def request_body(request: ProbeRequest) -> bytes | None:
    """Return the body, None for a request without one."""
    return body_text(request).encode() or None
