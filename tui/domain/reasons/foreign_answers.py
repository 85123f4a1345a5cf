"""Answers of something between this machine and the API."""

from collections.abc import Callable

from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.probing.probe import Answered, ForeignAnswer, ProbeOutcome
from tui.domain.probing.responder import ResponderKind

_FORBIDDEN = frozenset({403, 451})


def is_portal(outcome: ProbeOutcome | None) -> bool:
    """Return whether a sign-in page answered, or a redirect to another host."""
    responder = outcome.responder if isinstance(outcome, Answered) else None
    return responder is not None and responder.kind is ResponderKind.PORTAL


def is_block(outcome: ProbeOutcome | None) -> bool:
    """Return whether a page forbids the call."""
    return isinstance(outcome, ForeignAnswer) and outcome.status in _FORBIDDEN


def is_on_the_way(evidence: Evidence, is_meant: Callable[[ProbeOutcome | None], bool]) -> bool:
    """Return whether such an answer came for the official host, which itself never gives it."""
    return is_meant(evidence.as_found if is_official(evidence) else evidence.official)


def who(outcome: ProbeOutcome | None) -> str:
    """Return who answered, for the middle of a sentence."""
    responder = outcome.responder if isinstance(outcome, Answered) else None
    return responder.words if responder else "something"
