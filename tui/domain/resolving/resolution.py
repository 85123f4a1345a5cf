"""Which definition a client uses, and why every other one loses."""

from collections.abc import Iterable

from tui.domain.clients.claude_code import CLOUDS, HELPER
from tui.domain.clients.client import BASE_URL, CUSTOM_HEADERS, KEY, OAUTH, TOKEN, ClientChoice, ClientId, Place
from tui.domain.clients.header import Header, SentHeader
from tui.domain.code.hosts import common_host
from tui.domain.code.written_call import ClientCall, RawCall
from tui.domain.found.finding import Finding
from tui.domain.key.secret import Secret
from tui.domain.key.value import Value, trimmed_by_javascript
from tui.domain.origin import OriginKind
from tui.domain.record import Record
from tui.domain.resolving import claude_code_rules
from tui.domain.resolving.claude_code_rules import helper_in, is_login, stored_in
from tui.domain.resolving.contest import Candidate, Contest, contest
from tui.domain.resolving.further_headers import further_headers
from tui.domain.resolving.keyring_use import from_keyring
from tui.domain.resolving.raw_call import header_of, headers_sent, raw_call_of
from tui.domain.resolving.sdk_profile import PROFILE, ProfileUse, profile_in_use
from tui.domain.resolving.snapshot import Snapshot
from tui.domain.resolving.variables import Loser, variable_of

LITERAL_NAMES = frozenset({"api_key", "apiKey", "auth_token", "authToken", "x-api-key", "authorization"})
LOGIN_PLACES = frozenset({Place.OAUTH_VARIABLE, Place.LOGIN})
_DROPPED_BY_FETCH = "\t\n\r "


class Resolution(Record):
    """What one client sends on this machine.

    `credential` is None when the client finds none; `base_url` is the definition that sets
    the host, None for the default; `endpoint` is the text that the client puts before
    `/v1/...`, as it may be shown, and `hidden` the whole of it where that
    leaves something out; `empty` are names that are set and empty. `companion` is a second
    credential that goes out as well, `setting` the list of further headers, `along` all headers
    of both; `is_passed` tells that the code hands the credential to the client itself;
    `profile` is the SDK profile that it would use without any; `raw_call` is the project's own
    call of the API where it has no SDK, `client_call` the one that makes an SDK's client.
    `barrier` decides instead of a credential and cannot be looked behind: a cloud's flag, or a
    helper that gave no value; `declined` is a key that the person told Claude Code not to use;
    `is_trimmed` tells that the code takes white space away before it hands the credential over.
    """

    client: ClientChoice
    credential: Finding | None
    place: Place | None
    header: Header
    base_url: Finding | None
    endpoint: str
    losers: tuple[Loser, ...]
    empty: tuple[Finding, ...]
    hidden: Secret | None = None
    companion: Finding | None = None
    setting: Finding | None = None
    along: tuple[SentHeader, ...] = ()
    is_passed: bool = False
    profile: ProfileUse | None = None
    raw_call: RawCall | None = None
    client_call: ClientCall | None = None
    barrier: Finding | None = None
    declined: Finding | None = None
    is_trimmed: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing is sent but the headers that a raw call writes itself."""
        return self.raw_call is not None and self.raw_call.is_whole

    @property
    def has_query(self) -> bool:
        """Whether a query stands in the base URL, so that the path lands in it."""
        return self.hidden is not None and self.hidden.holds("?")

    @property
    def has_user(self) -> bool:
        """Whether a user name stands in the base URL."""
        return self.hidden is not None and self.hidden.holds("@")

    @property
    def is_login(self) -> bool:
        """Whether the credential is an OAuth token of a login, which goes out in another way than a key."""
        is_of_claude_code = self.place in LOGIN_PLACES and self.credential is not None and is_login(self.credential)
        return is_of_claude_code or self.place is Place.PROFILE

    @property
    def sent(self) -> Value | None:
        """The value as this client sends it: trimmed or as it stands."""
        value = self.credential.value if self.credential else None
        if value is None or self.is_trimmed:
            return value and (value.trimmed or value)
        if not self.client.rules.trims:
            return value
        if self.is_passed:
            # `fetch` drops blanks round a header's value, and in front of a token stands `Bearer`.
            return value.without_edges("" if self.header is Header.BEARER else _DROPPED_BY_FETCH, _DROPPED_BY_FETCH)
        return value.trimmed or value

    def reason_against(self, finding: Finding) -> str:
        """Return why the finding loses, or an empty text when it wins or does not compete."""
        return next((loser.reason for loser in self.losers if loser.finding is finding), "")


def resolve(client: ClientChoice, snapshot: Snapshot) -> Resolution:
    """Return what the client uses, by its documented or measured rules."""
    losers: list[Loser] = []
    profile = profile_in_use(client, snapshot, variable_of(PROFILE, client, snapshot, []))
    candidates, empty = _candidates(client, snapshot, profile, losers)
    won = _decided(client, snapshot, candidates, empty, losers)
    setting = variable_of(CUSTOM_HEADERS, client, snapshot, losers)
    further = further_headers(client, snapshot, won, setting, lambda name: variable_of(name, client, snapshot, []))
    winner, companion = won.winner or (None if won.barrier else further.credential), won.companion
    place = winner.place if winner else None
    raw_call = raw_call_of(client.id, snapshot)
    # A call that names the host itself reads no variable for it.
    base_url = None if raw_call else _base_url(client, snapshot, losers)
    is_default = base_url is None or (base_url.value.is_blank and client.rules.trims)
    default = profile.profile.base_url if profile and place is Place.PROFILE else ""
    endpoint = _host_text(client, base_url.text) if base_url and not is_default else default or snapshot.official_url
    return Resolution(
        client=client,
        credential=winner.finding if winner else None,
        place=place,
        header=header_of(raw_call) if raw_call else _header(client, winner),
        base_url=base_url,
        endpoint=endpoint,
        losers=tuple(losers),
        empty=tuple(item.finding for item in empty),
        hidden=None if is_default or base_url is None else _hidden(client, base_url, endpoint),
        companion=companion.finding if companion else None,
        setting=setting,
        along=(*_of_profile(profile, place), *further.headers, *headers_sent(raw_call, winner and winner.finding)),
        is_passed=winner is not None and winner.is_passed,
        profile=profile,
        raw_call=raw_call,
        client_call=further.call,
        barrier=won.barrier,
        declined=won.declined,
        is_trimmed=winner is not None and winner.finding.variable in _trimmed_by_code(client, snapshot),
    )


def _base_url(client: ClientChoice, snapshot: Snapshot, losers: list[Loser]) -> Finding | None:
    """Return what sets the host: the code's own text comes before the variable (measured, all versions)."""
    written = common_host([call for call in snapshot.client_calls if _suffix(call.origin.path, client)])
    variable = variable_of(BASE_URL, client, snapshot, losers)
    if written and variable:
        losers.append(Loser(variable, f"`{written.origin.label}` names the host itself"))
    return written or variable


def _of_profile(profile: ProfileUse | None, place: Place | None) -> tuple[SentHeader, ...]:
    return profile.headers if profile and place is Place.PROFILE else ()


def _decided(
    client: ClientChoice,
    snapshot: Snapshot,
    candidates: list[Candidate],
    empty: list[Candidate],
    losers: list[Loser],
) -> Contest:
    """Return what becomes of the candidates; those that lose are added to the losers."""
    if client.id is ClientId.CLAUDE_CODE:
        flags = [variable_of(name, client, snapshot, losers) for name in CLOUDS]
        won = claude_code_rules.decided(snapshot, candidates, flags)
    else:
        won = contest(client, candidates, empty)
    rules = ((item.finding, won.rule_against(client, item)) for item in candidates)
    losers.extend(Loser(finding, rule) for finding, rule in rules if rule)
    return won


def _candidates(
    client: ClientChoice, snapshot: Snapshot, profile: ProfileUse | None, losers: list[Loser]
) -> tuple[list[Candidate], list[Candidate]]:
    """Return the definitions in the client's places, in order: those that count, and those without a value."""
    counting: list[Candidate] = []
    empty: list[Candidate] = []
    named = _named_alone(client, snapshot)
    for place in client.rules.places:
        for finding in _at(place, client, snapshot, profile, losers):
            # What the code passes itself is taken even when empty: no SDK looks any further (measured, all versions).
            is_passed = place is Place.LITERAL or finding.variable in named
            candidate = Candidate(finding, place, is_passed)
            (counting if is_passed or _is_set(finding, client) else empty).append(candidate)
    if not counting:
        fallback = from_keyring(client, snapshot, is_passed=False)
        counting.extend(Candidate(finding, Place.LITERAL, is_passed=True) for finding in fallback)
    return counting, empty


def _host_text(client: ClientChoice, text: str) -> str:
    """Return what stands before `/v1/...` in the address that is called."""
    sent = trimmed_by_javascript(text) if client.rules.trims else text
    return sent.rstrip("/").removesuffix("/v1") if client.wants_version_path else sent


def _header(client: ClientChoice, winner: Candidate | None) -> Header:
    if winner is not None and winner.header is not None:
        return winner.header
    return Header.BEARER if winner is not None and winner.is_token else client.header(Place.KEY_VARIABLE)


def _hidden(client: ClientChoice, base_url: Finding, endpoint: str) -> Secret | None:
    """Return the whole base URL where the text to be shown leaves something out."""
    secret = base_url.value.secret.changed(lambda text: _host_text(client, text))
    return None if secret == Secret(endpoint) else secret


def _is_set(finding: Finding, client: ClientChoice) -> bool:
    if finding.variable == HELPER:
        return True
    if client.rules.trims:
        return finding.value.length > 0 and not finding.value.is_blank
    return finding.value.length > 0


def _at(
    place: Place, client: ClientChoice, snapshot: Snapshot, profile: ProfileUse | None, losers: list[Loser]
) -> Iterable[Finding]:
    match place:
        case Place.LITERAL:
            return [*_literals(client, snapshot, losers), *from_keyring(client, snapshot, is_passed=True)]
        case Place.KEY_VARIABLE:
            named = _named_by_code(client, snapshot)
            # No client stands behind a raw call that would look for a key by itself.
            names = dict.fromkeys(named if named and client.id is ClientId.CURL else [*named, KEY])
            found = [variable_of(name, client, snapshot, losers) for name in names]
        case Place.TOKEN_VARIABLE:
            is_taken = TOKEN in _named_by_code(client, snapshot)
            found = [] if is_taken else [variable_of(TOKEN, client, snapshot, losers)]
        case Place.OAUTH_VARIABLE:
            found = [variable_of(OAUTH, client, snapshot, losers)]
        case Place.PROFILE:
            found = [profile.token] if profile else []
        case Place.HELPER | Place.LOGIN:
            found = [helper_in(snapshot)] if place is Place.HELPER else stored_in(snapshot)
        case Place.OWN_HEADER:
            found = []
    return [finding for finding in found if finding]


def _literals(client: ClientChoice, snapshot: Snapshot, losers: list[Loser]) -> list[Finding]:
    """Return the keys that the code hands over, none where another call of it works without one."""
    literals = passed_literals(client, snapshot)
    keyless = next((origin for origin in snapshot.keyless if _suffix(origin.path, client)), None)
    if keyless is None:
        return literals
    losers.extend(Loser(finding, f"`{keyless.label}` makes a client without it") for finding in literals)
    return []


def passed_literals(client: ClientChoice, snapshot: Snapshot) -> list[Finding]:
    """Return the keys that the code of this client's language hands to a client itself."""
    return [
        finding
        for finding in snapshot.findings
        if finding.origin.kind is OriginKind.SOURCE
        and finding.is_active
        and finding.variable in LITERAL_NAMES
        and _suffix(finding.origin.path, client)
    ]


def _named_by_code(client: ClientChoice, snapshot: Snapshot) -> list[str]:
    """Return the variables that the code passes to the client by name, each before the standard ones."""
    return [mention.variable for mention in snapshot.variables if _suffix(mention.origin.path, client)]


def _named_alone(client: ClientChoice, snapshot: Snapshot) -> frozenset[str]:
    """Return those of them that the code hands over even when they are empty."""
    mentions = [mention for mention in snapshot.variables if _suffix(mention.origin.path, client)]
    return frozenset(item.variable for item in mentions if not item.has_other)


def _trimmed_by_code(client: ClientChoice, snapshot: Snapshot) -> frozenset[str]:
    mentions = [mention for mention in snapshot.variables if _suffix(mention.origin.path, client)]
    return frozenset(item.variable for item in mentions if item.is_trimmed)


def _suffix(path: str, client: ClientChoice) -> bool:
    return path.endswith(client.suffixes)
