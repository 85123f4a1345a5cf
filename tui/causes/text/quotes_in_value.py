"""Quotation marks that were meant for a shell or a loader are part of the value."""

from tui.domain.cause import Cause
from tui.domain.damage import damaged, diagnose_damage
from tui.domain.diagnosis import Diagnosis, Reach, Remedy
from tui.domain.evidence import Evidence
from tui.domain.finding import Finding
from tui.domain.key_words import key_at, refusal
from tui.domain.origin import OriginKind
from tui.domain.value import FlawKind
from tui.domain.wording import place_of

_ID = "quotes-in-value"
_FILES = frozenset({OriginKind.DOTENV, OriginKind.COMPOSE})


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = damaged(evidence, FlawKind.QUOTES)
    if finding is None:
        return None
    return diagnose_damage(
        evidence,
        finding,
        FlawKind.QUOTES,
        cause_id=_ID,
        title=f"{key_at(finding)} has quotation marks around it, {refusal(evidence)}",
        explanation=(
            "Not everything that sets variables removes quotation marks: `docker --env-file`, systemd and cmd.exe"
            " keep them."
        ),
        more=tuple(_unquote_by_hand(source) for source in _sources(evidence, finding)),
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
    return Remedy(
        id="remove-quotes",
        title=f"remove the quotation marks in {place_of(source)} if that file sets the variable",
        reach=Reach.PROJECT,
        file=source.origin.shown,
    )


CAUSE = Cause(
    id=_ID,
    title="Quotation marks are part of the key",
    what=(
        "A shell and most loaders of `.env` remove quotation marks around a value. `docker --env-file`, systemd units"
        " and `set` in cmd.exe do not, so the marks are sent as part of the key."
    ),
    repair="Remove the quotation marks where the variable is set.",
    find=_find,
)
