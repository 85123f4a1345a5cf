"""A program wrote a missing value as a word, and the word is sent as the key."""

from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.origin import OriginKind
from tui.domain.reasons.no_key import diagnose_no_key, holds, in_place_of_key, what_it_is
from tui.domain.remedies.wording import question, step

_ID = "stringified-nothing"
_OF_PROCESS = "find what sets {name} for this process: it turned a missing value into text"
_OF_FILE = "find what wrote {name} into `{place}`: it had no value to write"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_place_of_key(evidence, Shape.NOTHING)
    if finding is None:
        return None
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
        remedies=(_find_writer(finding),),
    )


def _find_writer(finding: Finding) -> Remedy:
    if finding.origin.kind is OriginKind.SOURCE:
        return step("find-writer", f"in `{finding.origin.label}` check the value before it is turned into text")
    words = _OF_PROCESS if finding.origin.kind is OriginKind.PROCESS else _OF_FILE
    return question("find-writer", words.format(name=finding.variable, place=finding.origin.label))


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
