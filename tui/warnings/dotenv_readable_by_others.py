"""Every user of the machine may read a `.env` that holds a key."""

from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.reporting.warning import WarningLine, WarningRule

_ID = "dotenv-readable-by-others"


def _find(evidence: Evidence) -> tuple[WarningLine, ...]:
    return tuple(
        WarningLine(_ID, "every user of this machine may read this file and the key in it", item.origin)
        for item in evidence.snapshot.surroundings.exposures
        if item.is_readable_by_others and item.origin.kind is OriginKind.DOTENV
    )


WARNING = WarningRule(
    id=_ID,
    title="Other users may read the `.env` that holds a key",
    what=(
        "The file's mode lets every user of this machine read it, and no folder above it keeps them out. On a machine "
        "of your own that may not matter; on a shared one it does."
    ),
    repair="Run `chmod 600 .env`.",
    find=_find,
)
