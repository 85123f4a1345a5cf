"""Claude Code uses what it has stored, not the key that is meant."""

from tui.domain.clients.client import Place
from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.reasons.account_answers import account_refusal
from tui.domain.remedies.common import LOG_OUT, found, observed
from tui.domain.remedies.what_if import heir_of, next_accepted
from tui.domain.remedies.wording import place_of, step

_ID = "stored-login-overrides"


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, account = evidence.winner, account_refusal(evidence)
    if winner is None or evidence.resolution.place is not Place.LOGIN:
        return None
    if not evidence.is_refused and account is None:
        return None
    declined = evidence.resolution.declined
    if declined is not None and evidence.accepts(declined.value.best):
        title = "switch `Use custom API key` on in `/config`: the key was declined once"
        return _diagnosis(evidence, winner, declined, (step("approve-key", title), LOG_OUT))
    heir = next_accepted(evidence) if account else heir_of(evidence)
    return _diagnosis(evidence, winner, heir.finding, (LOG_OUT,)) if heir else None


def _diagnosis(evidence: Evidence, winner: Finding, meant: Finding, remedies: tuple[Remedy, ...]) -> Diagnosis:
    return Diagnosis(
        _ID,
        Certainty.PROVEN,
        f"Claude Code uses what is stored in {place_of(winner)}, and not the good key {meant.value.secret.hint} in "
        f"{place_of(meant)}",
        "A stored login is used until it is dropped, and a key of the environment only when it was not declined.",
        evidence=(
            found(winner),
            found(meant),
            *observed(evidence.as_found),
            *observed(evidence.answer_to(meant.value.best)),
        ),
        remedies=remedies,
    )


CAUSE = Cause(
    id=_ID,
    title="Claude Code's stored login beats the key that is meant",
    what=(
        "Claude Code has a login, or a key from a login with a Console account, stored from before. It is refused, "
        "and a good key is there that Claude Code does not take because of it."
    ),
    repair="Log out in Claude Code, or let it use the key of the environment in `/config`.",
    find=_find,
)
