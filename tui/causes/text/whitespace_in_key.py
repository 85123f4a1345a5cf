"""White space before, after or inside the key is sent with it, or keeps it from being sent."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.key.flaw import FlawKind
from tui.domain.reasons.damage import damaged, diagnose_damage, flaw_words
from tui.domain.reasons.key_words import key_at, refusal
from tui.domain.remedies.wording import client_name

_ID = "whitespace-in-key"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = damaged(evidence, FlawKind.WHITESPACE)
    if finding is None:
        return None
    return diagnose_damage(
        evidence,
        finding,
        FlawKind.WHITESPACE,
        cause_id=_ID,
        title=f"{key_at(finding)} {_words(flaw_words(evidence, FlawKind.WHITESPACE))}, {refusal(evidence)}",
        explanation=f"White space is not part of a key, and {client_name(evidence)} does not remove it.",
    )


def _words(flaw: str) -> str:
    """Return `ends with a newline` for `trailing newline`."""
    position, _, what = flaw.partition(" ")
    verb = {"leading": "begins with", "trailing": "ends with"}.get(position)
    if verb is None:
        return f"has {flaw}"
    return f"{verb} {what}" if what.startswith("white") else f"{verb} a {what}"


CAUSE = Cause(
    id=_ID,
    title="White space is part of the key",
    what=(
        "A space, a tab, a newline or a carriage return (files from Windows) stands before, after or in the key."
        " The Python SDK cannot send it and reports a connection error; curl sends it with the key."
    ),
    repair="Write the key without white space.",
    find=_find,
)
