"""The same key is written into several files, so that a new one has to reach all of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.domain.found.finding import Finding, State
from tui.domain.found.key_files import holds_key
from tui.domain.found.names import is_anthropic_key
from tui.domain.judging.evidence import Evidence
from tui.domain.reporting.warning import WarningLine, WarningRule

if TYPE_CHECKING:
    from tui.domain.key.secret import Secret

_ID = "key-in-several-places"
_MOST_NAMED = 2


def _find(evidence: Evidence) -> tuple[WarningLine, ...]:
    return tuple(_line(list(places.values())) for places in _copies(evidence) if len(places) > 1)


def _copies(evidence: Evidence) -> Iterator[dict[str, Finding]]:
    """Yield for each key the files that hold it, each with its first finding."""
    copies: dict[Secret, dict[str, Finding]] = {}
    for finding in evidence.snapshot.findings:
        if finding.origin.path and finding.state is not State.COMMENTED and _is_whole_key(finding):
            copies.setdefault(finding.value.best, {}).setdefault(finding.origin.path, finding)
    yield from copies.values()


def _is_whole_key(finding: Finding) -> bool:
    return is_anthropic_key(finding.value) and holds_key(finding)


def _line(places: list[Finding]) -> WarningLine:
    first, *others = places
    named = ", ".join(f"`{item.origin.label}`" for item in others[:_MOST_NAMED])
    more = f" and {len(others) - _MOST_NAMED} more" if len(others) > _MOST_NAMED else ""
    text = f"the key {first.value.best.hint} also stands in {named}{more}: a new one has to reach all of them"
    return WarningLine(_ID, text, first.origin)


WARNING = WarningRule(
    id=_ID,
    title="The same key is written into several files",
    what=(
        "More than one file defines this key. That works until the key is replaced: a place that is forgotten keeps "
        "the old one, and may be the one that wins."
    ),
    repair="Keep the key in one place and have the others read it from there.",
    find=_find,
)
