"""What only Claude Code's rules make worth asking: what its flags, logins, folders and settings hide."""

from collections.abc import Iterator

from tui.domain.clients.client import ClientId, Place
from tui.domain.clients.header import Header
from tui.domain.found.finding import State
from tui.domain.judging.absence import without
from tui.domain.judging.behind import behind
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import ProbeRequest, Variant
from tui.domain.questions.first_round import Question, login_request, own_request
from tui.domain.record import replace
from tui.domain.resolving.claude_code_rules import is_login

_NOT_FOR_LOGINS = frozenset({Place.KEY_VARIABLE, Place.TOKEN_VARIABLE})


def behind_barrier(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask what would be sent if no flag and no helper decided."""
    hidden = None if _waits_for_helper(evidence) else behind(evidence)
    request = own_request(replace(evidence, resolution=hidden.resolution)) if hidden else None
    if request is not None:
        yield replace(request, variant=Variant.OTHER_VALUE)


def logins(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask whether Claude Code's own login would do, where something else is sent in its place."""
    winner = evidence.winner
    if not _is_claude_code(evidence) or _waits_for_helper(evidence):
        return
    for finding in evidence.snapshot.findings:
        if winner is not None and finding.value.best == winner.value.best:
            continue
        if is_login(finding):
            yield login_request(evidence, finding)
        elif finding.state is State.OTHER_FOLDER and finding.origin.kind is not OriginKind.SDK_PROFILE:
            yield replace(login_request(evidence, finding), header=Header.X_API_KEY, is_login=False)


def as_login(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask whether a login token would be accepted as one, where its variable makes something else of it."""
    winner = evidence.winner
    if winner is None or winner.value.shape is not Shape.ANTHROPIC_OAUTH_TOKEN or not _is_claude_code(evidence):
        return
    if evidence.resolution.place in _NOT_FOR_LOGINS:
        yield replace(login_request(evidence, winner), variant=Variant.AS_LOGIN)


def official_host(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask Anthropic itself about a login that a base URL sends elsewhere: it was never meant for another host."""
    resolution, winner = evidence.resolution, evidence.winner
    if winner is not None and resolution.is_login and resolution.base_url is not None and _is_claude_code(evidence):
        yield replace(login_request(evidence, winner), variant=Variant.OFFICIAL_HOST)


def hidden_host(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask at the base URL of the shell, where that of the settings hides it."""
    own, base_url = own_request(evidence), evidence.resolution.base_url
    if own is None or base_url is None or base_url.origin.kind is not OriginKind.CLAUDE_SETTINGS:
        return
    other = without(evidence, base_url)
    if other.base_url is not None:
        yield replace(own, base_url=other.endpoint, hidden=other.hidden, variant=Variant.HIDDEN_HOST)


def _is_claude_code(evidence: Evidence) -> bool:
    return evidence.resolution.client.id is ClientId.CLAUDE_CODE


def _waits_for_helper(evidence: Evidence) -> bool:
    """Return whether all depends on a helper that nobody has run: what stands behind it shows nothing then."""
    barrier = evidence.resolution.barrier
    return barrier is not None and barrier.state is State.NOT_RUN


QUESTIONS: tuple[Question, ...] = (behind_barrier, logins, as_login, official_host, hidden_host)
