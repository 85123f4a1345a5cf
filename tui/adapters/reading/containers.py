"""Which services of the project's compose files run its program, and which of its files they have."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from tui.adapters.reading.text_file import read_beginning
from tui.domain.code.compose import Service, services_of
from tui.domain.code.loader_files import normal
from tui.domain.code.text import SourceText
from tui.domain.record import replace
from tui.domain.regex import regex
from tui.domain.resolving.loading import name_of
from tui.domain.resolving.snapshot import Container

_LIMIT = 64 * 1024
_DEFAULT_NAMES = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
_COPY = regex(r"^[ \t]*(?:COPY|ADD)[ \t]+(?P<what>(?:[^\n\\]|\\\n)+)", re.MULTILINE | re.IGNORECASE)
_RUNS_CLAUDE = regex(r"@anthropic-ai/claude-code|\bclaude\b")


def containers_in(
    composes: Sequence[SourceText], dockerfiles: Mapping[str, SourceText], client_files: Sequence[str]
) -> tuple[Container, ...]:
    """Return the services of the compose files that `docker compose` takes by itself, with what they build."""
    return tuple(_container(service, dockerfiles, client_files) for service in _services(composes))


def _services(composes: Sequence[SourceText]) -> Iterator[Service]:
    """Yield the services of each folder's file, with what an override adds; other files count where there is none."""
    folders: dict[str, list[SourceText]] = {}
    for source in composes:
        folders.setdefault(normal(f"{source.origin.path}/.."), []).append(source)
    for sources in folders.values():
        usual = [source for source in sources if source.name.lower() in _DEFAULT_NAMES][:1]
        overrides = [source for source in sources if ".override." in source.name]
        added = {service.name: service for source in overrides for service in services_of(source)} if usual else {}
        for source in usual or sources:
            for service in services_of(source):
                yield _merged(service, added[service.name]) if service.name in added else service


def _merged(service: Service, over: Service) -> Service:
    return replace(
        service,
        context=over.context or service.context,
        dockerfile=over.dockerfile or service.dockerfile,
        env_files=(*service.env_files, *over.env_files),
        variables=(*service.variables, *over.variables),
        mounts=(*service.mounts, *over.mounts),
        trouble=service.trouble or over.trouble,
    )


def _container(service: Service, dockerfiles: Mapping[str, SourceText], client_files: Sequence[str]) -> Container:
    if not service.context:
        return Container(service)
    dockerfile = dockerfiles.get(normal(f"{service.context}/{service.dockerfile}"))
    has_client = any(normal(path).startswith(f"{service.context}/") for path in client_files)
    runs_claude = dockerfile is not None and _RUNS_CLAUDE.search(dockerfile.text) is not None
    copied = (service.context,) if dockerfile is None or _copies_all(dockerfile, service.context) else ()
    return Container(service, has_client or runs_claude, (*copied, *service.mounts))


def _copies_all(dockerfile: SourceText, context: str) -> bool:
    """Return whether a `.env` beside the program gets into the image."""
    for match in _COPY.finditer(dockerfile.text):
        words = [word for word in match["what"].replace("\\\n", " ").split() if not word.startswith("--")]
        if "--from=" not in match["what"] and any(
            normal(word.strip('[]",')) in {".", "", "*", ".env"} for word in words[:-1]
        ):
            return not _is_ignored(context)
    return False


def _is_ignored(context: str) -> bool:
    """Return whether `.dockerignore` keeps `.env` out; the last rule that fits counts."""
    data = read_beginning(Path(context, ".dockerignore"), _LIMIT)
    is_ignored = False
    for rule in map(str.strip, data.decode("utf-8", "replace").splitlines() if isinstance(data, bytes) else ()):
        bare = rule.lstrip("!").strip("/")
        pattern = name_of(bare) if bare.startswith("**/") else bare
        if rule and not rule.startswith("#") and fnmatchcase(".env", pattern):
            is_ignored = not rule.startswith("!")
    return is_ignored
