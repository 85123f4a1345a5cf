"""The report of one key that was tested alone, as plain data; it holds masks, never keys."""

from tui.domain.clients.client import ClientChoice
from tui.domain.found.finding import Finding
from tui.domain.reporting.alone import LoneResult
from tui.domain.reporting.marks import Status
from tui.domain.reporting.report import SCHEMA_VERSION, Json, probe_report, tool

_RESULTS = {Status.OK: "accepted", Status.FAIL: "rejected"}


def lone_report(place: Finding, client: ClientChoice, result: LoneResult) -> Json:
    """Return the report of a test: the key, the client whose header it went out in, and every answer."""
    value = place.value
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "result": _RESULTS.get(result.status, "could-not-check"),
        "client": {"id": client.id.value, "version": client.version or None, "why": client.why},
        "key": {
            "place": place.origin.label,
            "hint": value.secret.hint,
            "fingerprint": value.secret.fingerprint,
            "shape": value.shape.value,
            "length": value.length,
            "flaws": [flaw.text for flaw in value.flaws],
        },
        "probes": [probe_report(outcome, value.secret.fingerprint) for outcome in result.outcomes],
    }


def untested_report(problem: str) -> Json:
    """Return the report of a key that could not be read, or was not sent, and why."""
    return {"schema_version": SCHEMA_VERSION, "tool": tool(), "result": "could-not-check", "problem": problem}
