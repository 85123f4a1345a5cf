"""A variable points Claude Code or an SDK to another folder than the one with the login."""

from tui.domain.clients.claude_code import CONFIG_FOLDER
from tui.domain.clients.client import ClientId, Place
from tui.domain.found.finding import Finding
from tui.domain.judging.absence import logins_passed_over
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import Accepted
from tui.domain.remedies.common import found, observed, remove_definition
from tui.domain.remedies.wording import place_of, step
from tui.domain.resolving.sdk_profile import CONFIG_FOLDER as SDK_CONFIG_FOLDER

_ID = "config-folder-switched"
_RULES = {
    True: "Claude Code keeps settings, login and state in one folder, and this variable names another one than "
    "`~/.claude`. Each folder has a login of its own.",
    False: "The SDK keeps its profiles in one folder, and this variable names another one than `~/.config/anthropic`.",
}


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
        f"{switch.variable} in {place_of(switch)} points to `{switch.text}`, which {here}; {good} is in "
        f"{place_of(other)}",
        _RULES[_is_claude_code(evidence)],
        evidence=(
            found(switch, f"{switch.variable} is {switch.text}"),
            found(other),
            *observed(evidence.as_found),
            *observed(answer),
        ),
        remedies=(*remove_definition(evidence, switch), *_log_in(evidence)),
    )


def _is_claude_code(evidence: Evidence) -> bool:
    return evidence.resolution.client.id is ClientId.CLAUDE_CODE


def _switch(evidence: Evidence) -> Finding | None:
    name = CONFIG_FOLDER if _is_claude_code(evidence) else SDK_CONFIG_FOLDER
    findings = (item for item in evidence.snapshot.findings if item.origin.kind is OriginKind.PROCESS)
    return next((item for item in findings if item.variable == name and not item.value.is_blank), None)


def _other(evidence: Evidence) -> Finding | None:
    """Return a login of the usual folder, an accepted one first."""
    return min(logins_passed_over(evidence), key=lambda item: not evidence.accepts(item.value.best), default=None)


def _lacks_a_login(evidence: Evidence) -> bool:
    """Return whether this folder's login is missing or refused, where nothing else outranks it."""
    resolution = evidence.resolution
    if resolution.barrier is not None:
        return False
    is_login = resolution.place in {Place.LOGIN, Place.PROFILE}
    return resolution.credential is None or (is_login and evidence.is_refused)


def _log_in(evidence: Evidence) -> tuple[Remedy, ...]:
    if not _is_claude_code(evidence):
        return ()
    return (step("log-in-there", "or stay with that folder: start `claude` and type `/login`"),)


CAUSE = Cause(
    id=_ID,
    title="A variable points to another folder than that of the login",
    what=(
        "CLAUDE_CONFIG_DIR names another folder than `~/.claude`, or ANTHROPIC_CONFIG_DIR another than "
        "`~/.config/anthropic`. Claude Code or the SDK looks for its login there, and there is none or a refused one, "
        "while the usual folder has one."
    ),
    repair="Unset the variable, or log in with the folder that it names.",
    find=_find,
)
