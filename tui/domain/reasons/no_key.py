"""What the causes about a text that is no API key share: when it speaks against a definition, and how surely."""

from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.shape import Shape
from tui.domain.reasons.damage import suspect
from tui.domain.remedies.common import new_key, observed
from tui.domain.remedies.wording import place_of


def in_place_of_key(evidence: Evidence, *shapes: Shape) -> Finding | None:
    """Return the definition that the client sends if it has one of these shapes.

    A gateway may take any text for a key: there only its refusal speaks against one.
    """
    finding = suspect(evidence)
    if finding is None or finding.value.shape not in shapes:
        return None
    return finding if is_official(evidence) or evidence.is_refused else None


def holds(finding: Finding) -> str:
    """Return how a title begins, such as ``ANTHROPIC_API_KEY in `~/.env:3` holds``."""
    return f"{finding.variable} in {place_of(finding)} holds"


def what_it_is(finding: Finding) -> str:
    """Return what stands in the place of a key, in words that follow `holds`."""
    return finding.value.non_key.words if finding.value.non_key else "no key"


def diagnose_no_key(
    evidence: Evidence,
    finding: Finding,
    *,
    cause_id: str,
    title: str,
    explanation: str,
    seen: str,
    remedies: tuple[Remedy, ...] = (),
) -> Diagnosis:
    """Return the diagnosis: proven when it was refused; `seen` is what tells it from a key, `remedies` come first."""
    return Diagnosis(
        cause_id,
        Certainty.PROVEN if evidence.is_refused else Certainty.LIKELY,
        title,
        explanation,
        evidence=(EvidenceLine(finding.origin.label, seen), *observed(evidence.as_found)),
        remedies=(*remedies, *new_key(evidence)),
    )
