"""A start-up file of the shell assigns the key and does not export it, so that programs never see it."""

from tui.domain.judging.absence import certainty, unexported
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.reasons.key_words import key_at
from tui.domain.remedies.absent import export_variable
from tui.domain.remedies.common import found, new_key
from tui.domain.remedies.wording import client_name

_ID = "not-exported"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = unexported(evidence)
    if finding is None:
        return None
    is_refused = evidence.refuses(finding.value.best)
    return Diagnosis(
        _ID,
        certainty(evidence, finding),
        f"{key_at(finding)} is not exported, so {client_name(evidence)} does not see it",
        f"The shell keeps {finding.variable} to itself: only exported variables reach the programs it starts."
        + (" The API refuses this key as well, so exporting alone is not enough." if is_refused else ""),
        evidence=(found(finding, f"{finding.variable} is assigned without export"),),
        remedies=new_key(evidence) if is_refused else export_variable(evidence, finding),
    )


CAUSE = Cause(
    id=_ID,
    title="The key is assigned but not exported",
    what=(
        "A start-up file of the shell gives the variable its value without `export`. The shell itself knows"
        " it then, the programs that it starts do not."
    ),
    repair="Write `export` before the assignment and open a new terminal.",
    find=_find,
)
