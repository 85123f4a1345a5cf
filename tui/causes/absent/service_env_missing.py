"""The program is started by something that does not have the variables of the user's shell."""

from tui.domain.found.finding import Finding
from tui.domain.found.machine import SERVICES, Caller, Service
from tui.domain.judging.absence import certainty, names_read, wanted_name, without
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.judging.new_terminal import key_of_any_shell
from tui.domain.origin import OriginKind
from tui.domain.remedies.common import found, new_key, observed
from tui.domain.remedies.service import give_variable
from tui.domain.remedies.wording import client_name, place_of

_ID = "service-env-missing"
_EXPLANATION = (
    "Services, scheduled jobs and sudo start programs with an environment of their own. What your shell exports, "
    "and what its start-up files say, does not reach them."
)


def _find(evidence: Evidence) -> Diagnosis | None:
    caller = evidence.snapshot.surroundings.caller
    if caller is not None and caller.kind in SERVICES:
        return _of_caller(evidence, caller)
    return _of_unit(evidence, has_terminal=caller is not None)


def _of_caller(evidence: Evidence, caller: Caller) -> Diagnosis | None:
    """Diagnose this process itself: it was started by a service and lacks the key, or has an older one."""
    winner, key = evidence.winner, key_of_any_shell(evidence)
    if winner is not None and not _is_older(evidence, winner, key):
        return None
    if winner is None:
        certain = Certainty.LIKELY if key is None else certainty(evidence, key)
        lack = f"has no {wanted_name(evidence) if key is None else key.variable}"
    else:
        certain = Certainty.PROVEN if is_official(evidence) else Certainty.LIKELY
        lack = f"has the rejected {winner.value.secret.hint} as {winner.variable}"
    title = f"this process was started by {caller.kind} and {lack}"
    lines = (EvidenceLine("the environment", caller.sign), *((found(winner),) if winner else ()))
    return _diagnosis(evidence, certain, f"{title}{_shell_has(key)}", lines, key, _service_of(evidence, caller))


def _of_unit(evidence: Evidence, *, has_terminal: bool) -> Diagnosis | None:
    """Diagnose a unit or job that starts a program of this project without the key that the shell has."""
    surroundings, winner = evidence.snapshot.surroundings, evidence.winner
    names = names_read(evidence)
    lacking = [item for item in surroundings.services if not item.inherits and not item.variables & names]
    process = [item for item in evidence.snapshot.findings if item.origin.kind is OriginKind.PROCESS]
    if not lacking or without(evidence, *process).credential is not None:
        return None
    if winner is None:
        key = None if has_terminal else key_of_any_shell(evidence)
    else:
        lacking = [item for item in lacking if item.is_installed]
        key = winner if evidence.is_accepted and winner in process else None
    if key is None or not lacking:
        return None
    service = lacking[0]
    title = f"`{service.origin.label}` starts {service.program} without {key.variable}{_shell_has(key)}"
    lines = (EvidenceLine(service.origin.label, f"starts {service.program} and does not set {key.variable}"),)
    return _diagnosis(evidence, Certainty.LIKELY, title, lines, key, service)


def _is_older(evidence: Evidence, winner: Finding, key: Finding | None) -> bool:
    is_refused = winner.origin.kind is OriginKind.PROCESS and evidence.refuses(winner.value.best)
    return is_refused and key is not None and key.variable == winner.variable and evidence.accepts(key.value.best)


def _service_of(evidence: Evidence, caller: Caller) -> Service | None:
    services = evidence.snapshot.surroundings.services
    return next((item for item in services if item.kind is caller.kind), None)


def _shell_has(key: Finding | None) -> str:
    if key is None:
        return ""
    if key.origin.kind is OriginKind.PROCESS:
        return ", which only your terminal has"
    return f", which {place_of(key)} sets for your shell"


def _diagnosis(
    evidence: Evidence,
    certain: Certainty,
    title: str,
    lines: tuple[EvidenceLine, ...],
    key: Finding | None,
    service: Service | None,
) -> Diagnosis:
    is_refused = key is None or evidence.refuses(key.value.best)
    return Diagnosis(
        _ID,
        certain,
        title,
        f"{_EXPLANATION} So {client_name(evidence)} finds no key there.",
        evidence=(*lines, *((found(key),) if key else ()), *observed(evidence.as_found)),
        remedies=(*give_variable(evidence, key, service), *(new_key(evidence) if is_refused else ())),
    )


CAUSE = Cause(
    id=_ID,
    title="The service that starts the program has no key",
    what=(
        "The program is started by systemd, cron, launchd or sudo. None of them reads the start-up files of your shell "
        "or takes its variables along, so the key that works in your terminal is not there."
    ),
    repair=(
        "Name a file of variables in the unit (`EnvironmentFile=`), load `.env` in the crontab's line, set the "
        "variable in the job, or start sudo with `--preserve-env=ANTHROPIC_API_KEY`."
    ),
    find=_find,
)
