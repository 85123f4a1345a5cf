"""The host takes the key in the other of the two headers only."""

from tui.domain.found.names import shown_url
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.probing.probe import Accepted, BadRequest, Forbidden, ForeignAnswer, Rejected
from tui.domain.questions.headers import is_key_refused_as_token
from tui.domain.reasons.base_url import best_at_endpoint
from tui.domain.remedies.common import found, observed
from tui.domain.remedies.header import send_by_other_header
from tui.domain.remedies.wording import client_name, endpoint_host, place_of, said

_REFUSALS = Rejected | BadRequest | Forbidden | ForeignAnswer


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, refused, accepted = evidence.winner, best_at_endpoint(evidence), evidence.other_header()
    if evidence.resolution.raw_call is not None or evidence.is_accepted:
        return None
    if winner is None or not isinstance(refused, _REFUSALS) or not isinstance(accepted, Accepted):
        return None
    if is_key_refused_as_token(evidence) or isinstance(evidence.corrected_url, Accepted):
        return None
    sent, wanted = refused.request.header.shown, accepted.request.header.shown
    client = client_name(evidence)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=(
            f"{endpoint_host(evidence)} takes the key {winner.value.secret.hint} from {place_of(winner)} in the header "
            f"`{wanted}` only, and {client} sends it in `{sent}`"
        ),
        explanation=(
            f"In `{sent}` the answer is {said(refused)}; in `{wanted}` the very same key is accepted. Which of the two "
            f"{client} uses follows from the name of the variable, and from its version."
        ),
        evidence=(*_named(evidence), found(winner), *observed(refused), *observed(accepted)),
        remedies=send_by_other_header(evidence, winner, accepted.request.header),
    )


def _named(evidence: Evidence) -> tuple[EvidenceLine, ...]:
    base_url = evidence.resolution.base_url
    if base_url is None or is_official(evidence):
        return ()
    return (found(base_url, f"{base_url.variable} is `{shown_url(base_url.text)}`"),)


CAUSE = Cause(
    id="gateway-wants-other-header",
    title="The gateway reads the key in the other header",
    what=(
        "The host that is called, mostly a gateway, reads one of the two headers only: `x-api-key` or `Authorization: "
        "Bearer`. The client sends the key in the other one, and the same key is accepted in the right one."
    ),
    repair="Give the key to the client by the other variable, ANTHROPIC_AUTH_TOKEN or ANTHROPIC_API_KEY.",
    find=_find,
)
