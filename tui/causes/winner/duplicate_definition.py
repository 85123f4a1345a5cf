"""One `.env` defines the name twice, and the line that wins holds the bad value."""

from tui.domain.found.finding import Finding
from tui.domain.judging.absence import emptied_further_down
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.reasons.key_words import key_at
from tui.domain.remedies.common import found, observed, remove_definition
from tui.domain.remedies.what_if import Heir, clearing, heir_of, testimony
from tui.domain.remedies.wording import client_name, kind_of


def _find(evidence: Evidence) -> Diagnosis | None:
    emptied = emptied_further_down(evidence)
    if emptied is not None:
        return _emptied(evidence, *emptied)
    heir = heir_of(evidence)
    if heir is None or not _is_one_file(heir):
        return None
    effect = "That value is refused, the hidden one accepted." if heir.is_proven else "The hidden one may be meant."
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=heir.certainty,
        title=_title(heir),
        explanation=(
            f"Of several lines with the same name the last one counts, so {client_name(evidence)} sends the value of "
            f"line {heir.winner.origin.line}. {effect}"
        ),
        evidence=testimony(evidence, heir),
        remedies=clearing(evidence, heir),
    )


def _emptied(evidence: Evidence, empty: Finding, hidden: Finding) -> Diagnosis:
    is_proven = hidden.value.repaired is None and evidence.accepts(hidden.value.secret)
    answers = (line for outcome in evidence.outcomes for line in observed(outcome))
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_proven else Certainty.LIKELY,
        title=(
            f"`{empty.origin.shown}` sets {empty.variable} more than once: line {empty.origin.line} is empty and hides "
            f"{key_at(hidden)}"
        ),
        explanation=(
            f"Of several lines with the same name the last one counts, so {client_name(evidence)} has no key."
        ),
        evidence=(found(empty, f"{empty.variable} is set but empty"), found(hidden), *answers),
        remedies=remove_definition(evidence, empty),
    )


def _is_one_file(heir: Heir) -> bool:
    first, second = heir.winner, heir.finding
    return (
        first.origin.kind is OriginKind.DOTENV
        and first.origin.path == second.origin.path
        and first.variable == second.variable
    )


def _title(heir: Heir) -> str:
    winner, hidden = heir.winner, heir.finding
    bad, good = (f"{heir.answer} ", "good") if heir.is_proven else ("", "other")
    return (
        f"`{winner.origin.shown}` sets {winner.variable} more than once: the {bad}{kind_of(winner)} "
        f"{winner.value.secret.hint} in line {winner.origin.line} hides the {good} one in line {hidden.origin.line}"
    )


CAUSE = Cause(
    id="duplicate-definition",
    title="One file defines the key twice, and the bad line wins",
    what=(
        "A `.env` sets the same variable on several lines. The loader takes one of them, the last, and that line holds "
        "a value that is refused, while an earlier line has the good one."
    ),
    repair="Remove the bad line, so that one definition remains.",
    find=_find,
)
