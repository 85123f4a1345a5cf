"""Questions about headers: whether something takes one away, one is missing, or one that the code adds is refused."""

from collections.abc import Iterator

from tui.domain.clients.client import Place
from tui.domain.clients.header import BETA_HEADER, Header, SentHeader
from tui.domain.clients.official_api import HOST
from tui.domain.code.written_call import NetrcEntry, WrittenHeader
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.workspaces import named_workspaces, with_workspace
from tui.domain.key.secret import Secret
from tui.domain.key.shape import KEY_SHAPES
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Accepted, BadRequest, NotFound, ProbeRequest, Rejected, Route, Variant
from tui.domain.questions.first_round import own_request
from tui.domain.record import replace

_CURL = "curl"
# Nobody's: of the user's own login nothing but its host is read.
_LOGIN = SentHeader("Authorization", Secret("Basic bWFkZS11cDpieS1maXg0MDE="), doubles=True)


def past_the_hop(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask without any proxy, where the answer misses a header that was sent."""
    own = own_request(evidence)
    if own is not None and misses_sent_header(evidence):
        yield replace(own, route=Route.DIRECT, variant=Variant.DIRECT)


def workspaces(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask with each workspace that the set-up names, where the answer is about the workspace."""
    own, outcome = own_request(evidence), evidence.as_found
    if own is None or not isinstance(outcome, BadRequest | NotFound) or not is_about(outcome.message, Topic.WORKSPACE):
        return
    for workspace in named_workspaces(evidence):
        yield replace(own, along=with_workspace(own.along, workspace), variant=Variant.WITH_WORKSPACE)


def betas(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask with the betas that the code asks for, where the key is accepted without them."""
    if isinstance(evidence.as_found, Accepted) and betas_in_code(evidence):
        yield replace(with_betas(evidence, evidence.as_found.request), variant=Variant.WITH_BETAS)


def with_betas(evidence: Evidence, request: ProbeRequest) -> ProbeRequest:
    """Return the request with the betas that the code asks for, as it is where it asks for none."""
    named = dict.fromkeys(item.text or "" for item in betas_in_code(evidence))
    header = SentHeader(BETA_HEADER, Secret(", ".join(named)))
    return replace(request, along=(*request.along, header)) if named else request


def netrc_login(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask with a made-up login in the place, or beside the key, where the tool puts that of `~/.netrc`."""
    own, call = own_request(evidence), evidence.resolution.raw_call
    if own is None or call is None or not own.is_bare or netrc_entry(evidence) is None:
        return
    others = (header for header in own.along if header.name.lower() != _LOGIN.name.lower())
    yield replace(own, along=(*others, _LOGIN), variant=Variant.WITH_NETRC)


def betas_in_code(evidence: Evidence) -> tuple[WrittenHeader, ...]:
    """Return the betas that the code of this client's language asks for."""
    suffixes = evidence.resolution.client.suffixes
    return tuple(item for item in evidence.snapshot.betas if item.origin.path.endswith(suffixes))


def netrc_entry(evidence: Evidence) -> NetrcEntry | None:
    """Return the entry of `~/.netrc` whose login the raw call's tool sends as well, or in the key's place.

    Measured on loopback: requests 2.34 replaces an `Authorization` of one's own, curl 7.88 keeps it; both
    put their own beside `x-api-key`.
    """
    call = evidence.resolution.raw_call
    if call is None or not call.reads_netrc or (call.tool == _CURL and any(item.is_bearer for item in call.headers)):
        return None
    return next((entry for entry in evidence.snapshot.netrc if entry.host in {"", HOST}), None)


def is_key_refused_as_token(evidence: Evidence) -> bool:
    """Return whether a key of Anthropic's is refused as a token and taken as the key that it is.

    Where the client sends a key as Bearer too, another variable would change nothing.
    """
    winner, resolution = evidence.winner, evidence.resolution
    if winner is None or resolution.place is not Place.TOKEN_VARIABLE or winner.value.shape not in KEY_SHAPES:
        return False
    if resolution.client.header(Place.KEY_VARIABLE) is Header.BEARER:
        return False
    return isinstance(evidence.as_found, Rejected) and isinstance(evidence.other_header(), Accepted)


def misses_sent_header(evidence: Evidence) -> bool:
    """Return whether the client's own call was answered that a header is missing which it did send."""
    outcome = evidence.as_found
    if not isinstance(outcome, Rejected | BadRequest) or outcome.request.is_bare:
        return False
    return is_about(outcome.message, Topic.NO_CREDENTIAL)
