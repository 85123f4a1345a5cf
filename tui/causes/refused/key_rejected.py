"""The API knows the request and rejects a well-formed key."""

from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.shape import KEY_SHAPES
from tui.domain.origin import OriginKind
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import ProbeOutcome, Rejected
from tui.domain.remedies.common import KEYS_PAGE, found, new_key, observed
from tui.domain.remedies.what_if import heir_of
from tui.domain.remedies.wording import place_of, question, said


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, refusal = evidence.winner, _refusal(evidence)
    if winner is None or refusal is None or _has_another_cause(evidence, winner):
        return None
    if not _is_well_formed(evidence):
        return None
    spare = evidence.spare()
    # A key that was pasted stands nowhere a client looks, so it raises no doubt about which key is sent.
    is_alone = spare is None or spare.origin.kind is OriginKind.PASTED
    is_isolated = is_official(evidence) and is_alone and not winner.value.is_short
    hint = winner.value.secret.hint
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_isolated else Certainty.LIKELY,
        title=f"the API rejects the key {hint} from {place_of(winner)}",
        explanation=(
            f"{_looks(winner)} and was sent the right way, and the answer is {said(refusal)}. "
            "The API says this of keys that were deleted, disabled or have run out, and of keys that never existed; "
            "it does not say which."
        ),
        evidence=(found(winner), *observed(evidence.as_found), *_elsewhere(evidence, refusal)),
        remedies=(
            question("check-console", f"look for a row that shows {hint} at {KEYS_PAGE}: is it there, and active?"),
            *new_key(evidence),
        ),
    )


def _looks(winner: Finding) -> str:
    doubt = winner.value.doubt
    return f"The key may not be whole ({doubt})" if doubt else "The key looks whole"


def _refusal(evidence: Evidence) -> Rejected | None:
    """Return the official host's refusal of what the client sends, if the client's own call was refused too."""
    # The answer to a raw call's own headers may be about the headers.
    own = evidence.alone if evidence.resolution.is_bare else evidence.as_found
    outcome = own if is_official(evidence) else evidence.official
    if not isinstance(own, Rejected) or not isinstance(outcome, Rejected) or not outcome.speaks_anthropic:
        return None
    return None if is_about(outcome.message, Topic.NOT_JUDGED, Topic.EXPIRED) else outcome


def _is_well_formed(evidence: Evidence) -> bool:
    sent = evidence.resolution.sent
    return sent is not None and sent.shape in KEY_SHAPES and not sent.flaws


def _has_another_cause(evidence: Evidence, winner: Finding) -> bool:
    """Return whether the same key is accepted in another way, or a good one waits behind it."""
    return not evidence.refuses(winner.value.best) or heir_of(evidence) is not None


def _elsewhere(evidence: Evidence, refusal: ProbeOutcome) -> tuple[EvidenceLine, ...]:
    return () if refusal is evidence.as_found else observed(refusal)


CAUSE = Cause(
    id="key-rejected",
    title="The API rejects the key itself",
    what=(
        "The key has the right form and was sent the right way, and the API answers 401. It has been deleted, disabled "
        "or replaced, has run out, or belongs to a person or workspace that is gone. The API does not say which."
    ),
    repair="Compare its hint with the rows on the Console's page of keys, create a new key and put it in place.",
    find=_find,
)
