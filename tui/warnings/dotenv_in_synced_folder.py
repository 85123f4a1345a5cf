"""A `.env` with a key lies in a folder that is copied to other machines."""

from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.reporting.warning import WarningLine, WarningRule

_ID = "dotenv-in-synced-folder"


def _find(evidence: Evidence) -> tuple[WarningLine, ...]:
    return tuple(
        WarningLine(_ID, f"{item.synced_by} copies this file, and the key in it, to wherever it runs", item.origin)
        for item in evidence.snapshot.surroundings.exposures
        if item.synced_by and item.origin.kind is OriginKind.DOTENV
    )


WARNING = WarningRule(
    id=_ID,
    title="A sync service copies the `.env` that holds a key",
    what=(
        "The file lies in a folder of Dropbox, OneDrive, iCloud Drive or the like. The key is kept by that service, "
        "with its old versions, and on every machine that is connected."
    ),
    repair="Move the project out of that folder, or keep the key in the keyring: `fix401 keys add ANTHROPIC_API_KEY`.",
    find=_find,
)
