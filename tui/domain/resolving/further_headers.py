"""The headers that a client sends beside its own: a second credential, a list of the user's, those of the code."""

from collections.abc import Callable, Iterator

from tui.domain.clients.client import ClientChoice, ClientId, Place
from tui.domain.clients.header import (
    BETA_HEADER,
    Header,
    SentHeader,
    credential_header,
    header_with_prefix,
    without_scheme,
)
from tui.domain.code.written_call import ClientCall, WrittenHeader
from tui.domain.found.finding import Finding
from tui.domain.key.secret import Secret
from tui.domain.key.value import read_value, unrepaired_value
from tui.domain.record import Record, replace
from tui.domain.resolving.contest import Candidate, Contest
from tui.domain.resolving.raw_call import ORIGIN
from tui.domain.resolving.snapshot import Snapshot

BETAS = "ANTHROPIC_BETAS"
# What a browser adds to a call of another host, and what the SDK adds to be let through.
_IN_PAGE = (
    ORIGIN,
    SentHeader("anthropic-dangerous-direct-browser-access", Secret("true")),
)
_NOTHING = read_value("")
LookUp = Callable[[str], Finding | None]


class Further(Record):
    """Further headers, the call in the code that adds some, and a credential among them where there is no other."""

    headers: tuple[SentHeader, ...] = ()
    call: ClientCall | None = None
    credential: Candidate | None = None


def further_headers(
    client: ClientChoice, snapshot: Snapshot, won: Contest, setting: Finding | None, look_up: LookUp
) -> Further:
    """Return what this client sends beside the winner."""
    key, call = won.winner.finding if won.winner else None, client_call_of(client, snapshot)
    listed = _listed(client, setting)
    coded = _in_code(client, call, key, look_up)
    own = None
    if won.winner is None:
        place = call and Finding("", _NOTHING, call.origin)
        own = _credential_in(client, listed, setting) or _credential_in(client, coded, place)
    return Further((*_beside(client, won), *_betas(client, look_up), *listed, *coded), call, own)


def _beside(client: ClientChoice, won: Contest) -> tuple[SentHeader, ...]:
    """Return the header of the second credential; Claude Code sends a helper's in both (code.claude.com/docs)."""
    companion = won.companion
    if won.winner is not None and won.winner.place is Place.HELPER:
        return (credential_header(Header.X_API_KEY, won.winner.finding.value.secret),)
    if companion is None:
        return ()
    header = Header.BEARER if companion.is_token else client.header(Place.KEY_VARIABLE)
    return (credential_header(header, companion.finding.value.secret),)


def _listed(client: ClientChoice, setting: Finding | None) -> tuple[SentHeader, ...]:
    """Return the headers that ANTHROPIC_CUSTOM_HEADERS adds, as this version adds them."""
    if setting is None or not client.generation.reads_custom_headers:
        return ()
    return tuple(_as_added(client, header) for header in setting.headers)


def _betas(client: ClientChoice, look_up: LookUp) -> tuple[SentHeader, ...]:
    """Return the header that Claude Code makes of ANTHROPIC_BETAS."""
    finding = look_up(BETAS) if client.id is ClientId.CLAUDE_CODE else None
    return () if finding is None or finding.value.is_blank else (SentHeader(BETA_HEADER, finding.value.secret),)


def client_call_of(client: ClientChoice, snapshot: Snapshot) -> ClientCall | None:
    """Return the call that makes this client, where no other one of the project leaves out what it adds."""
    calls = [call for call in snapshot.client_calls if call.origin.path.endswith(client.suffixes)]
    first = next(iter(calls), None)
    names = {(frozenset(header.name.lower() for header in call.headers), call.is_in_page) for call in calls}
    return first if len(names) == 1 and client.id is not ClientId.CURL else None


def _in_code(
    client: ClientChoice, call: ClientCall | None, key: Finding | None, look_up: LookUp
) -> tuple[SentHeader, ...]:
    """Return the headers that the code hands to the client, as this version adds them."""
    if call is None:
        return ()
    own = tuple(_as_added(client, header) for header in _in_call(call, key, look_up))
    return (*own, *(_IN_PAGE if call.is_in_page else ()))


def _credential_in(client: ClientChoice, headers: tuple[SentHeader, ...], place: Finding | None) -> Candidate | None:
    """Return the credential that is one of the user's own headers, for a client that finds no other."""
    header = next((item for item in headers if item.is_credential), None)
    if header is None or place is None:
        return None
    kind = Header.X_API_KEY if header.name.lower() == "x-api-key" else Header.BEARER
    if kind not in client.generation.lone_headers:
        return None
    value = unrepaired_value(without_scheme(header.value) if kind is Header.BEARER else header.value)
    finding = replace(place, variable=place.variable or header.name, value=value, headers=())
    return Candidate(finding, Place.OWN_HEADER, header=kind)


def _in_call(call: ClientCall, key: Finding | None, look_up: LookUp) -> Iterator[SentHeader]:
    for header in call.headers:
        if header.is_credential:
            value = _credential(header, key, look_up)
        else:
            value = None if header.text is None else Secret(header.text)
        if value is not None:
            yield SentHeader(header.name, value)


def _credential(header: WrittenHeader, key: Finding | None, look_up: LookUp) -> Secret | None:
    named = (look_up(header.variable) if header.variable else None) or key
    secret = header.literal or (named.value.secret if named else None)
    return header_with_prefix(header.prefix, secret) if secret else None


def _as_added(client: ClientChoice, header: SentHeader) -> SentHeader:
    own = client.generation.key_header.wire_name
    doubles = client.generation.doubles_headers and header.name.lower() == own.lower() and header.name != own
    return replace(header, doubles=doubles)
