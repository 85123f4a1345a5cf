"""Claude Code takes its credential from a helper that fails, prints nothing or prints another key."""

from tui.domain.clients.claude_code import HELPER, HelperRun
from tui.domain.clients.client import Place
from tui.domain.found.finding import Finding, State
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import KEY_SHAPES, Shape
from tui.domain.remedies.common import delete_by_hand, found, observed
from tui.domain.remedies.what_if import Heir, clearing, heir_of, testimony
from tui.domain.remedies.wording import place_of, step

_ID = "helper-wins"
_USUAL = KEY_SHAPES | {Shape.ANTHROPIC_OAUTH_TOKEN}


def _find(evidence: Evidence) -> Diagnosis | None:
    run, barrier, winner = evidence.snapshot.claude_code.run, evidence.resolution.barrier, evidence.winner
    if run is not None and barrier is not None and barrier.state is State.FAILED:
        return _failed(evidence, barrier, run)
    if winner is None or evidence.resolution.place is not Place.HELPER or not evidence.is_refused:
        return None
    heir = heir_of(evidence)
    is_whole = winner.value.shape in _USUAL and not winner.value.flaws
    if heir is None and is_whole:
        return None
    return _prints_another(evidence, winner, heir)


def _failed(evidence: Evidence, barrier: Finding, run: HelperRun) -> Diagnosis:
    said = f": {run.said}" if run.said else ""
    return Diagnosis(
        _ID,
        Certainty.PROVEN,
        f"{_helper_at(barrier)} gives Claude Code no key: {run.problem}",
        "As long as a helper is set, Claude Code looks neither for a login nor for what comes after it, and sends "
        "what the helper gives.",
        evidence=(
            EvidenceLine(barrier.origin.label, f"run as Claude Code runs it, {run.problem}"),
            *((EvidenceLine("its stderr", run.said),) if run.said else ()),
        ),
        remedies=(
            step("repair-helper", f"put right what the helper says{said}", file=barrier.origin.shown)
            if run.said
            else step("repair-helper", f"run the command of {_helper_at(barrier)} by hand and put it right"),
            delete_by_hand(evidence, barrier),
        ),
    )


def _prints_another(evidence: Evidence, winner: Finding, heir: Heir | None) -> Diagnosis:
    hint = winner.value.secret.hint
    kind = f"a key of {winner.value.provider}" if winner.value.provider else "a value that the API refuses"
    behind = f", and hides the good one in {place_of(heir.finding)}" if heir else ""
    return Diagnosis(
        _ID,
        heir.certainty if heir else Certainty.PROVEN,
        f"{_helper_at(winner)} prints {kind} ({hint}){behind}",
        f"Claude Code sends what the `{HELPER}` prints, before any login. The helper of a project's own settings "
        "counts in that project only, so elsewhere all may be well.",
        evidence=testimony(evidence, heir) if heir else (found(winner), *observed(evidence.as_found)),
        remedies=(
            *(clearing(evidence, heir) if heir else (delete_by_hand(evidence, winner),)),
            step("repair-helper", "or have the helper print the right key", file=winner.origin.shown),
        ),
    )


def _helper_at(finding: Finding) -> str:
    return f"the `{HELPER}` in `{finding.origin.label}`"


CAUSE = Cause(
    id=_ID,
    title="Claude Code's helper gives no key, or another one",
    what=(
        "A settings file names an `apiKeyHelper`. Claude Code runs it and sends what it prints, before any login. The "
        "helper fails, prints nothing, or prints a key that the API refuses."
    ),
    repair="Do what its error output says, correct it, or remove the line from the settings file.",
    find=_find,
)
