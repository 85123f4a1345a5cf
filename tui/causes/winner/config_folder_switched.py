"""A variable points Claude Code to another folder than the one with the login."""

from tui.domain.clients.claude_code import CONFIG_FOLDER
from tui.domain.clients.client import ClientId, Place
from tui.domain.found.finding import Finding, State
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import Accepted
from tui.domain.remedies.common import found, observed, remove_definition
from tui.domain.remedies.wording import place_of, step

_ID = "config-folder-switched"


def _find(evidence: Evidence) -> Diagnosis | None:
    switch, other = _switch(evidence), _other(evidence)
    if switch is None or other is None or not _lacks_a_login(evidence):
        return None
    answer = evidence.answer_to(other.value.best)
    if answer is not None and not isinstance(answer, Accepted):
        return None
    here = "has no login" if evidence.winner is None else "has a login that is refused"
    good = "the good one" if answer else "one"
    return Diagnosis(
        _ID,
        Certainty.PROVEN if answer else Certainty.LIKELY,
        f"{CONFIG_FOLDER} in {place_of(switch)} points to `{switch.text}`, which {here}; {good} is in "
        f"{place_of(other)}",
        "Claude Code keeps settings, login and state in one folder, and this variable names another one than "
        "`~/.claude`. Each folder has a login of its own.",
        evidence=(
            found(switch, f"{CONFIG_FOLDER} is {switch.text}"),
            found(other),
            *observed(evidence.as_found),
            *observed(answer),
        ),
        remedies=(
            *remove_definition(evidence, switch),
            step("log-in-there", "or stay with that folder: start `claude` and type `/login`"),
        ),
    )


def _switch(evidence: Evidence) -> Finding | None:
    return next(
        (
            item
            for item in evidence.snapshot.findings
            if item.variable == CONFIG_FOLDER and item.origin.kind is OriginKind.PROCESS and not item.value.is_blank
        ),
        None,
    )


def _other(evidence: Evidence) -> Finding | None:
    """Return a login of the usual folder, an accepted one first."""
    others = [item for item in evidence.snapshot.findings if item.state is State.OTHER_FOLDER]
    return min(others, key=lambda item: not evidence.accepts(item.value.best), default=None)


def _lacks_a_login(evidence: Evidence) -> bool:
    """Return whether this folder's login is missing or refused, where nothing else outranks it."""
    resolution = evidence.resolution
    if resolution.client.id is not ClientId.CLAUDE_CODE or resolution.barrier is not None:
        return False
    return resolution.credential is None or (resolution.place is Place.LOGIN and evidence.is_refused)


CAUSE = Cause(
    id=_ID,
    title="A variable points to another folder of Claude Code's",
    what=(
        "CLAUDE_CONFIG_DIR names another folder than `~/.claude`. Claude Code reads its settings and its login there, "
        "and there is none or a refused one, while the usual folder has a login."
    ),
    repair="Unset the variable, or log in with the folder that it names.",
    find=_find,
)
