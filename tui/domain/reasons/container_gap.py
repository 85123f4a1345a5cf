"""The key that a compose file keeps from the project's own container, and the lines that pass it on."""

from tui.domain.code.compose import Service
from tui.domain.code.loader_files import normal, path_from
from tui.domain.found.finding import Finding
from tui.domain.judging.absence import best_of, names_read
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import KEY_SHAPES
from tui.domain.origin import OriginKind
from tui.domain.record import Record
from tui.domain.remedies.wording import step
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


def pass_to_container(missing: MissingInContainer) -> tuple[Remedy, ...]:
    """Return the lines to write into the compose file, and that the container is to be made anew."""
    service = missing.container.service
    anew = f"then make the container anew: `docker compose up -d --force-recreate {service.name}`"
    return (
        step("pass-to-container", _writing(missing), reach=Reach.PROJECT, file=service.origin.shown),
        step("recreate-container", anew, reach=Reach.PROJECT),
    )


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


def _writing(missing: MissingInContainer) -> str:
    service, key = missing.container.service, missing.key
    if missing.gap.origin is not None:
        return _correcting(service, key, missing.gap.origin.label)
    indent = " " * service.indent
    if service.environment is not None:
        inner = f"- {key.variable}" if service.is_list else f"{key.variable}: ${{{key.variable}}}"
        needs = _needed_beside(service, key)
        return f"add the line `{indent}  {inner}` below `{service.environment.label}`{needs}"
    if key.origin.kind is OriginKind.DOTENV and not service.env_files:
        folder = normal(f"{service.origin.path}/..")
        return f"add the line `{indent}env_file: {path_from(key.origin.path, folder)}` below `{service.origin.label}`"
    lines = f"`{indent}environment:` and `{indent}  - {key.variable}`"
    return f"add the lines {lines} below `{service.origin.label}`{_needed_beside(service, key)}"


def _needed_beside(service: Service, key: Finding) -> str:
    """Return what else the line needs: compose fills it in from the shell and from the `.env` beside its file."""
    folder = normal(f"{service.origin.path}/..")
    if key.origin.kind is OriginKind.PROCESS or normal(key.origin.path) == f"{folder}/.env":
        return ""
    return f", and start compose with `--env-file {path_from(key.origin.path, folder)}`"


def _correcting(service: Service, key: Finding, place: str) -> str:
    if any(normal(key.origin.path) == path for path, _ in service.env_files):
        return f"remove the line `{place}`: it puts nothing in the place of what `env_file` gives"
    return f"give the line `{place}` a value: write {key.variable} into the `.env` beside it, or export it first"
