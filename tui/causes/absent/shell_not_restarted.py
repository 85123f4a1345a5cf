"""A start-up file of the user's shell exports the key, and this process was started before it did."""

from tui.domain.clients.client import Place
from tui.domain.found.finding import Finding
from tui.domain.found.machine import CallerKind
from tui.domain.judging.absence import certainty, names_read
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Reach, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.judging.new_terminal import is_service, new_terminal_key, new_terminal_value
from tui.domain.origin import OriginKind
from tui.domain.remedies.absent import read_start_up_file
from tui.domain.remedies.common import found, new_key, observed
from tui.domain.remedies.wording import client_name, place_of, step

_ID = "shell-not-restarted"
_VARIABLES = frozenset({Place.KEY_VARIABLE, Place.TOKEN_VARIABLE, Place.OAUTH_VARIABLE})
_WHAT_STARTED = {
    CallerKind.TMUX: "in tmux open a new window: the panes that are open keep what they were started with",
    CallerKind.EDITOR: "quit the editor and start it again from a new terminal: all it starts has its old variables",
}


def _find(evidence: Evidence) -> Diagnosis | None:
    if is_service(evidence):
        return None
    return _absent(evidence) if evidence.winner is None else _older(evidence, evidence.winner)


def _absent(evidence: Evidence) -> Diagnosis | None:
    later = new_terminal_key(evidence)
    if later is None or any(item.variable == later.variable for item in evidence.resolution.empty):
        return None
    is_refused = evidence.refuses(later.value.best)
    return Diagnosis(
        _ID,
        certainty(evidence, later) if not _may_be_a_service(evidence) else Certainty.LIKELY,
        f"this terminal has no {later.variable}: {place_of(later)} sets it for terminals opened later",
        "A shell reads its start-up files once, when it starts, and a program gets the variables of the shell that "
        "starts it." + (" The API refuses this key as well, so a new terminal is not enough." if is_refused else ""),
        evidence=(
            EvidenceLine("the environment", f"{later.variable} is not set"),
            found(later),
            *observed(evidence.answer_to(later.value.best)),
        ),
        remedies=(*_again(evidence, later), *(new_key(evidence) if is_refused else ())),
    )


def _older(evidence: Evidence, winner: Finding) -> Diagnosis | None:
    """Diagnose a process that still has the value from before the start-up file was changed."""
    if winner.origin.kind is not OriginKind.PROCESS or evidence.resolution.place not in _VARIABLES:
        return None
    later = new_terminal_value(evidence, winner.variable) if winner.variable in names_read(evidence) else None
    if later is None or not evidence.refuses(winner.value.best) or not evidence.accepts(later.value.best):
        return None
    is_isolated = is_official(evidence) and later.value.repaired is None
    return Diagnosis(
        _ID,
        Certainty.PROVEN if is_isolated else Certainty.LIKELY,
        f"this terminal still has the rejected {winner.value.secret.hint} as {winner.variable}; "
        f"{place_of(later)} sets the good {later.value.secret.hint} for terminals opened later",
        f"What {client_name(evidence)} sends is what this terminal was started with. A start-up file that is changed "
        "has an effect on the terminals that are opened after that.",
        evidence=(
            found(winner),
            found(later),
            *observed(evidence.as_found),
            *observed(evidence.answer_to(later.value.best)),
        ),
        remedies=_again(evidence, later),
    )


def _may_be_a_service(evidence: Evidence) -> bool:
    """Return whether there is no sign of a terminal, and something else starts programs of this project."""
    surroundings = evidence.snapshot.surroundings
    return surroundings.caller is None and bool(surroundings.services)


def _again(evidence: Evidence, later: Finding) -> tuple[Remedy, ...]:
    caller = evidence.snapshot.surroundings.caller
    words = _WHAT_STARTED.get(caller.kind) if caller else None
    return (
        read_start_up_file(evidence, later),
        *((step("restart-what-started", words, reach=Reach.USER),) if words else ()),
    )


CAUSE = Cause(
    id=_ID,
    title="This terminal was opened before the key was set",
    what=(
        "A start-up file of your shell, or a file that it reads, exports the key, and the process that makes the call "
        "has no value or an older one. Terminals, editors, tmux servers and programs in the background keep what they "
        "were started with."
    ),
    repair="Open a new terminal, or read the start-up file in this one, and start the program again from there.",
    find=_find,
)
