"""What the causes about a damaged text share: whether it matters, how sure that is, and what repairs it."""

from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.flaw import FlawKind
from tui.domain.probing.probe import Accepted, BadRequest, Forbidden, Throttled, Variant
from tui.domain.remedies.common import found, new_key, observed, rewrite_value

_REPAIRS = frozenset({Variant.TRIMMED, Variant.UNQUOTED, Variant.REPAIRED})


def suspect(evidence: Evidence) -> Finding | None:
    """Return the definition that the client sends, unless the answer shows that the credential is good."""
    answer = evidence.as_found
    if isinstance(answer, Accepted | Throttled | BadRequest):
        return None
    if isinstance(answer, Forbidden) and answer.error_type == "permission_error":
        return None
    return evidence.winner


def damaged(evidence: Evidence, kind: FlawKind) -> Finding | None:
    """Return the definition that the client sends if its text is damaged in this way."""
    finding = suspect(evidence)
    return finding if finding and flaw_words(evidence, kind) else None


def flaw_words(evidence: Evidence, kind: FlawKind) -> str:
    """Return the words for what is wrong in this way with the text that the client sends, or an empty text."""
    sent = evidence.resolution.sent
    return sent.flaw(kind) if sent else ""


def diagnose_damage(
    evidence: Evidence,
    finding: Finding,
    kind: FlawKind,
    *,
    cause_id: str,
    title: str,
    explanation: str,
    more: tuple[Remedy, ...] = (),
) -> Diagnosis:
    """Return the diagnosis of a damage: proven when the text as found is refused and without it accepted."""
    repairs = tuple(item for item in evidence.outcomes if item.request.variant in _REPAIRS)
    proven = evidence.is_refused and any(isinstance(item, Accepted) for item in repairs)
    return Diagnosis(
        cause_id,
        Certainty.PROVEN if proven else Certainty.LIKELY,
        title,
        explanation if not _is_refused_anyway(evidence, finding) else f"{explanation} Without it, it is refused too.",
        evidence=(
            EvidenceLine(finding.origin.label, f"{finding.variable}: {flaw_words(evidence, kind)}"),
            found(finding, f"{finding.value.length} characters, as {finding.variable}"),
            *observed(evidence.as_found),
            *(line for item in repairs for line in observed(item)),
        ),
        remedies=(*_remedies(evidence, finding), *more),
    )


def _remedies(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    if finding.value.repaired is None or _is_refused_anyway(evidence, finding):
        return new_key(evidence)
    return rewrite_value(evidence, finding)


def _is_refused_anyway(evidence: Evidence, finding: Finding) -> bool:
    return finding.value.repaired is not None and evidence.refuses(finding.value.repaired)
