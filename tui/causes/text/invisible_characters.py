"""Characters that cannot be seen, or that only look like others, came along with the key."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.flaw import FlawKind
from tui.domain.reasons.damage import damaged, diagnose_damage, flaw_words
from tui.domain.reasons.key_words import key_at, refusal

_ID = "invisible-characters"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = damaged(evidence, FlawKind.INVISIBLE)
    if finding is None:
        return None
    return diagnose_damage(
        evidence,
        finding,
        FlawKind.INVISIBLE,
        cause_id=_ID,
        title=f"{key_at(finding)} has a character that no key has, {refusal(evidence)}",
        explanation=(
            f"{flaw_words(evidence, FlawKind.INVISIBLE)}: it looks like nothing, or like another character,"
            " and counts as part of the key."
        ),
    )


CAUSE = Cause(
    id=_ID,
    title="Characters that cannot be seen are in the key",
    what=(
        "A zero-width space, a no-break space, a byte order mark, a typographic quotation mark or a letter of another"
        " alphabet came along when the key was copied from a formatted page. On the screen it looks right."
    ),
    repair="Remove those characters, or copy the key from the Console again.",
    find=_find,
)
