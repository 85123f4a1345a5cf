"""Values as a container gets them whose file only docker reads: with the quotes and comments around them."""

from tui.domain.dotenv.loader import LoaderKind
from tui.domain.found.finding import Finding
from tui.domain.record import replace
from tui.domain.resolving.loading import files_of
from tui.domain.resolving.snapshot import Snapshot


def with_literal_values(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with what is written in these files, as it is written."""
    loaders = [loader for loader in snapshot.loaders if loader.kind is not LoaderKind.COMPOSE and not loader.is_idle]
    literal = {path for loader in loaders if loader.rules.is_literal for path in files_of(loader, snapshot)}
    others = {path for loader in loaders if not loader.rules.is_literal for path in files_of(loader, snapshot)}
    if not literal - others:
        return snapshot

    def written(finding: Finding) -> Finding:
        is_read_so = finding.literal is not None and finding.origin.path in literal - others
        return replace(finding, value=finding.literal) if is_read_so else finding

    readings = (replace(item, findings=tuple(map(written, item.findings))) for item in snapshot.readings)
    return replace(snapshot, readings=tuple(readings))
