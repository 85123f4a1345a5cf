"""A refused key or token outranks an SDK profile that is accepted."""

from tui.domain.clients.client import Place
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.remedies.what_if import clearing, heir_of, testimony
from tui.domain.remedies.wording import client_name, kind_of, place_of


def _find(evidence: Evidence) -> Diagnosis | None:
    heir = heir_of(evidence)
    if heir is None or heir.place is not Place.PROFILE:
        return None
    winner = heir.winner
    state = f"{heir.answer} " if heir.is_proven else ""
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=heir.certainty,
        title=(
            f"the {state}{kind_of(winner)} {winner.value.secret.hint} in {place_of(winner)} hides the SDK profile "
            f"whose login is in {place_of(heir.finding)}"
        ),
        explanation=(
            f"A profile is what {client_name(evidence)} signs in with when neither a key nor a token is set. "
            "Most versions do not say that there is one."
        ),
        evidence=testimony(evidence, heir),
        remedies=clearing(evidence, heir),
    )


CAUSE = Cause(
    id="key-overrides-profile",
    title="A key hides the SDK profile",
    what=(
        "An SDK profile, as `ant auth login` writes it, or a federation set-up is used only where no key and no token "
        "is set. A forgotten ANTHROPIC_API_KEY comes first, and is refused."
    ),
    repair="Remove the key or the token wherever it is set.",
    find=_find,
)
