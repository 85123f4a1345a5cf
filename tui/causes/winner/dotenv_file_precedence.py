"""Several `.env` files are loaded, and the one that wins has the bad value."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.remedies.what_if import Heir, clearing, heir_of, testimony
from tui.domain.remedies.wording import client_name, kind_of, place_of


def _find(evidence: Evidence) -> Diagnosis | None:
    heir = heir_of(evidence)
    if heir is None or not _are_two_files(heir):
        return None
    effect = "The API refuses that value and accepts the other." if heir.is_proven else "The other one may be meant."
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=heir.certainty,
        title=_title(heir),
        explanation=(
            f"Both files are loaded, and what `{heir.winner.origin.shown}` sets is not replaced by the other, so "
            f"{client_name(evidence)} sends its value. {effect}"
        ),
        evidence=testimony(evidence, heir),
        remedies=clearing(evidence, heir),
    )


def _are_two_files(heir: Heir) -> bool:
    first, second = heir.winner.origin, heir.finding.origin
    are_files = first.kind is OriginKind.DOTENV and second.kind is OriginKind.DOTENV
    return are_files and first.path != second.path and heir.winner.variable == heir.finding.variable


def _title(heir: Heir) -> str:
    winner, hidden = heir.winner, heir.finding
    bad, good = heir.adjectives
    return (
        f"the {bad}{kind_of(winner)} {winner.value.secret.hint} in {place_of(winner)} "
        f"wins over the {good} one in {place_of(hidden)}"
    )


CAUSE = Cause(
    id="dotenv-file-precedence",
    title="One `.env` file wins over another that has the good key",
    what=(
        "Several `.env` files are loaded, such as `.env.local` and `.env`, and both define the key. The one that wins "
        "by the loader's order holds a value that is refused."
    ),
    repair="Correct the line in the file that wins, or remove it there.",
    find=_find,
)
