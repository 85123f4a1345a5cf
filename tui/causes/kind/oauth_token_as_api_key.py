"""A login token of Claude Code is used where an API key belongs."""

from tui.domain.absent_remedies import use_as_login_token
from tui.domain.cause import Cause
from tui.domain.client import OAUTH, ClientId, Place
from tui.domain.damage import suspect
from tui.domain.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.evidence import Evidence
from tui.domain.remedies import new_key, observed
from tui.domain.shape import Shape
from tui.domain.wording import client_name, place_of

_ID = "oauth-token-as-api-key"
_KEY_PLACES = frozenset({Place.KEY_VARIABLE, Place.LITERAL})


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = suspect(evidence)
    if finding is None or finding.value.shape is not Shape.ANTHROPIC_OAUTH_TOKEN:
        return None
    is_claude_code = evidence.resolution.client.id is ClientId.CLAUDE_CODE
    if is_claude_code and evidence.resolution.place not in _KEY_PLACES:
        return None
    advice = (
        f"From {finding.variable} it is sent as an API key; Claude Code takes it from {OAUTH}."
        if is_claude_code
        else f"It is good for Claude Code alone: from {client_name(evidence)} the API wants an API key."
    )
    return Diagnosis(
        _ID,
        Certainty.PROVEN if evidence.is_refused else Certainty.LIKELY,
        f"{finding.variable} in {place_of(finding)} holds a login token of Claude Code ({finding.value.best.hint}),"
        " not an API key",
        f"A login token is another kind of credential. {advice}",
        evidence=(
            EvidenceLine(finding.origin.label, f"{finding.value.best.hint} begins like a login token"),
            *observed(evidence.as_found),
        ),
        remedies=use_as_login_token(evidence, finding) if is_claude_code else new_key(evidence),
    )


CAUSE = Cause(
    id=_ID,
    title="A Claude Code login token is used as an API key",
    what=(
        "Tokens that begin with `sk-ant-oat` come from a login or from `claude setup-token` and belong to"
        " Claude Code. The API refuses them in place of an API key."
    ),
    repair="Create an API key; keep the token in CLAUDE_CODE_OAUTH_TOKEN.",
    find=_find,
)
