"""The key is known, and its organisation is disabled."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import BadRequest, Forbidden
from tui.domain.reasons.account_answers import answer_lines, own_answer
from tui.domain.remedies.common import KEYS_PAGE, spare_key
from tui.domain.remedies.wording import place_of, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    winner, answer = evidence.winner, own_answer(evidence, (BadRequest, Forbidden), _is_about_organisation)
    if winner is None or answer is None:
        return None
    hint = winner.value.secret.hint
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if answer.speaks_anthropic else Certainty.LIKELY,
        title=f"the organisation that the key {hint} from {place_of(winner)} belongs to is disabled",
        explanation=(
            f"The answer is {said(answer)}. The API knows the key, so it is neither mistyped nor revoked. Often it is "
            "a forgotten key of an old organisation, and not the one that you have in mind."
        ),
        evidence=answer_lines(evidence, answer),
        remedies=(
            *spare_key(evidence),
            step("check-organisation", f"see at {KEYS_PAGE} whether your organisation has a key with the hint {hint}"),
            step("other-organisation", "if not, take a key of your own organisation in its place"),
            step("appeal", "if so, its owner has a mail that says why it was disabled and how to appeal"),
        ),
    )


def _is_about_organisation(answer: BadRequest | Forbidden) -> bool:
    return is_about(answer.message, Topic.ORGANISATION)


CAUSE = Cause(
    id="organization-disabled",
    title="The key's organisation is disabled",
    what=(
        "The API answers 400 and says that this organisation has been disabled. It knows the key; every other key of "
        "that organisation gets the same answer. Often it is a forgotten key of an organisation that is no longer used."
    ),
    repair="Use a key of the organisation that is in use, or ask the owner of the disabled one to appeal.",
    find=_find,
)
