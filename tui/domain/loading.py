"""Which loaders of `.env` serve one client's program, and which files they read."""

from tui.domain.client import ClientChoice, ClientId
from tui.domain.finding import Loader, LoaderKind, Snapshot, UnreadSource
from tui.domain.loader_files import is_absolute, normal
from tui.domain.origin import OriginKind
from tui.domain.record import replace

_KINDS = {
    ClientId.PYTHON_SDK: frozenset({LoaderKind.PYTHON_DOTENV, LoaderKind.SHELL_SOURCE}),
    ClientId.TYPESCRIPT_SDK: frozenset(
        {LoaderKind.JS_DOTENV, LoaderKind.NODE_ENV_FILE, LoaderKind.FRAMEWORK, LoaderKind.SHELL_SOURCE}
    ),
    ClientId.CURL: frozenset({LoaderKind.SHELL_SOURCE}),
    ClientId.CLAUDE_CODE: frozenset[LoaderKind](),
}
_FRAMEWORK_ORDER = (".env.development.local", ".env.local", ".env.development", ".env")
_PACKAGE = "package.json"


def loaders_of(client: ClientChoice, snapshot: Snapshot, variable: str = "") -> tuple[Loader, ...]:
    """Return the loaders that can fill this client's variables: commands, then those of one code file.

    The code file is the first one with a loader, which is that of the client's own where there is one.
    What loads the file after the client was made is none of them.
    """
    return tuple(loader for loader in _fitting(client, snapshot, variable) if loader.late_for is None)


def late_loaders(client: ClientChoice, snapshot: Snapshot, variable: str = "") -> tuple[Loader, ...]:
    """Return the loaders of this client's program that come after the client was made."""
    return tuple(loader for loader in _fitting(client, snapshot, variable) if loader.late_for is not None)


def _fitting(client: ClientChoice, snapshot: Snapshot, variable: str) -> tuple[Loader, ...]:
    fit = [
        loader
        for loader in snapshot.loaders
        if loader.kind in _KINDS[client.id]
        and variable.startswith(loader.prefix)
        and (client.id is ClientId.TYPESCRIPT_SDK or name_of(loader.origin.path) != _PACKAGE)
    ]
    in_code = [loader for loader in fit if loader.origin.path.endswith(client.rules.literal_suffixes)]
    if not in_code:
        return tuple(fit)
    # The program may be started without the command, and then nothing but its own loader overrides.
    commands = (replace(loader, overrides=False) for loader in fit if loader not in in_code)
    return (*commands, *(loader for loader in in_code if loader.origin.path == in_code[0].origin.path))


def loads_env_file(client: ClientChoice, snapshot: Snapshot, variable: str = "") -> bool:
    """Return whether the client's program gets the variables of `.env`.

    A folder without any code has nothing that could lack a loader, so there the file counts.
    """
    if loaders_of(client, snapshot, variable):
        return True
    return client.rules.loads_dotenv and snapshot.code_files == 0


def files_read(client: ClientChoice, snapshot: Snapshot, variable: str = "") -> tuple[list[str], list[str]]:
    """Return the files that override the environment, and those that do not; in each list the first wins."""
    loaders = loaders_of(client, snapshot, variable)
    if not loaders:
        return [], _default(client, snapshot, snapshot.project.path)
    over = [path for loader in reversed(loaders) if loader.overrides for path in files_of(loader, client, snapshot)]
    plain = [path for loader in loaders if not loader.overrides for path in files_of(loader, client, snapshot)]
    return list(dict.fromkeys(over)), [path for path in dict.fromkeys(plain) if path not in over]


def unread_sources(client: ClientChoice, snapshot: Snapshot) -> tuple[UnreadSource, ...]:
    """Return what may give this client a credential and was not read."""
    return tuple(source for source in snapshot.unread_sources if client.id.value in source.client_ids)


def loads_in_container_only(client: ClientChoice, snapshot: Snapshot) -> bool:
    """Return whether a container is given the file, and nothing else loads it."""
    in_container = any(loader.kind is LoaderKind.COMPOSE for loader in snapshot.loaders)
    return client.rules.loads_dotenv and in_container and not loads_env_file(client, snapshot)


def named_path(loader: Loader, project: str) -> str:
    """Return the absolute path that the loader names; a relative one counts from the project folder."""
    return loader.path if is_absolute(loader.path) else normal(f"{project}/{loader.path}")


def name_of(path: str) -> str:
    """Return the last part of a path, on any platform."""
    return path.replace("\\", "/").rpartition("/")[2]


def folder_of(path: str) -> str:
    """Return what stands before the last part of a path."""
    return path[: -len(name_of(path))].rstrip("/\\")


def files_of(loader: Loader, client: ClientChoice, snapshot: Snapshot) -> list[str]:
    """Return the files that the loader reads, those that win first."""
    if loader.is_computed:
        return []
    if loader.path:
        path = normal(named_path(loader, snapshot.project.path))
        return [known for known in _known(snapshot) if normal(known) == path] or [path]
    if loader.kind is LoaderKind.FRAMEWORK:
        is_package = name_of(loader.origin.path) == _PACKAGE
        folder = folder_of(loader.origin.path) if is_package else snapshot.project.path.rstrip("/\\")
        here = [path for path in _known(snapshot) if folder_of(path) == folder and name_of(path) in _FRAMEWORK_ORDER]
        return sorted(here, key=lambda path: _FRAMEWORK_ORDER.index(name_of(path)))
    is_call = loader.kind is LoaderKind.PYTHON_DOTENV and loader.origin.path.endswith(client.rules.literal_suffixes)
    return _default(client, snapshot, folder_of(loader.origin.path) if is_call else snapshot.project.path)


def _default(client: ClientChoice, snapshot: Snapshot, start: str) -> list[str]:
    """Return the `.env` that is found without a name: python-dotenv climbs from the file that calls it."""
    plain = [path for path in _known(snapshot) if name_of(path) == ".env"]
    if client.id is ClientId.TYPESCRIPT_SDK:
        project = snapshot.project.path.rstrip("/\\")
        return [path for path in plain if folder_of(path) == project]
    above = [path for path in plain if _is_in(start, folder_of(path))]
    return sorted(above, key=len, reverse=True)[:1]


def _known(snapshot: Snapshot) -> list[str]:
    """Return the files that exist, and those of sub-folders that have something of interest."""
    nested = (item.origin.path for item in snapshot.findings if item.origin.kind is OriginKind.DOTENV)
    return list(dict.fromkeys((*(origin.path for origin in snapshot.env_files), *nested)))


def _is_in(folder: str, outer: str) -> bool:
    return f"{folder}/".replace("\\", "/").startswith(f"{outer}/".replace("\\", "/"))
