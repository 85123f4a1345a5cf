"""The report of a check as plain data, in the public contract's shape; it holds masks, never keys."""

from tui import __version__
from tui.domain.clients.address import shown_host
from tui.domain.clients.header import Header
from tui.domain.found.finding import Finding
from tui.domain.found.names import is_address_name
from tui.domain.judging.diagnosis import Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import (
    Accepted,
    Answered,
    Cancelled,
    ProbeOutcome,
    ServerFault,
    Throttled,
)
from tui.domain.probing.rung import Rung
from tui.domain.probing.service_status import ServiceStatus
from tui.domain.reporting.beside import for_new_terminals, in_new_terminal
from tui.domain.reporting.ladder import kind_of, ladder_of
from tui.domain.reporting.verdict import Verdict
from tui.domain.reporting.warning import WarningLine
from tui.domain.resolving.resolution import Resolution
from tui.domain.resolving.shadowing import ClientView, client_views

SCHEMA_VERSION = 1
Json = dict[str, object]


def report(verdict: Verdict) -> Json:
    """Return the report of one check."""
    evidence = verdict.evidence
    client = evidence.resolution.client
    owners = _owners(evidence)
    views = client_views(evidence.snapshot)
    own = next(view for view in views if view.now.client.id is client.id)
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "verdict": verdict.kind.value,
        "sentence": verdict.sentence,
        "client": {"id": client.id.value, "version": client.version or None, "why": client.why},
        "sent": _sent(evidence),
        "cause": _cause(verdict.primary) if verdict.primary else None,
        "also": [
            {"id": item.cause_id, "certainty": item.certainty.value, "title": item.title} for item in verdict.also
        ],
        "warnings": [_warning(line) for line in verdict.warnings],
        "findings": findings(evidence, views),
        "clients": clients(views),
        "in_a_new_terminal": in_new_terminal(verdict, own) or None,
        "for_new_terminals": for_new_terminals(verdict, own) or None,
        "probes": [probe_report(item, owners.get(item.request.secret, "")) for item in evidence.outcomes],
        "ladder": [rung_report(rung) for rung in ladder_of(evidence)],
        "service": _service(evidence.service) if evidence.service else None,
        "problems": [{"origin": problem.origin.label, "text": problem.text} for problem in evidence.snapshot.problems],
        "notes": list(evidence.snapshot.notes),
        "not_tested": list(verdict.not_tested),
    }


def error_report(text: str) -> Json:
    """Return the report of a check that could not be made."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "verdict": "unknown",
        "cause": None,
        "error": text,
    }


def tool() -> Json:
    """Return which program and version speaks."""
    return {"name": "fix401", "version": __version__}


def findings(evidence: Evidence, views: tuple[ClientView, ...]) -> list[Json]:
    """Return every definition with its place, its flaws, the clients it wins for and why it loses."""
    resolutions = tuple(view.now for view in views)
    return [_finding(finding, evidence.resolution, resolutions) for finding in evidence.snapshot.findings]


def clients(views: tuple[ClientView, ...]) -> list[Json]:
    """Return the shadowing map: what each client sends, from where to where, and why every other definition loses."""
    return [_client(view) for view in views]


def _client(view: ClientView) -> Json:
    resolution = view.now
    client, winner, companion = resolution.client, resolution.credential, resolution.companion
    return {
        "id": client.id.value,
        "version": client.version or None,
        "sends": _reference(winner, resolution.header) if winner else None,
        "sends_as_well": [header.name for header in resolution.along],
        "second": _reference(companion) if companion else None,
        "host": shown_host(resolution.endpoint),
        "loses": [{**_reference(loser.finding), "because": loser.reason} for loser in resolution.losers],
        "in_a_new_terminal": _later(view.later) if view.later else None,
    }


def _later(resolution: Resolution) -> Json:
    winner = resolution.barrier or resolution.credential
    return {"sends": _reference(winner) if winner else None, "host": shown_host(resolution.endpoint)}


def _reference(finding: Finding, header: Header | None = None) -> Json:
    is_url = is_address_name(finding.variable)
    return {
        "variable": finding.variable,
        "place": finding.origin.label,
        "fingerprint": None if is_url else finding.value.secret.fingerprint,
        **({"header": header.value} if header else {}),
    }


def _finding(finding: Finding, resolution: Resolution, resolutions: tuple[Resolution, ...]) -> Json:
    value = finding.value
    is_url = is_address_name(finding.variable)
    return {
        "variable": finding.variable,
        "origin": {
            "kind": finding.origin.kind.value,
            "path": finding.origin.shown if finding.origin.path else None,
            "line": finding.origin.line,
        },
        "text": finding.text or None,
        "hint": None if is_url else value.secret.hint,
        "fingerprint": value.secret.fingerprint,
        "shape": "url" if is_url else value.shape.value,
        "length": value.length,
        "flaws": [flaw.text for flaw in value.flaws],
        "state": finding.state.value,
        "wins_for": [item.client.id.value for item in resolutions if finding in _deciding(item)],
        "loses_because": resolution.reason_against(finding) or None,
    }


def _deciding(resolution: Resolution) -> tuple[Finding | None, ...]:
    return (resolution.credential, resolution.base_url, resolution.barrier)


def _cause(diagnosis: Diagnosis) -> Json:
    return {
        "id": diagnosis.cause_id,
        "certainty": diagnosis.certainty.value,
        "title": diagnosis.title,
        "explanation": diagnosis.explanation,
        "evidence": [{"origin": line.origin, "text": line.text} for line in diagnosis.evidence],
        "remedies": [_remedy(remedy) for remedy in diagnosis.remedies],
    }


def _remedy(remedy: Remedy) -> Json:
    return {
        "id": remedy.id,
        "title": remedy.title,
        "kind": remedy.kind,
        "command": remedy.command or None,
        "file": remedy.file or None,
        "reaches": remedy.reach.value,
    }


def _sent(evidence: Evidence) -> Json | None:
    winner, outcome = evidence.winner, evidence.as_found
    if winner is None:
        return None
    return {
        "hint": winner.value.secret.hint,
        "fingerprint": winner.value.secret.fingerprint,
        "place": winner.origin.label,
        "header": evidence.resolution.header.value,
        "host": shown_host(evidence.resolution.endpoint),
        "request_id": getattr(outcome, "request_id", "") or None,
    }


def _owners(evidence: Evidence) -> dict[Secret, str]:
    """Return the fingerprint of the finding that each value sent belongs to, as found or repaired."""
    owners: dict[Secret, str] = {}
    for finding in evidence.snapshot.findings:
        for secret in (finding.value.secret, finding.value.best):
            owners.setdefault(secret, finding.value.secret.fingerprint)
    return owners


def probe_report(outcome: ProbeOutcome, owner: str = "") -> Json:
    """Return one request and what came of it; `owner` is the fingerprint of the value that it is about."""
    request = outcome.request
    return {
        "step": kind_of(outcome).value,
        "target": shown_host(request.base_url),
        "finding": owner or request.secret.fingerprint,
        "hint": request.secret.hint,
        "variant": request.variant.value,
        "header": request.shown_header,
        "result": result_of(outcome),
        "status": getattr(outcome, "status", None),
        "error_type": getattr(outcome, "error_type", "") or None,
        "request_id": getattr(outcome, "request_id", "") or None,
        "text": getattr(outcome, "text", "") or getattr(outcome, "message", "") or None,
        "responder": responder_report(outcome),
        "milliseconds": round(outcome.milliseconds, 1),
    }


def rung_report(rung: Rung) -> Json:
    """Return one rung of the client's own call."""
    return {
        "step": rung.kind.value,
        "about": rung.about or None,
        "result": rung.result.value,
        "text": rung.text,
        "rules_out": rung.rules_out or None,
        "milliseconds": None if rung.milliseconds is None else round(rung.milliseconds, 1),
        "facts": dict(rung.facts),
    }


def responder_report(outcome: ProbeOutcome) -> Json | None:
    """Return who answered, or None where nobody did."""
    responder = outcome.responder if isinstance(outcome, Answered) else None
    return {"kind": responder.kind.value, "name": responder.name or None} if responder else None


def result_of(outcome: ProbeOutcome) -> str:
    """Return `ok`, `warn`, `fail` or `could-not-check` for an outcome."""
    match outcome:
        case Accepted():
            return "ok"
        case Throttled() | ServerFault():
            return "warn"
        case Cancelled():
            return "could-not-check"
        case _:
            return "fail"


def _service(status: ServiceStatus) -> Json:
    return {"page": status.page, "status": status.state, "incidents": list(status.incidents)}


def _warning(line: WarningLine) -> Json:
    return {"id": line.id, "text": line.text, "origin": line.origin.label}
