"""What Claude Code alone reads and decides: its stored login, its helper, the clouds' flags and declined keys."""

from collections.abc import Iterable, Sequence

from tui.domain.clients.claude_code import KEYCHAIN_ITEM, STORED_KEY, is_switched_on
from tui.domain.clients.client import OAUTH, Place
from tui.domain.found.finding import Finding
from tui.domain.key.shape import Shape
from tui.domain.origin import OriginKind
from tui.domain.resolving.contest import Candidate, Contest
from tui.domain.resolving.snapshot import Snapshot


def decided(snapshot: Snapshot, candidates: Sequence[Candidate], flags: Iterable[Finding | None]) -> Contest:
    """Return what Claude Code sends of the candidates, which come in the order of its places, and what decides else.

    A flag outranks them all, and a helper whose value nobody knows all that come after it.
    """
    declined = next((item for item in candidates if _is_declined(snapshot, item)), None)
    first = next((item for item in candidates if item is not declined), None)
    barrier = next((flag for flag in flags if flag and is_switched_on(flag.text)), None)
    if barrier is None and first is not None and not first.finding.is_active:
        barrier = first.finding
    winner = None if barrier else first
    return Contest(winner, _beside(winner, candidates), barrier, declined.finding if declined else None)


def _beside(winner: Candidate | None, candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the key of a login that goes out beside a token, of which Claude Code itself warns as a conflict."""
    if winner is None or winner.place is not Place.TOKEN_VARIABLE:
        return None
    return next((item for item in candidates if _is_stored_key(item.finding)), None)


def _is_declined(snapshot: Snapshot, candidate: Candidate) -> bool:
    """Return whether the person said No to this key; `claude -p` does not ask, and uses it."""
    if candidate.place is not Place.KEY_VARIABLE:
        return False
    answer = snapshot.claude_code.answer_about(candidate.finding.value.secret)
    return answer is not None and not answer.is_approved


def helper_in(snapshot: Snapshot) -> Finding | None:
    """Return the helper that the settings name."""
    return next((item for item in snapshot.findings if item.origin.kind is OriginKind.HELPER), None)


def stored_in(snapshot: Snapshot) -> list[Finding]:
    """Return what a login has stored, the one that is used first."""
    active = [item for item in snapshot.findings if item.is_active]
    return [*list(filter(_is_stored_login, active))[:1], *filter(_is_stored_key, active)]


def is_login(finding: Finding) -> bool:
    """Return whether Claude Code reads a login here, by `/login` or by the variable for it."""
    is_read = finding.origin.kind in {OriginKind.PROCESS, OriginKind.CLAUDE_SETTINGS} and finding.is_active
    return _is_stored_login(finding) or (is_read and finding.variable == OAUTH)


def _is_stored_key(finding: Finding) -> bool:
    """Return whether `/login` with a Console account stored this as an API key."""
    return finding.origin.kind is OriginKind.CLAUDE_SETTINGS and finding.variable == STORED_KEY


def _is_stored_login(finding: Finding) -> bool:
    """Return whether `/login` stored this, in a file or as an item of the keychain, read once the person chose it."""
    if finding.origin.kind is OriginKind.KEYRING:
        return KEYCHAIN_ITEM in finding.origin.shown and finding.value.shape is Shape.ANTHROPIC_OAUTH_TOKEN
    return finding.origin.kind is OriginKind.CLAUDE_LOGIN
