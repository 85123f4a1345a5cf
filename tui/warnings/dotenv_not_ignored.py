"""A `.env` with a key is one `git add` away from the repository."""

from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.reporting.warning import WarningLine, WarningRule

_ID = "dotenv-not-ignored"


def _find(evidence: Evidence) -> tuple[WarningLine, ...]:
    return tuple(
        WarningLine(_ID, "git does not ignore this file: the next `git add .` takes the key along", item.origin)
        for item in evidence.snapshot.surroundings.exposures
        if item.is_ignored is False and not item.is_tracked and item.origin.kind is OriginKind.DOTENV
    )


WARNING = WarningRule(
    id=_ID,
    title="Git does not ignore the `.env` that holds a key",
    what="The file lies in a repository whose `.gitignore` has no line for it, so `git add .` would take it along.",
    repair="Add the file's name to `.gitignore`.",
    find=_find,
)
