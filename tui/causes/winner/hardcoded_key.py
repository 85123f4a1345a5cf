"""A key written into the source beats the environment's."""

from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.shape import Shape
from tui.domain.origin import OriginKind
from tui.domain.remedies.common import found, new_key, observed, read_from_environment
from tui.domain.remedies.what_if import Heir, clearing, heir_of, testimony
from tui.domain.remedies.wording import client_name, kind_of, place_of
from tui.domain.resolving.resolution import passed_literals


def _find(evidence: Evidence) -> Diagnosis | None:
    winner = evidence.winner
    if winner is None or winner.origin.kind is not OriginKind.SOURCE:
        return _beside(evidence, winner)
    # A reference is no key that somebody wrote into the source, and has a cause of its own.
    if evidence.is_accepted or winner.value.shape is Shape.REFERENCE:
        return None
    heir = heir_of(evidence)
    if heir is not None and heir.finding.origin.kind is not OriginKind.SOURCE:
        title = _title(winner, heir)
        return _diagnosis(evidence, heir.certainty, title, testimony(evidence, heir), clearing(evidence, heir))
    if not winner.value.is_blank:
        return None
    title = f"{place_of(winner)} passes an empty {winner.variable}, so no key is looked for anywhere else"
    lines = (found(winner, f"{winner.variable} is an empty text"), *observed(evidence.as_found))
    remedies = (read_from_environment(evidence, winner), *new_key(evidence))
    return _diagnosis(evidence, Certainty.LIKELY, title, lines, tuple(dict.fromkeys(remedies)))


def _beside(evidence: Evidence, winner: Finding | None) -> Diagnosis | None:
    """Diagnose a rejected literal of one call while other calls use an accepted key: which one fails is unknown."""
    if winner is None or not evidence.is_accepted or not is_official(evidence):
        return None
    literals = passed_literals(evidence.resolution.client, evidence.snapshot)
    literal = next((item for item in literals if evidence.refuses(item.value.best)), None)
    if literal is None:
        return None
    place = place_of(literal)
    title = (
        f"the rejected key {literal.value.secret.hint} written into {place} is what that call sends; "
        f"the good one in {place_of(winner)} serves other calls"
    )
    lines = (found(literal), found(winner), *observed(evidence.as_found))
    return _diagnosis(evidence, Certainty.LIKELY, title, lines, (read_from_environment(evidence, literal),))


def _diagnosis(
    evidence: Evidence, certainty: Certainty, title: str, lines: tuple[EvidenceLine, ...], remedies: tuple[Remedy, ...]
) -> Diagnosis:
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty,
        title=title,
        explanation=(
            f"What the code passes by itself comes before every variable, so {client_name(evidence)} never gets to "
            "the key in the environment. A key in the source is also one commit away from being public."
        ),
        evidence=lines,
        remedies=remedies,
    )


def _title(winner: Finding, heir: Heir) -> str:
    place, hidden = place_of(winner), place_of(heir.finding)
    if winner.value.is_blank:
        return f"{place} passes an empty {winner.variable}, which hides the key in {hidden}"
    bad, good = heir.adjectives
    return (
        f"the {bad}{kind_of(winner)} {winner.value.secret.hint} written into {place} hides the {good} one in {hidden}"
    )


CAUSE = Cause(
    id="hardcoded-key",
    title="A key written into the source beats the environment",
    what=(
        "The code passes a key of its own to the client, as an argument or a header. That comes before every variable "
        "and every `.env`, and the text there is refused, a placeholder or empty."
    ),
    repair="Take the text out of the source and let the client read ANTHROPIC_API_KEY from the environment.",
    find=_find,
)
