"""What becomes of the findings once the helper was run."""

from tui.domain.clients.claude_code import HELPER, ClaudeCode, HelperRun
from tui.domain.found.finding import Finding, State
from tui.domain.key.value import read_value
from tui.domain.origin import OriginKind
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Reading, Snapshot


def with_run(snapshot: Snapshot, run: HelperRun) -> Snapshot:
    """Return the snapshot in which the helper has its value, or is known to give none."""
    return replace(snapshot, readings=tuple(_reading(reading, run) for reading in snapshot.readings))


def _reading(reading: Reading, run: HelperRun) -> Reading:
    findings = tuple(_finding(finding, run) for finding in reading.findings)
    kept = None if reading.claude_code is None else _kept(reading.claude_code, run)
    return replace(reading, findings=findings, claude_code=kept)


def _finding(finding: Finding, run: HelperRun) -> Finding:
    if finding.origin.kind is not OriginKind.HELPER:
        return finding
    if run.value is None:
        return Finding(HELPER, read_value(""), finding.origin, State.FAILED, finding.text)
    return Finding(HELPER, run.value, finding.origin)


def _kept(kept: ClaudeCode, run: HelperRun) -> ClaudeCode:
    return replace(kept, run=run) if kept.helper is not None else kept
