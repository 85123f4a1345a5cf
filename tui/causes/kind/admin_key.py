"""An admin key is used where calls of a model want an API key."""

from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.shape import Shape
from tui.domain.probing.probe import Accepted, Forbidden, Throttled
from tui.domain.reasons.no_key import diagnose_no_key, holds
from tui.domain.record import replace

_ID = "admin-key"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = _admin_key(evidence)
    if finding is None:
        return None
    hint = finding.value.best.hint
    diagnosis = diagnose_no_key(
        evidence,
        finding,
        cause_id=_ID,
        title=f"{holds(finding)} an admin key ({hint}), which calls no model",
        explanation=(
            "An admin key manages an organisation: its members, workspaces and keys. Models are called with an API key"
            " of a workspace, a person or a service account."
        ),
        seen=f"{hint} begins like an admin key",
    )
    is_forbidden = isinstance(evidence.as_found, Forbidden)
    return replace(diagnosis, certainty=Certainty.PROVEN) if is_forbidden else diagnosis


def _admin_key(evidence: Evidence) -> Finding | None:
    """Return the admin key that is sent, unless the answer shows that it does call models here."""
    finding = evidence.winner
    if finding is None or finding.value.shape is not Shape.ANTHROPIC_ADMIN_KEY:
        return None
    if isinstance(evidence.as_found, Accepted | Throttled):
        return None
    return finding if is_official(evidence) or evidence.is_refused else None


CAUSE = Cause(
    id=_ID,
    title="An admin key is used to call models",
    what=(
        "Keys that begin with `sk-ant-admin` belong to the part of the API that manages organisations. They are"
        " refused where messages are made."
    ),
    repair="Use an API key for calls, and keep the admin key under a name of its own.",
    find=_find,
)
