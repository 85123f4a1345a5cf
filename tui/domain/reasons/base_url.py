"""Where a client's calls go: to the official host or elsewhere, and what came back from there."""

from tui.domain.found.finding import Finding
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import (
    Accepted,
    Answered,
    ConnectionRefused,
    HandshakeBroken,
    NameNotResolved,
    ProbeKind,
    ProbeOutcome,
    Route,
    TimedOut,
)

# Whose base URL the settings of Claude Code hide: the shell's, and that of a settings file which counts less.
_HIDEABLE = frozenset({OriginKind.PROCESS, OriginKind.CLAUDE_SETTINGS})


def best_at_endpoint(evidence: Evidence) -> ProbeOutcome | None:
    """Return what the client's own host said to the winner's value without its flaws."""
    winner, resolution = evidence.winner, evidence.resolution
    if winner is None:
        return None
    for outcome in evidence.of_kind(ProbeKind.AUTH):
        request = outcome.request
        own = (resolution.endpoint, resolution.hidden, resolution.along, Route.AS_SET)
        is_own = (request.base_url, request.hidden, request.along, request.route) == own
        if is_own and request.header is resolution.header and request.secret == winner.value.best:
            return outcome
    return evidence.as_found


def behind_settings(evidence: Evidence) -> tuple[Finding, ProbeOutcome] | None:
    """Return the base URL that Claude Code's settings hide, and what was answered there."""
    base_url = evidence.resolution.base_url
    if base_url is None or base_url.origin.kind is not OriginKind.CLAUDE_SETTINGS:
        return None
    candidates = (item for item in evidence.snapshot.findings if item.origin.kind in _HIDEABLE)
    others = (item for item in candidates if item is not base_url and item.variable == base_url.variable)
    hidden = next(others, None)
    outcome = evidence.answer_at(hidden.text) if hidden is not None else None
    return (hidden, outcome) if hidden is not None and outcome is not None else None


def is_dead_detour(evidence: Evidence) -> bool:
    """Return whether the base URL leads to a host that does not answer, while the official or a hidden one does."""
    hidden = behind_settings(evidence)
    return (
        evidence.resolution.base_url is not None
        and not is_official(evidence)
        and isinstance(evidence.as_found, NameNotResolved | ConnectionRefused | TimedOut | HandshakeBroken)
        and (isinstance(evidence.official, Answered) or (hidden is not None and isinstance(hidden[1], Accepted)))
    )
