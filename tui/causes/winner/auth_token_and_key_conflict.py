"""ANTHROPIC_AUTH_TOKEN and ANTHROPIC_API_KEY are both set, and the one that is sent is refused."""

from tui.domain.clients.claude_code import STORED_KEY
from tui.domain.clients.client import Place
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Accepted
from tui.domain.remedies.common import found, observed, remove_definition
from tui.domain.remedies.what_if import Heir, clearing, heir_of, testimony
from tui.domain.remedies.wording import client_name, place_of

_HABIT = "This version puts a key and a token into one request when both are set; newer ones send one of them only"
_VARIABLES = frozenset({Place.KEY_VARIABLE, Place.TOKEN_VARIABLE})


def _find(evidence: Evidence) -> Diagnosis | None:
    heir = heir_of(evidence)
    hides_stored_key = heir is not None and _hides_stored_key(evidence, heir)
    together = None if hides_stored_key else _sent_together(evidence)
    if together is not None or heir is None or not (hides_stored_key or _hides_variable(evidence, heir)):
        return together
    client, effect = client_name(evidence), "The other one may be the good one."
    if heir.is_proven:
        effect = "Only the one that is ignored is accepted."
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=heir.certainty,
        title=_title(evidence, heir),
        explanation=f"Both are set, and {client} takes {heir.winner.variable} first. {effect}",
        evidence=testimony(evidence, heir),
        remedies=clearing(evidence, heir),
    )


def _hides_variable(evidence: Evidence, heir: Heir) -> bool:
    place = evidence.resolution.place
    return place is not heir.place and {place, heir.place} <= _VARIABLES


def _hides_stored_key(evidence: Evidence, heir: Heir) -> bool:
    """Return whether a token hides a key that a login with a Console account has stored."""
    return evidence.resolution.place is Place.TOKEN_VARIABLE and heir.finding.variable == STORED_KEY


def _sent_together(evidence: Evidence) -> Diagnosis | None:
    """Diagnose a version that sends both, where one of them alone is accepted."""
    winner, companion, alone = evidence.winner, evidence.resolution.companion, evidence.alone
    if winner is None or companion is None or not evidence.is_refused or alone is None or companion.value.is_blank:
        return None
    beside = evidence.companion_alone
    if isinstance(alone, Accepted):
        bad, good = companion, winner
    elif isinstance(beside, Accepted):
        bad, good = winner, companion
    else:
        return None
    client = f"{client_name(evidence)} {evidence.resolution.client.version}".rstrip()
    is_stored = companion.variable == STORED_KEY
    habit = "Beside a token Claude Code sends the key that a login has stored" if is_stored else _HABIT
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.LIKELY if is_stored else Certainty.PROVEN,
        title=(
            f"{client} sends {bad.variable} from {place_of(bad)} beside {good.variable} "
            f"from {place_of(good)}, and together they are refused"
        ),
        explanation=f"{habit}. {good.variable} alone is accepted.",
        evidence=(
            found(bad),
            found(good),
            *observed(evidence.as_found),
            *observed(alone),
            *observed(beside),
        ),
        remedies=remove_definition(evidence, bad),
    )


def _title(evidence: Evidence, heir: Heir) -> str:
    winner, hidden = heir.winner, heir.finding
    verb = f"sends the {heir.answer}" if heir.is_proven else "sends"
    return (
        f"{client_name(evidence)} {verb} {winner.variable} {winner.value.secret.hint} from {place_of(winner)} "
        f"and ignores {hidden.variable} in {place_of(hidden)}"
    )


CAUSE = Cause(
    id="auth-token-and-key-conflict",
    title="A token and a key are both set, and the wrong one is sent",
    what=(
        "ANTHROPIC_AUTH_TOKEN and ANTHROPIC_API_KEY are both set with different values. The SDKs take the key first "
        "or, before 2.0 in Python and 1.0 in TypeScript, send both; Claude Code takes the token first. What is sent is "
        "refused."
    ),
    repair="Remove the one that is refused, wherever it is set.",
    find=_find,
)
