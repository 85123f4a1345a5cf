"""The raw call that stands for a project's code, and what it sends of a key."""

from collections.abc import Iterator

from tui.domain.clients.client import RULES, ClientId
from tui.domain.clients.header import Header, SentHeader, header_with_prefix
from tui.domain.clients.official_api import USUAL_VERSION, VERSION_HEADER
from tui.domain.code.written_call import RawCall, WrittenHeader
from tui.domain.found.finding import Finding
from tui.domain.key.secret import Secret
from tui.domain.resolving.snapshot import Snapshot

# What a browser adds to a call of another host; any address will do.
ORIGIN = SentHeader("Origin", Secret("http://localhost:3000"))


def raw_call_of(client_id: ClientId, snapshot: Snapshot) -> RawCall | None:
    """Return the project's own call of the API: one that is right before others, for then it is no fault of theirs."""
    if client_id is not ClientId.CURL:
        return None
    ranked = sorted(snapshot.raw_calls, key=lambda call: (not call.is_right or call.is_in_page, not call.is_whole))
    return next(iter(ranked), None)


def program_of(call: RawCall | None) -> ClientId | None:
    """Return the SDK in whose language the call is written, which tells what loads its variables."""
    if call is None:
        return None
    for client_id in (ClientId.PYTHON_SDK, ClientId.TYPESCRIPT_SDK):
        if call.origin.path.endswith(RULES[client_id].literal_suffixes):
            return client_id
    return None


def header_of(call: RawCall) -> Header:
    """Return which of the two headers the call means to use."""
    first = next(iter(call.credentials), None)
    return Header.BEARER if first is not None and first.name.lower() == "authorization" else Header.X_API_KEY


def headers_sent(call: RawCall | None, key: Finding | None) -> tuple[SentHeader, ...]:
    """Return all headers of the call with this key in them, as the code writes them; none if some are unknown."""
    if call is None or not call.is_whole or key is None:
        return ()
    return (*_written(call, key.value.secret), *((ORIGIN,) if call.is_in_page else ()))


def _written(call: RawCall, key: Secret) -> Iterator[SentHeader]:
    for header in call.headers:
        value = header_with_prefix(header.prefix, key) if header.is_credential else _value(header)
        if value is not None:
            yield SentHeader(header.name, value, doubles=True)


def _value(header: WrittenHeader) -> Secret | None:
    """Return the value; a version that the code works out is taken for a usual one."""
    if header.text is not None:
        return Secret(header.text)
    return Secret(USUAL_VERSION) if header.name.lower() == VERSION_HEADER else None
