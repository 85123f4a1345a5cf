"""What Claude Code would send if a cloud's flag or a helper did not decide instead."""

from tui.domain.found.finding import Finding
from tui.domain.judging.absence import without
from tui.domain.judging.evidence import Evidence
from tui.domain.record import Record
from tui.domain.resolving.resolution import Resolution

_MOST = 12


class Behind(Record):
    """What stands in front, the first one first, and what would be sent without it."""

    barriers: tuple[Finding, ...]
    resolution: Resolution


def behind(evidence: Evidence) -> Behind | None:
    """Return what would be sent without what decides now; None where a credential decides."""
    barriers: list[Finding] = []
    resolution = evidence.resolution
    while resolution.barrier is not None and len(barriers) < _MOST:
        barriers.append(resolution.barrier)
        resolution = without(evidence, *barriers)
    return Behind(tuple(barriers), resolution) if barriers else None
