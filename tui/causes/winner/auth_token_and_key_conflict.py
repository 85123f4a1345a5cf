"""ANTHROPIC_AUTH_TOKEN and ANTHROPIC_API_KEY are both set, and the one that is sent is refused."""

from tui.domain.cause import Cause
from tui.domain.client import Place
from tui.domain.diagnosis import Diagnosis
from tui.domain.evidence import Evidence
from tui.domain.what_if import Heir, clearing, heir_of, testimony
from tui.domain.wording import client_name, place_of

_VARIABLES = frozenset({Place.KEY_VARIABLE, Place.TOKEN_VARIABLE})


def _find(evidence: Evidence) -> Diagnosis | None:
    heir = heir_of(evidence)
    place = evidence.resolution.place
    if heir is None or place is heir.place or not {place, heir.place} <= _VARIABLES:
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=heir.certainty,
        title=_title(evidence, heir),
        explanation=_explanation(evidence, heir),
        evidence=testimony(evidence, heir),
        remedies=clearing(evidence, heir),
    )


def _title(evidence: Evidence, heir: Heir) -> str:
    winner, hidden = heir.winner, heir.finding
    verb = "sends the rejected" if heir.is_proven else "sends"
    return (
        f"{client_name(evidence)} {verb} {winner.variable} {winner.value.secret.hint} from {place_of(winner)} "
        f"and ignores {hidden.variable} in {place_of(hidden)}"
    )


def _explanation(evidence: Evidence, heir: Heir) -> str:
    effect = "Only the one that is ignored is accepted." if heir.is_proven else "The other one may be the good one."
    text = f"Both are set, and {client_name(evidence)} takes {heir.winner.variable} first. {effect}"
    client = evidence.resolution.client
    major, _, _ = client.version.partition(".")
    since = client.rules.bearer_since_major
    if since is not None and major.isdigit() and int(major) < since:
        return f"{text} Many versions before {since} send both at once."
    return text


CAUSE = Cause(
    id="auth-token-and-key-conflict",
    title="A token and a key are both set, and the wrong one is sent",
    what=(
        "ANTHROPIC_AUTH_TOKEN and ANTHROPIC_API_KEY are both set with different values. The SDKs take the key first, "
        "Claude Code takes the token first, and the one that your client takes is refused."
    ),
    repair="Remove the one that is refused, wherever it is set.",
    find=_find,
)
