"""What a terminal that is opened now would have, by the start-up files of the user's own shell."""

from tui.domain.found.finding import Finding
from tui.domain.found.machine import SERVICES
from tui.domain.judging.absence import names_read
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import NO_CREDENTIAL
from tui.domain.origin import OriginKind
from tui.domain.resolving.start_up import exported, in_new_terminal


def new_terminal_value(evidence: Evidence, variable: str) -> Finding | None:
    """Return the definition that a new terminal would have of the variable, None where that is no key."""
    last = in_new_terminal(evidence.snapshot).get(variable)
    return None if last is None or last.value.shape in NO_CREDENTIAL else last


def new_terminal_key(evidence: Evidence) -> Finding | None:
    """Return a key that a new terminal would have and this process was not given, an accepted one first."""
    given = {item.variable for item in evidence.snapshot.findings if item.origin.kind is OriginKind.PROCESS}
    values = (new_terminal_value(evidence, name) for name in sorted(names_read(evidence) - given))
    return min((item for item in values if item), key=lambda item: not evidence.accepts(item.value.best), default=None)


def key_of_any_shell(evidence: Evidence) -> Finding | None:
    """Return a key that some start-up file exports, an accepted one first."""
    names = names_read(evidence)
    keys = (
        item for item in exported(evidence.snapshot) if item.variable in names and item.value.shape not in NO_CREDENTIAL
    )
    return min(keys, key=lambda item: not evidence.accepts(item.value.best), default=None)


def is_service(evidence: Evidence) -> bool:
    """Return whether this process was started by something that has no shell's environment to hand on."""
    caller = evidence.snapshot.surroundings.caller
    return caller is not None and caller.kind in SERVICES


def key_of_a_shell(evidence: Evidence) -> Finding | None:
    """Return the key that the user's shell has and this process lacks, whatever started this process."""
    return key_of_any_shell(evidence) if is_service(evidence) else new_terminal_key(evidence)
