"""A `.env` with a key is part of the repository."""

from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.reporting.warning import WarningLine, WarningRule

_ID = "dotenv-tracked-by-git"


def _find(evidence: Evidence) -> tuple[WarningLine, ...]:
    return tuple(
        WarningLine(_ID, "git tracks this file: the key in it is published with every push", item.origin)
        for item in evidence.snapshot.surroundings.exposures
        if item.is_tracked and item.origin.kind is OriginKind.DOTENV
    )


WARNING = WarningRule(
    id=_ID,
    title="Git tracks the `.env` that holds a key",
    what=(
        "The file is part of the repository, so the key is in its history and goes wherever the repository is pushed "
        "to. A line in `.gitignore` does not change that for a file that git tracks already."
    ),
    repair=(
        "Run `git rm --cached .env`, add `.env` to `.gitignore`, commit both, and replace the key in the Console: "
        "the old one stays in the history."
    ),
    find=_find,
)
