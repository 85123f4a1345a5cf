"""A start-up file of the shell assigns the key and does not export it, so that programs never see it."""

from tui.domain.found.finding import Finding, State
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
        f"{key_at(finding)} {_fault(finding)}, so {client_name(evidence)} does not see it",
        _explanation(evidence, finding)
        + (" The API refuses this key as well, so exporting alone is not enough." if is_refused else ""),
        evidence=(found(finding, f"{finding.variable} is {_seen(finding)}"),),
        remedies=new_key(evidence) if is_refused else export_variable(evidence, finding),
    )


def _fault(finding: Finding) -> str:
    return "stands in a line that assigns nothing" if finding.state is State.OTHER_SYNTAX else "is not exported"


def _seen(finding: Finding) -> str:
    return "written in another form" if finding.state is State.OTHER_SYNTAX else "assigned without export"


def _explanation(evidence: Evidence, finding: Finding) -> str:
    if finding.state is State.OTHER_SYNTAX:
        shell = evidence.snapshot.project.shell
        return f"The line has the form of another shell, or blanks round its sign: {shell} sets no variable by it."
    return f"The shell keeps {finding.variable} to itself: only exported variables reach the programs it starts."


CAUSE = Cause(
    id=_ID,
    title="The key is assigned but not exported",
    what=(
        "A start-up file of the shell, or a file that it reads, gives the variable its value without `export`. The "
        "shell itself knows it then, the programs that it starts do not."
    ),
    repair="Write `export` before the assignment and open a new terminal.",
    find=_find,
)
