"""Which loaders of `.env` serve one client's program, and which files they read."""

from tui.domain.clients.client import ClientChoice, ClientId
from tui.domain.code.loader_files import is_absolute, normal
from tui.domain.dotenv.loader import Encoding, Loader, LoaderKind, Looks, MisencodedFile
from tui.domain.found.finding import Finding, UnreadSource
from tui.domain.origin import OriginKind
from tui.domain.record import replace
from tui.domain.resolving.snapshot import Snapshot

_PACKAGE = "package.json"
_FROM_CALLER = frozenset({Looks.ABOVE_CALLER, Looks.BESIDE_CALLER})


def loaders_of(client: ClientChoice, snapshot: Snapshot, variable: str = "") -> tuple[Loader, ...]:
    """Return the loaders that can fill this client's variables: commands, then those of one code file.

    The code file is the first one with a loader, which is that of the client's own where there is one.
    What is idle, or only hands the values to code that asks for others, is none of them.
    """
    fitting = _fitting(client, snapshot, variable)
    return tuple(item for item in fitting if not item.is_idle and _reaches(item, client, snapshot, variable))


def idle_loaders(client: ClientChoice, snapshot: Snapshot) -> tuple[Loader, ...]:
    """Return the loaders of this client's program that come too late or are switched off."""
    return tuple(loader for loader in _fitting(client, snapshot, "") if loader.is_idle)


def withholding_loaders(client: ClientChoice, snapshot: Snapshot) -> tuple[Loader, ...]:
    """Return the loaders that read the file for the code alone, which does not hand the value on to the client."""
    fitting = _fitting(client, snapshot, "")
    return tuple(item for item in fitting if not item.is_idle and not _reaches(item, client, snapshot, ""))


def _fitting(client: ClientChoice, snapshot: Snapshot, variable: str) -> tuple[Loader, ...]:
    fit = [
        loader
        for loader in snapshot.loaders
        if {client.id, client.runs_as} & loader.rules.clients
        and variable.startswith(loader.prefix)
        and (client.runs_as is ClientId.TYPESCRIPT_SDK or name_of(loader.origin.path) != _PACKAGE)
    ]
    in_code = [loader for loader in fit if loader.origin.path.endswith(client.suffixes)]
    if not in_code:
        return tuple(fit)
    # The program may be started without the command, and then nothing but its own loader overrides.
    commands = (replace(loader, overrides=False) for loader in fit if loader not in in_code)
    setting = [loader for loader in in_code if not loader.rules.only_hands_over]
    own = (loader for loader in setting if loader.origin.path == setting[0].origin.path)
    return (*commands, *own, *(loader for loader in in_code if loader.rules.only_hands_over))


def _reaches(loader: Loader, client: ClientChoice, snapshot: Snapshot, variable: str) -> bool:
    """Return whether what is loaded gets to the client: by the environment, or because the code hands it on."""
    if not loader.rules.only_hands_over:
        return True
    suffixes = client.suffixes
    handed = {
        item.variable for item in snapshot.variables if item.is_handed_over and item.origin.path.endswith(suffixes)
    }
    if any(origin.path.endswith(suffixes) for origin in snapshot.worked_out):
        return True
    return variable in handed if variable else bool(handed)


def loads_env_file(client: ClientChoice, snapshot: Snapshot, variable: str = "") -> bool:
    """Return whether the client's program gets the variables of `.env`.

    A folder without any code has nothing that could lack a loader, so there the file counts.
    """
    if loaders_of(client, snapshot, variable):
        return True
    return client.loads_dotenv and snapshot.code_files == 0


def files_read(client: ClientChoice, snapshot: Snapshot, variable: str = "") -> tuple[list[str], list[str]]:
    """Return the files that override the environment, and those that do not; in each list the first wins."""
    loaders = loaders_of(client, snapshot, variable)
    if not loaders:
        return [], _found(".env", snapshot.project.path, snapshot, is_upwards=client.runs_as is ClientId.PYTHON_SDK)
    over = [path for loader in reversed(loaders) if loader.overrides for path in files_of(loader, snapshot)]
    plain = [path for loader in loaders if not loader.overrides for path in files_of(loader, snapshot)]
    return list(dict.fromkeys(over)), [path for path in dict.fromkeys(plain) if path not in over]


def readers_of(path: str, client: ClientChoice, snapshot: Snapshot) -> tuple[Loader, ...]:
    """Return those loaders of the client's program that read this file."""
    return tuple(loader for loader in loaders_of(client, snapshot) if path in files_of(loader, snapshot))


def takes_first(path: str, client: ClientChoice, snapshot: Snapshot) -> bool:
    """Return whether of several definitions in the file the first one counts."""
    return any(loader.rules.takes_first for loader in readers_of(path, client, snapshot)[:1])


def unreadable(finding: Finding, client: ClientChoice, snapshot: Snapshot) -> MisencodedFile | None:
    """Return why the definition is not read although its file is: by the file's bytes."""
    file = next((item for item in snapshot.misencoded if item.origin.path == finding.origin.path), None)
    if file is None:
        return None
    readers = [item for item in readers_of(file.origin.path, client, snapshot) if not item.encoding]
    match file.encoding:
        case Encoding.UTF_16:
            is_lost = bool(readers) or not loaders_of(client, snapshot)
        case Encoding.MARK:
            is_lost = finding.origin.line == file.origin.line and any(item.keeps_mark for item in readers)
        case Encoding.OTHER:
            # Python's readers stop at the first byte that is no UTF-8; the others put a sign in its place.
            is_lost = bool(readers) and client.runs_as is ClientId.PYTHON_SDK
    return file if is_lost else None


def unread_sources(client: ClientChoice, snapshot: Snapshot) -> tuple[UnreadSource, ...]:
    """Return what may give this client a credential and was not read."""
    return tuple(source for source in snapshot.unread_sources if client.id.value in source.client_ids)


def loads_in_container_only(client: ClientChoice, snapshot: Snapshot) -> bool:
    """Return whether a container whose services cannot be read is given the file, and nothing else loads it."""
    services = [container.service for container in snapshot.containers]
    read = {item.origin.path for item in services} - {item.origin.path for item in services if item.trouble}
    in_container = any(
        loader.kind is LoaderKind.COMPOSE and loader.origin.path not in read for loader in snapshot.loaders
    )
    return client.loads_dotenv and in_container and not loads_env_file(client, snapshot)


def named_path(loader: Loader, project: str) -> str:
    """Return the absolute path that the loader names; a relative one counts from the project folder."""
    return loader.path if is_absolute(loader.path) else normal(f"{project}/{loader.path}")


def name_of(path: str) -> str:
    """Return the last part of a path, on any platform."""
    return path.replace("\\", "/").rpartition("/")[2]


def folder_of(path: str) -> str:
    """Return what stands before the last part of a path."""
    return path[: -len(name_of(path))].rstrip("/\\")


def files_of(loader: Loader, snapshot: Snapshot) -> list[str]:
    """Return the files that the loader reads, those that win first."""
    if loader.is_computed:
        return []
    if loader.path:
        path = normal(named_path(loader, snapshot.project.path))
        return [known for known in _known(snapshot) if normal(known) == path] or [path]
    folder = folder_searched(loader, snapshot.project.path)
    if loader.rules.order:
        here = {name_of(path): path for path in _known(snapshot) if folder_of(path) == folder}
        return [here[name] for name in loader.order if name in here]
    return _found(loader.name, folder, snapshot, is_upwards=loader.looks_upwards)


def folder_searched(loader: Loader, project: str) -> str:
    """Return the folder in which the loader begins to look for a file that it is not given by its path."""
    is_package = name_of(loader.origin.path) == _PACKAGE
    is_of_caller = (loader.looks or loader.rules.looks) in _FROM_CALLER
    return folder_of(loader.origin.path) if is_package or is_of_caller else project.rstrip("/\\")


def _found(name: str, start: str, snapshot: Snapshot, *, is_upwards: bool) -> list[str]:
    """Return the file of this name that is found first: in the folder, or also in those above."""
    start = start.rstrip("/\\")
    named = [path for path in _known(snapshot) if name_of(path) == name]
    if not is_upwards:
        return [path for path in named if folder_of(path) == start]
    return sorted((path for path in named if _is_in(start, folder_of(path))), key=len, reverse=True)[:1]


def _known(snapshot: Snapshot) -> list[str]:
    """Return the files that exist, and those of sub-folders that have something of interest."""
    nested = (item.origin.path for item in snapshot.findings if item.origin.kind is OriginKind.DOTENV)
    return list(dict.fromkeys((*(origin.path for origin in snapshot.env_files), *nested)))


def _is_in(folder: str, outer: str) -> bool:
    return f"{folder}/".replace("\\", "/").startswith(f"{outer}/".replace("\\", "/"))
