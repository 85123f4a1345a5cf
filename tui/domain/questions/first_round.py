"""The first round: the value as found, and every single change that might be the cure."""

from collections.abc import Callable, Iterator

from tui.domain.clients.client import Place
from tui.domain.clients.header import Header
from tui.domain.found.finding import Finding, State
from tui.domain.judging.absence import without
from tui.domain.judging.evidence import Evidence, is_official, other
from tui.domain.key.flaw import FlawKind
from tui.domain.key.shape import KEY_SHAPES
from tui.domain.key.value import Value
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import ProbeRequest, Variant
from tui.domain.record import replace
from tui.domain.resolving.corrected_url import corrected_endpoint, corrected_hidden

MOST_OTHER_VALUES = 50
Question = Callable[[Evidence], Iterator[ProbeRequest]]


def as_found(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask with exactly what the client sends."""
    own = own_request(evidence)
    if own is not None:
        yield own


def repaired(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask with the value without its damage."""
    own, winner = own_request(evidence), evidence.winner
    if own and winner and winner.value.repaired:
        yield replace(proper(own), secret=winner.value.repaired, variant=repair_variant(winner.value))


def other_header(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask with the value in the other header."""
    own, winner, resolution = own_request(evidence), evidence.winner, evidence.resolution
    if own is None or winner is None or resolution.is_login or resolution.companion is not None:
        return
    has_own_host = resolution.base_url is not None and resolution.endpoint != ""
    if winner.value.shape in KEY_SHAPES or has_own_host:
        form = other(resolution.header)
        yield replace(proper(own), secret=winner.value.best, header=form, variant=Variant(form.value))


def alone(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask with the credential alone, where a second one or headers of the user go along; and with that one alone."""
    own, winner, companion = own_request(evidence), evidence.winner, evidence.resolution.companion
    if own is None or winner is None or not (own.along or own.is_bare):
        return
    yield replace(own, secret=winner.value.best, along=(), is_bare=False, variant=Variant.ALONE)
    if companion is not None and not companion.value.is_blank:
        yield replace(own, secret=companion.value.best, header=other(own.header), along=(), variant=Variant.OTHER_VALUE)


def corrected_address(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask at the base URL without what is plainly wrong in it."""
    winner, resolution, official = evidence.winner, evidence.resolution, evidence.snapshot.official_url
    fixed = corrected_endpoint(resolution, official) if resolution.base_url else ""
    if winner is not None and fixed:
        best = ProbeRequest(winner.value.best, resolution.header, fixed, is_login=resolution.is_login)
        hidden = corrected_hidden(resolution, official)
        yield replace(best, variant=Variant.CORRECTED_URL, hidden=hidden, along=resolution.along)


def official_host(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask the official host, where the base URL names another."""
    winner, resolution = evidence.winner, evidence.resolution
    if resolution.base_url is not None and winner is not None and winner.value.shape in KEY_SHAPES:
        best = ProbeRequest(winner.value.best, resolution.header, evidence.snapshot.official_url)
        yield replace(best, variant=Variant.OFFICIAL_HOST, is_login=resolution.is_login)


def other_values(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask the official host about every other key that was found."""
    header = Header.BEARER if evidence.resolution.is_login else evidence.resolution.header
    for finding in evidence.other_values()[:MOST_OTHER_VALUES]:
        yield ProbeRequest(finding.value.best, header, evidence.snapshot.official_url, Variant.OTHER_VALUE)


def token_at_gateway(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask the client's own host about the token that a key hides: a gateway's key is seldom one of Anthropic's form."""
    own, winner, resolution = own_request(evidence), evidence.winner, evidence.resolution
    if own is None or winner is None or resolution.base_url is None or is_official(evidence):
        return
    behind = without(evidence, winner)
    token = behind.credential
    if token is not None and behind.place is Place.TOKEN_VARIABLE and not token.value.is_blank:
        yield replace(proper(own), secret=token.value.best, header=Header.BEARER, variant=Variant.OTHER_VALUE)


def profile(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask whether the SDK profile would do, where a key or a token is sent in its place."""
    use, winner = evidence.resolution.profile, evidence.winner
    if use is None or use.token is None or winner is None or use.token is winner:
        return
    yield replace(login_request(evidence, use.token), along=use.headers)


def passed_over_profiles(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask whether a profile of the usual folder would do, where a variable sends the SDK to another folder."""
    if not evidence.resolution.client.generation.reads_profiles:
        return
    for finding in evidence.snapshot.findings:
        if finding.state is State.OTHER_FOLDER and finding.origin.kind is OriginKind.SDK_PROFILE:
            yield login_request(evidence, finding)


def own_request(evidence: Evidence) -> ProbeRequest | None:
    """Return the request that the client itself would make, None where it finds no credential."""
    resolution, sent = evidence.resolution, evidence.resolution.sent
    if evidence.winner is None or sent is None:
        return None
    return ProbeRequest(
        sent.secret,
        resolution.header,
        resolution.endpoint,
        hidden=resolution.hidden,
        is_login=resolution.is_login,
        along=resolution.along,
        is_bare=resolution.is_bare,
    )


def proper(request: ProbeRequest) -> ProbeRequest:
    """Return the request with the headers of a well-made call, where it has those of a raw one."""
    return replace(request, along=(), is_bare=False) if request.is_bare else request


def login_request(evidence: Evidence, finding: Finding) -> ProbeRequest:
    """Return the request that asks the official host about a token, sent in the way of a login."""
    official = evidence.snapshot.official_url
    return ProbeRequest(finding.value.best, Header.BEARER, official, Variant.OTHER_VALUE, is_login=True)


def repair_variant(value: Value) -> Variant:
    """Return what the repaired text of a value is called, by what was repaired."""
    kinds = {flaw.kind for flaw in value.flaws}
    if kinds == {FlawKind.WHITESPACE}:
        return Variant.TRIMMED
    return Variant.UNQUOTED if kinds == {FlawKind.QUOTES} else Variant.REPAIRED
