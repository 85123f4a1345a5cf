"""One file defines the name twice, and the line that wins holds the bad value."""

from tui.domain.found.finding import Finding
from tui.domain.judging.absence import emptied_further_down
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.origin import OriginKind
from tui.domain.reasons.key_words import key_at
from tui.domain.remedies.absent import read_start_up_file
from tui.domain.remedies.common import delete_by_hand, found, observed, remove_definition
from tui.domain.remedies.what_if import Heir, clearing, heir_of, set_at, testimony
from tui.domain.remedies.wording import client_name, kind_of


def _find(evidence: Evidence) -> Diagnosis | None:
    emptied = emptied_further_down(evidence)
    if emptied is not None:
        return _emptied(evidence, *emptied)
    heir = heir_of(evidence)
    if heir is None or not _is_one_file(heir):
        return _in_start_up_file(evidence)
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


def _in_start_up_file(evidence: Evidence) -> Diagnosis | None:
    """Diagnose a rejected value of the environment whose start-up file has an accepted one further up."""
    winner = evidence.winner
    line = set_at(evidence, winner) if winner is not None and evidence.is_refused else None
    good = _further_up(evidence, line) if line is not None else None
    if winner is None or line is None or good is None:
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_official(evidence) else Certainty.LIKELY,
        title=(
            f"`{line.origin.shown}` sets {line.variable} more than once: the rejected {kind_of(line)} "
            f"{line.value.secret.hint} in line {line.origin.line} hides the good one in line {good.origin.line}"
        ),
        explanation="Of several lines with the same name the last one counts in every shell that reads the file.",
        evidence=(
            found(line),
            found(good),
            *observed(evidence.as_found),
            *observed(evidence.answer_to(good.value.best)),
        ),
        remedies=(delete_by_hand(evidence, line), read_start_up_file(evidence, good)),
    )


def _further_up(evidence: Evidence, line: Finding) -> Finding | None:
    return next(
        (
            item
            for item in evidence.snapshot.findings
            if item.is_active
            and (item.variable, item.origin.path) == (line.variable, line.origin.path)
            and (item.origin.line or 0) < (line.origin.line or 0)
            and evidence.accepts(item.value.secret)
        ),
        None,
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
    bad, good = heir.adjectives
    return (
        f"`{winner.origin.shown}` sets {winner.variable} more than once: the {bad}{kind_of(winner)} "
        f"{winner.value.secret.hint} in line {winner.origin.line} hides the {good} one in line {hidden.origin.line}"
    )


CAUSE = Cause(
    id="duplicate-definition",
    title="One file defines the key twice, and the bad line wins",
    what=(
        "A `.env` or a start-up file sets the same variable on several lines. The last of them counts, and it holds "
        "a value that is refused, while an earlier line has the good one."
    ),
    repair="Remove the bad line, so that one definition remains.",
    find=_find,
)
