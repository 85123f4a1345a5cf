"""An API key is set as a token, and the server refuses it in the token's header alone."""

from tui.domain.absent_remedies import move_variable
from tui.domain.cause import Cause
from tui.domain.client import KEY, Place
from tui.domain.diagnosis import Certainty, Diagnosis
from tui.domain.evidence import Evidence
from tui.domain.header import Header
from tui.domain.probe import Accepted, Rejected
from tui.domain.remedies import found, observed
from tui.domain.shape import KEY_SHAPES
from tui.domain.wording import client_name, place_of

_ID = "api-key-as-auth-token"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding, resolution = evidence.winner, evidence.resolution
    if finding is None or resolution.place is not Place.TOKEN_VARIABLE or finding.value.shape not in KEY_SHAPES:
        return None
    # Where a key goes out as Bearer too, another variable would change nothing.
    if resolution.client.header(Place.KEY_VARIABLE) is Header.BEARER:
        return None
    if not isinstance(evidence.as_found, Rejected) or not isinstance(evidence.other_header(), Accepted):
        return None
    hint = finding.value.best.hint
    return Diagnosis(
        _ID,
        Certainty.PROVEN,
        f"the API key {hint} is set as {finding.variable} in {place_of(finding)}, and is refused as a bearer token",
        f"{client_name(evidence)[0].upper()}{client_name(evidence)[1:]} sends {finding.variable} as `Authorization:"
        f" Bearer` and {KEY} as `x-api-key`. Sent as `x-api-key`, this very key is accepted.",
        evidence=(found(finding), *observed(evidence.as_found), *observed(evidence.other_header())),
        remedies=move_variable(evidence, finding, KEY),
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
