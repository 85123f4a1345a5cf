"""The key that a compose file keeps from the project's own container."""

from tui.domain.found.finding import Finding
from tui.domain.judging.absence import best_of, names_read
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import KEY_SHAPES
from tui.domain.origin import OriginKind
from tui.domain.record import Record
from tui.domain.resolving.containers import Gap, containers_of, loads_file_itself, value_in
from tui.domain.resolving.snapshot import Container

_HOST_PLACES = frozenset({OriginKind.PROCESS, OriginKind.DOTENV})


class MissingInContainer(Record):
    """A container without the key that this machine has, and why it has none."""

    container: Container
    key: Finding
    gap: Gap


def missing_in_container(evidence: Evidence) -> MissingInContainer | None:
    """Return the container that lacks the key; None where any of the program's own has one, or may have one."""
    client, snapshot = evidence.resolution.client, evidence.snapshot
    containers = containers_of(client, snapshot)
    key = _key(evidence) if containers else None
    if key is None or any(container.service.trouble for container in containers):
        return None
    if any(loads_file_itself(client, snapshot, container) for container in containers):
        return None
    values = [value_in(container, name, snapshot) for container in containers for name in names_read(evidence)]
    if any(isinstance(value, Finding) or value.is_unknown for value in values):
        return None
    gaps = [(container, value_in(container, key.variable, snapshot)) for container in containers]
    container, gap = next(((item, gap) for item, gap in gaps if isinstance(gap, Gap) and gap.origin), gaps[0])
    return MissingInContainer(container, key, gap if isinstance(gap, Gap) else Gap())


def _key(evidence: Evidence) -> Finding | None:
    names = names_read(evidence)
    return best_of(
        evidence,
        (
            item
            for item in evidence.snapshot.findings
            if item.is_active
            and item.origin.kind in _HOST_PLACES
            and item.variable in names
            and item.value.shape in KEY_SHAPES
            and not evidence.refuses(item.value.best)
        ),
    )
