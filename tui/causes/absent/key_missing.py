"""No place that this client reads holds a credential."""

from tui.domain.absence import empty_definitions, misnamed, new_terminal_key, unexported, unloaded
from tui.domain.absent_remedies import read_start_up_file
from tui.domain.cause import Cause
from tui.domain.client import KEY
from tui.domain.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.evidence import Evidence
from tui.domain.finding import Finding
from tui.domain.origin import OriginKind
from tui.domain.remedies import found, new_key
from tui.domain.wording import client_name, place_of

_ID = "key-missing"
_READ_BY_CLIENTS = frozenset(
    {OriginKind.PROCESS, OriginKind.DOTENV, OriginKind.CLAUDE_SETTINGS, OriginKind.CLAUDE_LOGIN}
)


def _find(evidence: Evidence) -> Diagnosis | None:
    if evidence.resolution.credential is not None or _is_explained_otherwise(evidence):
        return None
    unread = [problem for problem in evidence.snapshot.problems if problem.origin.kind in _READ_BY_CLIENTS]
    later = new_terminal_key(evidence)
    project = evidence.snapshot.project
    title = f"no key for {client_name(evidence)}: {KEY} is neither in the environment nor in `{project.env_shown}`"
    if later is not None:
        title = f"this terminal has no {later.variable}: {place_of(later)} sets it for terminals opened later"
    return Diagnosis(
        _ID,
        Certainty.LIKELY if unread else Certainty.PROVEN,
        title,
        "Without a key no call is sent, or the API answers that the key is missing.",
        evidence=(
            EvidenceLine("the environment", f"{KEY} is not set"),
            *(EvidenceLine(problem.origin.label, problem.text) for problem in unread),
            *(found(item, _unread_words(item)) for item in _unread(evidence)),
        ),
        remedies=(*((read_start_up_file(evidence, later),) if later else ()), *new_key(evidence)),
    )


def _is_explained_otherwise(evidence: Evidence) -> bool:
    return bool(empty_definitions(evidence) or misnamed(evidence) or unexported(evidence) or unloaded(evidence))


def _unread(evidence: Evidence) -> tuple[Finding, ...]:
    return tuple(item for item in evidence.snapshot.findings if item.value.length and item.variable == KEY)


def _unread_words(finding: Finding) -> str:
    state = "not read by any client" if finding.is_active else finding.state.value
    return f"{finding.variable} is {finding.value.secret.hint}, {state}"


CAUSE = Cause(
    id=_ID,
    title="No key anywhere that the client looks",
    what="No place that the client reads holds a credential: no variable, no loaded `.env`, no stored login.",
    repair="Create a key in the Console, then keep it in the keyring or in `.env`.",
    find=_find,
)
