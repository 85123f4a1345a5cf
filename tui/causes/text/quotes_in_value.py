"""Quotation marks, or other marks that belong around a value, are part of the value.

Brackets, a separator and a comment are delimiters as quotation marks are: they were meant for what
reads the text around the key, and nothing took them away.
"""

from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.flaw import FlawKind
from tui.domain.origin import OriginKind
from tui.domain.reasons.damage import damaged, diagnose_damage, flaw_words
from tui.domain.reasons.key_words import key_at, refusal
from tui.domain.remedies.wording import place_of, step

_ID = "quotes-in-value"
_EXPLANATIONS = {
    FlawKind.QUOTES: (
        "Not everything that sets variables removes quotation marks: `docker --env-file`, systemd and cmd.exe"
        " keep them."
    ),
    FlawKind.DELIMITERS: (
        "Brackets, separators and comments belong to the text around a key, and what sets the variable takes them"
        " for part of it."
    ),
}
_FILES = frozenset({OriginKind.DOTENV, OriginKind.COMPOSE})


def _find(evidence: Evidence) -> Diagnosis | None:
    kind = FlawKind.QUOTES if damaged(evidence, FlawKind.QUOTES) else FlawKind.DELIMITERS
    finding = damaged(evidence, kind)
    if finding is None:
        return None
    marks = flaw_words(evidence, FlawKind.DELIMITERS).replace(" the key", " it")
    quotes = "quotation marks around it" if kind is FlawKind.QUOTES else ""
    return diagnose_damage(
        evidence,
        finding,
        kind,
        cause_id=_ID,
        title=f"{key_at(finding)} has {' and '.join(filter(None, (quotes, marks)))}, {refusal(evidence)}",
        explanation=_EXPLANATIONS[kind],
        more=tuple(_unquote_by_hand(source) for source in _sources(evidence, finding)) if quotes else (),
    )


def _sources(evidence: Evidence, finding: Finding) -> tuple[Finding, ...]:
    """Return the files whose line, passed on as it stands, gives this process its value."""
    if finding.origin.kind is not OriginKind.PROCESS:
        return ()
    return tuple(
        item
        for item in evidence.snapshot.findings
        if item.origin.kind in _FILES and item.variable == finding.variable and item.value.best == finding.value.best
    )


def _unquote_by_hand(source: Finding) -> Remedy:
    title = f"remove the quotation marks in {place_of(source)} if that file sets the variable"
    return step("remove-quotes", title, reach=Reach.PROJECT, file=source.origin.shown)


CAUSE = Cause(
    id=_ID,
    title="Quotes or other marks around it are part of the key",
    what=(
        "A shell and most loaders of `.env` remove quotation marks around a value. `docker --env-file`, systemd units"
        " and `set` in cmd.exe do not, so the marks are sent as part of the key. A comma, brackets or a comment that"
        " were copied along are sent in the same way."
    ),
    repair="Remove the marks where the variable is set.",
    find=_find,
)
