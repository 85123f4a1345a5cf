"""The lines of a compose file that pass the key on to the project's own container."""

from tui.domain.code.compose import Service
from tui.domain.code.loader_files import normal, path_from
from tui.domain.found.finding import Finding
from tui.domain.judging.container_gap import MissingInContainer
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.origin import OriginKind
from tui.domain.remedies.wording import step


def pass_to_container(missing: MissingInContainer) -> tuple[Remedy, ...]:
    """Return the lines to write into the compose file, and that the container is to be made anew."""
    service = missing.container.service
    anew = f"then make the container anew: `docker compose up -d --force-recreate {service.name}`"
    return (
        step("pass-to-container", _writing(missing), reach=Reach.PROJECT, file=service.origin.shown),
        step("recreate-container", anew, reach=Reach.PROJECT),
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
