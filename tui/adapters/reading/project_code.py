"""What the project's own files say: clients, loaders, keys, models and names of variables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tui.adapters.reading.code_walk import CodeFile, CodeWalk
from tui.adapters.reading.containers import containers_in
from tui.adapters.reading.env_files import read_env_file
from tui.adapters.reading.loader_facts import with_facts
from tui.adapters.reading.named_by_code import NamedByCode
from tui.adapters.reading.package_versions import installed_python_sdk, installed_typescript_sdk
from tui.adapters.reading.places import Places
from tui.adapters.reading.text_file import is_regular_file, read_beginning
from tui.domain.clients.client import RULES, ClientId
from tui.domain.code.calls import find_calls
from tui.domain.code.client_headers import find_betas, find_client_calls
from tui.domain.code.clients import ClientSign, find_client, locked_version
from tui.domain.code.hosts import common_host
from tui.domain.code.keys import find_keys
from tui.domain.code.loader_files import normal
from tui.domain.code.loader_order import in_order
from tui.domain.code.loaders import find_loaders
from tui.domain.code.models import find_models
from tui.domain.code.text import CODE, Language, SourceText, source_text
from tui.domain.code.unread import find_unread, sets_host
from tui.domain.code.workspaces import find_workspaces
from tui.domain.code.written_call import (
    ClientCall,
    ModelMention,
    RawCall,
    VariableMention,
    WorkspaceMention,
    WrittenHeader,
)
from tui.domain.dotenv.loader import Loader, LoaderKind, MisencodedFile
from tui.domain.found.finding import ClientMention, Finding, ReadProblem, UnreadSource
from tui.domain.found.keyring import KeyringReference
from tui.domain.found.machine import Service, Surroundings
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.domain.regex import regex
from tui.domain.resolving.loading import name_of
from tui.domain.resolving.snapshot import Reading

_BEGINNING = 64 * 1024
# A lock file is long, and the package stands near its beginning only by its name.
_LOCK_LIMIT = 2 * 1024 * 1024
_MOST = 200
_MOST_MENTIONS = 5
# Without any of these words, in lower case, a file holds no sign at all: most are put aside so.
_SIGNS = (b"anthropic", b"sk-ant", b"claude", b"dotenv")
_KEYRING_SIGNS = (b"keyring", b"keytar", b"secret-tool", b"find-generic-password")
_CODE_SIGNS = (
    *_SIGNS,
    *_KEYRING_SIGNS,
    b"env_file",
    b"read_env",
    b"decouple",
    b"loadenv",
    b"starlette.config",
    b"flask",
    b"envfile",
)
_OTHER_SIGNS = (*_SIGNS, *_KEYRING_SIGNS, b"env", b"honcho")
_ALWAYS_READ = frozenset({Language.PACKAGE_JSON, Language.COMPOSE, Language.DOCKERFILE})
_ENTRIES = regex(r"(?:__main__|main|app|index|server|manage|run|cli)\.\w+")
_MODULES = regex(r'"type"\s*:\s*"module"')
_BUN_FILES = ("bun.lock", "bun.lockb", "bunfig.toml")


@dataclass(slots=True)
class _Seen:
    """What the files have told so far."""

    findings: list[Finding] = field(default_factory=list[Finding])
    problems: list[ReadProblem] = field(default_factory=list[ReadProblem])
    loaders: list[Loader] = field(default_factory=list[Loader])
    models: dict[str, ModelMention] = field(default_factory=dict[str, ModelMention])
    workspaces: dict[str, WorkspaceMention] = field(default_factory=dict[str, WorkspaceMention])
    raw_calls: list[RawCall] = field(default_factory=list[RawCall])
    client_calls: list[ClientCall] = field(default_factory=list[ClientCall])
    betas: list[WrittenHeader] = field(default_factory=list[WrittenHeader])
    variables: dict[tuple[str, bool], VariableMention] = field(default_factory=dict[tuple[str, bool], VariableMention])
    keyless: list[Origin] = field(default_factory=list[Origin])
    signs: list[ClientSign] = field(default_factory=list[ClientSign])
    unread: list[UnreadSource] = field(default_factory=list[UnreadSource])
    client_files: set[str] = field(default_factory=set[str])
    keyring: list[KeyringReference] = field(default_factory=list[KeyringReference])
    services: list[Path] = field(default_factory=list[Path])
    hosts: set[str] = field(default_factory=set[str])
    sources: list[SourceText] = field(default_factory=list[SourceText])
    composes: list[SourceText] = field(default_factory=list[SourceText])
    dockerfiles: dict[str, SourceText] = field(default_factory=dict[str, SourceText])
    worked_out: list[Origin] = field(default_factory=list[Origin])
    misencoded: list[MisencodedFile] = field(default_factory=list[MisencodedFile])
    is_module: bool = False
    has_python_dotenv: bool = False
    locked: str = ""
    code_files: int = 0

    def keep(self, source: SourceText) -> None:
        """Keep what is looked at again when all files have been seen."""
        if source.language in CODE:
            self.sources.append(source)
        elif source.language is Language.COMPOSE:
            self.composes.append(source)
        elif source.language is Language.DOCKERFILE:
            self.dockerfiles[normal(source.origin.path)] = source
        self.is_module |= source.language is Language.PACKAGE_JSON and _MODULES.search(source.text) is not None
        self.has_python_dotenv |= source.language is Language.REQUIREMENTS and "python-dotenv" in source.text


class ProjectCode:
    """Searches the project folder; of the home folder itself only the files that lie in it."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def read(self) -> Reading:
        """Return the signs in the project's files, within a limit of files and of time."""
        seen = _Seen()
        is_project, root = not self._places.home.is_relative_to(self._places.project), str(self._places.project)
        walk = CodeWalk(self._places.project, enters_folders=is_project)
        for file in walk.files():
            self._look(file, seen)
        seen.loaders.extend(self._bun())
        seen.loaders[:] = with_facts(seen.loaders, self._places, has_python_dotenv=seen.has_python_dotenv)
        seen.loaders.sort(key=lambda loader: _rank(loader, seen.client_files))
        seen.loaders[:] = in_order(seen.loaders, seen.keyless, seen.sources, root, is_module=seen.is_module)
        by_code = NamedByCode(self._places, tuple(seen.loaders), tuple(seen.variables.values()))
        named = by_code.read(_unknown_hosts(seen))
        notes = walk.notes
        if not is_project:
            shown = self._places.shown(self._places.project)
            notes = (*notes, f"{shown} is the home folder or above it, so its sub-folders were not searched")
        return Reading(
            findings=(*_not_again(seen.findings, named.env_files)[:_MOST], *named.findings),
            problems=(*seen.problems, *named.problems),
            loaders=tuple(seen.loaders[:_MOST]),
            models=tuple(seen.models.values())[:_MOST],
            workspaces=tuple(seen.workspaces.values())[:_MOST_MENTIONS],
            raw_calls=tuple(seen.raw_calls[:_MOST]),
            client_calls=tuple(seen.client_calls[:_MOST]),
            betas=tuple(seen.betas[:_MOST_MENTIONS]),
            clients=self._mentions(seen),
            variables=tuple(seen.variables.values())[:_MOST],
            keyless=tuple(seen.keyless[:_MOST]),
            worked_out=tuple(seen.worked_out[:_MOST]),
            env_files=named.env_files,
            containers=containers_in(seen.composes, seen.dockerfiles, sorted(seen.client_files)),
            misencoded=(*seen.misencoded, *named.misencoded),
            notes=(*notes, *named.notes),
            code_files=seen.code_files,
            unread_sources=(*seen.unread[:_MOST_MENTIONS], *named.unread_sources),
            surroundings=Surroundings(
                services=self._services(seen.services), keyring_references=tuple(seen.keyring[:_MOST])
            ),
        )

    def _look(self, file: CodeFile, seen: _Seen) -> None:
        path = Path(file.path)
        if file.language is None:
            nested = read_env_file(path, self._places)
            seen.findings.extend(nested.findings)
            seen.misencoded.extend(nested.misencoded)
            seen.problems.extend(nested.problems)
            return
        if file.language is Language.SERVICE:
            seen.services.append(path)
            return
        seen.code_files += file.language in CODE
        is_lock = file.language is Language.LOCK
        data = read_beginning(path, _LOCK_LIMIT if is_lock else _BEGINNING)
        if not isinstance(data, bytes) or b"\0" in data[:1024]:
            return
        if is_lock:
            seen.locked = seen.locked or locked_version(data.decode("utf-8", "replace").replace("\r\n", "\n"))
        elif file.language in _ALWAYS_READ or _is_of_interest(data, file.language):
            self._search(file, data, seen)

    def _search(self, file: CodeFile, data: bytes, seen: _Seen) -> None:
        language = file.language
        if language is None:
            return
        origin = Origin(OriginKind.SOURCE, self._places.shown(Path(file.path)), file.path)
        source = source_text(origin, file.name, language, data)
        keys = find_keys(source)
        seen.findings.extend(keys.findings)
        seen.keyless.extend(keys.keyless)
        seen.worked_out.extend(keys.worked_out)
        for variable in keys.variables:
            seen.variables.setdefault((variable.variable, variable.is_handed_over), variable)
        for model in find_models(source):
            seen.models.setdefault(model.model, model)
        seen.raw_calls.extend(find_calls(source))
        seen.client_calls.extend(find_client_calls(source))
        seen.betas.extend(find_betas(source))
        for workspace in find_workspaces(source):
            seen.workspaces.setdefault(workspace.workspace, workspace)
        seen.loaders.extend(find_loaders(source))
        seen.keep(source)
        seen.unread.extend(find_unread(source))
        seen.keyring.extend(_keyring(source, data))
        if sets_host(source):
            seen.hosts.add(file.path)
        sign = find_client(source)
        if sign:
            seen.signs.append(sign)
            seen.client_files.add(file.path)

    def _services(self, paths: list[Path]) -> tuple[Service, ...]:
        if not paths:
            return ()
        from tui.adapters.reading.service_files import services_in  # noqa: PLC0415 - deferred: few projects have one

        return tuple(services_in(paths, self._places, is_installed=False))[:_MOST]

    def _bun(self) -> list[Loader]:
        """Bun loads `.env` by itself, and its own files tell that it runs the project."""
        paths = [self._places.project / name for name in _BUN_FILES]
        return [
            Loader(LoaderKind.BUN, Origin(OriginKind.SOURCE, self._places.shown(path), str(path)))
            for path in paths
            if is_regular_file(path)
        ][:1]

    def _mentions(self, seen: _Seen) -> tuple[ClientMention, ...]:
        """Return the signs, manifests before imports, each with the version that runs."""
        ordered = sorted(seen.signs, key=lambda sign: not sign.from_manifest)
        mentions: list[ClientMention] = []
        for client in ClientId:
            own = [sign.mention for sign in ordered if sign.mention.client_id == client.value][:_MOST_MENTIONS]
            version = self._version(client, seen) if own else ""
            mentions.extend(replace(mention, version=version or mention.version) for mention in own)
        return tuple(mentions)

    def _version(self, client: ClientId, seen: _Seen) -> str:
        if client is ClientId.PYTHON_SDK:
            return installed_python_sdk(self._places) or seen.locked
        return installed_typescript_sdk(self._places) if client is ClientId.TYPESCRIPT_SDK else ""


def _unknown_hosts(seen: _Seen) -> set[str]:
    """Return the files that give their client a host of their own, but for those of a language that has one host."""
    known = {
        call.origin.path
        for rules in RULES.values()
        if rules.literal_suffixes
        for calls in [[call for call in seen.client_calls if call.origin.path.endswith(rules.literal_suffixes)]]
        if common_host(calls)
        for call in calls
    }
    return seen.hosts - known


def _not_again(findings: list[Finding], files: Sequence[Origin]) -> list[Finding]:
    """Return the findings but for those of files that were read as named by a loader."""
    paths = {origin.path for origin in files}
    return [item for item in findings if item.origin.kind is not OriginKind.DOTENV or item.origin.path not in paths]


def _keyring(source: SourceText, data: bytes) -> tuple[KeyringReference, ...]:
    if not any(sign in data for sign in _KEYRING_SIGNS):
        return ()
    from tui.domain.code.keyring_references import find_keyring  # noqa: PLC0415 - deferred: few files do

    return find_keyring(source)


def _rank(loader: Loader, client_files: set[str]) -> tuple[bool, bool]:
    """Rank the loader of a file that builds the client first, then that of a file that programs start from."""
    path = loader.origin.path
    return path not in client_files, _ENTRIES.fullmatch(name_of(path)) is None


def _is_of_interest(data: bytes, language: Language) -> bool:
    lower = data.lower()
    return any(sign in lower for sign in (_CODE_SIGNS if language in CODE else _OTHER_SIGNS))
