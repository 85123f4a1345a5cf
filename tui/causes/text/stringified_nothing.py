"""A program wrote a missing value as a word, and the word is sent as the key."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.origin import OriginKind
from tui.domain.reasons.no_key import diagnose_no_key, holds, in_place_of_key, what_it_is
from tui.domain.remedies.wording import step

_ID = "stringified-nothing"
_WRITERS = {
    OriginKind.PROCESS: "find what sets {name} for this process: it turned a missing value into text",
    OriginKind.SOURCE: "in `{place}` check the value before it is turned into text",
}


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_place_of_key(evidence, Shape.NOTHING)
    if finding is None:
        return None
    writer = _WRITERS.get(finding.origin.kind, "find what wrote {name} into `{place}`: it had no value to write")
    return diagnose_no_key(
        evidence,
        finding,
        cause_id=_ID,
        title=f"{holds(finding)} {what_it_is(finding)}",
        explanation=(
            "It counts as set, so no other place is looked at, and it is sent as if it were a key."
            " The key was missing already where this was written."
        ),
        seen=f"{finding.variable} is {finding.value.secret.hint}: {what_it_is(finding)}",
        remedies=(step("find-writer", writer.format(name=finding.variable, place=finding.origin.label)),),
    )


CAUSE = Cause(
    id=_ID,
    title="A word for nothing stands where the key belongs",
    what=(
        "The value is `undefined`, `null`, `None`, `nil`, `false` or the like: some program turned a missing value"
        " into text on its way here, instead of leaving the variable unset."
    ),
    repair="Find what wrote it, and give that the key.",
    find=_find,
)
