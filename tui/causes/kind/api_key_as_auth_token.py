"""An API key is set as a token, and the server refuses it in the token's header alone."""

from tui.domain.clients.client import KEY
from tui.domain.clients.header import Header
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.questions.headers import is_key_refused_as_token
from tui.domain.remedies.common import found, observed
from tui.domain.remedies.header import send_by_other_header
from tui.domain.remedies.wording import client_name, place_of

_ID = "api-key-as-auth-token"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = evidence.winner
    if finding is None or not is_key_refused_as_token(evidence):
        return None
    hint, client = finding.value.best.hint, client_name(evidence)
    return Diagnosis(
        _ID,
        Certainty.PROVEN,
        f"the API key {hint} is set as {finding.variable} in {place_of(finding)}, and is refused as a bearer token",
        f"{client[0].upper()}{client[1:]} sends {finding.variable} as `Authorization: Bearer` and {KEY} as `x-api-key`."
        " Sent as `x-api-key`, this very key is accepted.",
        evidence=(found(finding), *observed(evidence.as_found), *observed(evidence.other_header())),
        remedies=send_by_other_header(evidence, finding, Header.X_API_KEY),
    )


CAUSE = Cause(
    id=_ID,
    title="An API key is set as ANTHROPIC_AUTH_TOKEN",
    what=(
        "ANTHROPIC_AUTH_TOKEN is sent as a bearer token, ANTHROPIC_API_KEY as `x-api-key` by Claude Code and by older"
        " SDKs. The server takes the key in the second header and refuses it in the first."
    ),
    repair="Move the key to ANTHROPIC_API_KEY.",
    find=_find,
)
