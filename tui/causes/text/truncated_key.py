"""The key begins rightly and ends too early."""

from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.key.flaw import FlawKind
from tui.domain.reasons.damage import suspect
from tui.domain.reasons.key_words import key_at
from tui.domain.remedies.common import found, new_key, observed

_ID = "truncated-key"
_TERMINAL_WIDTH = 80


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = suspect(evidence)
    if finding is None or not _ends_too_early(evidence, finding):
        return None
    length = len(finding.value.best)
    wrapped = f" {_TERMINAL_WIDTH} is where a terminal wraps a line." if length == _TERMINAL_WIDTH else ""
    spare = evidence.spare()
    return Diagnosis(
        _ID,
        Certainty.LIKELY,
        f"{key_at(finding)} has only {length} characters, so its end is missing",
        f"The API compares the whole key, and no key of this kind is so short.{wrapped}{_doubt(evidence)}",
        evidence=(
            EvidenceLine(finding.origin.label, f"{finding.variable}: {_words(finding)}"),
            *observed(evidence.as_found),
            *((found(spare, f"{spare.variable} is {spare.value.secret.hint}, accepted"),) if spare else ()),
        ),
        remedies=new_key(evidence),
    )


def _ends_too_early(evidence: Evidence, finding: Finding) -> bool:
    """Return whether much of it is missing, or a little and it was refused: the length alone is only a hint."""
    return finding.value.has(FlawKind.TRUNCATED) or (finding.value.is_short and evidence.is_refused)


def _words(finding: Finding) -> str:
    return finding.value.flaw(FlawKind.TRUNCATED) or finding.value.doubt


def _doubt(evidence: Evidence) -> str:
    """Say what a refusal leaves open: another key that is accepted does not tell what was wrong with this one."""
    return " Only the whole key could show that nothing else is wrong with it." if evidence.is_refused else ""


CAUSE = Cause(
    id=_ID,
    title="The end of the key is missing",
    what="The value begins like a key of Anthropic's and is shorter than any of them: not all of it was copied.",
    repair="Copy the whole key again; if the Console no longer shows it, create another one.",
    find=_find,
)
