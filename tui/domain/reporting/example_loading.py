"""How an example gets the value of a `.env`: lines of its own, or the command that starts it."""

import json

from tui.domain.clients.client import ClientId
from tui.domain.code.loader_files import path_from
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.found.finding import Finding
from tui.domain.record import Record
from tui.domain.resolving.loading import loads_env_file, readers_of
from tui.domain.resolving.resolution import Resolution
from tui.domain.resolving.snapshot import Snapshot
from tui.domain.shell.syntax import quoted

IN_CONTAINER = "run it in the container, which is given the key"
# What each of them brings along, so that the example needs no package of its own.
_WITH_PYTHON_DOTENV = frozenset(
    {LoaderKind.PYTHON_DOTENV, LoaderKind.FLASK, LoaderKind.UVICORN, LoaderKind.DYNACONF, LoaderKind.FRAMEWORK}
)
_STARTS = {
    LoaderKind.DOTENV_RUN: "start it with: dotenv -f {file} run -- {program}",
    LoaderKind.PIPENV: "start it with: pipenv run {program}",
    LoaderKind.POETRY: "start it with: poetry run {program}",
    LoaderKind.UV: "start it with: uv run --env-file {file} {program}",
    LoaderKind.HONCHO: "start it with: honcho -e {file} run {program}",
    LoaderKind.JUST: "before you start it: set -a; . {sourced}; set +a",
    LoaderKind.SHELL_SOURCE: "before you start it: set -a; . {sourced}; set +a",
    LoaderKind.DIRENV: "run it in this folder, where direnv sets the variables",
    LoaderKind.BUN: "start it with: bun try_it.mjs",
}
_BY_NODE = "start it with: node --env-file={file} try_it.mjs"


class Loading(Record):
    """What an example says before it makes its client.

    `key` is the expression that hands the key over, empty where it reaches the environment; `start` says
    how the example is started.
    """

    imports: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    key: str = ""
    start: str = ""


def loading_of(resolution: Resolution, finding: Finding, snapshot: Snapshot) -> Loading:
    """Return how the value of this line of a `.env` reaches an example in the project folder."""
    client = resolution.client
    if not loads_env_file(client, snapshot, finding.variable):
        return Loading(start=IN_CONTAINER)
    loader = next(iter(readers_of(finding.origin.path, client, snapshot)), None)
    file = path_from(finding.origin.path, snapshot.project.path)
    start = _start(loader, file, snapshot.project.shell)
    match client.id:
        case ClientId.PYTHON_SDK:
            return Loading(start=start) if start else _in_python(loader, finding, file)
        case ClientId.TYPESCRIPT_SDK:
            return Loading(start=start) if start else _in_script(resolution, loader, file, snapshot)
        case _:
            return Loading(calls=(f"set -a; . {_sourced(file, snapshot.project.shell)}; set +a",))


def as_text(text: str) -> str:
    """Return the text as Python and JavaScript write it."""
    return json.dumps(text, ensure_ascii=False)


def _start(loader: Loader | None, file: str, shell: str) -> str:
    words = _STARTS.get(loader.kind, "") if loader else ""
    return words.format(file=quoted(shell, file), sourced=_sourced(file, shell), program="python try_it.py")


def _in_python(loader: Loader | None, finding: Finding, file: str) -> Loading:
    kind = loader.kind if loader else LoaderKind.PYTHON_DOTENV
    name, path = as_text(finding.variable), "" if file == ".env" else as_text(file)
    match kind:
        case LoaderKind.DECOUPLE:
            return Loading(("from decouple import config",), key=f"config({name})")
        case LoaderKind.STARLETTE:
            return Loading(("from starlette.config import Config",), key=f"Config({as_text(file)})({name})")
        case LoaderKind.DJANGO_ENVIRON:
            return Loading(("import environ",), (f"environ.Env.read_env({as_text(file)})",))
        case _ if kind in _WITH_PYTHON_DOTENV:
            options = (path, "override=True" if loader and loader.overrides else "")
            return Loading(("from dotenv import load_dotenv",), (f"load_dotenv({', '.join(filter(None, options))})",))
        case _:
            return Loading(("from dotenv import dotenv_values",), key=f"dotenv_values({path})[{name}]")


def _in_script(resolution: Resolution, loader: Loader | None, file: str, snapshot: Snapshot) -> Loading:
    is_in_code = loader is not None and loader.origin.path.endswith(resolution.client.suffixes)
    if loader is None or loader.kind is not LoaderKind.JS_DOTENV or not is_in_code:
        return Loading(start=_BY_NODE.format(file=quoted(snapshot.project.shell, file)))
    path = "" if file == ".env" else f"path: {as_text(file)}"
    options = ", ".join(filter(None, (path, "override: true" if loader.overrides else "")))
    if not options:
        return Loading(('import "dotenv/config";',))
    return Loading(('import dotenv from "dotenv";',), (f"dotenv.config({{ {options} }});",))


def _sourced(file: str, shell: str) -> str:
    """Return the file as `.` takes it: a name without a folder would be looked for in PATH."""
    return quoted(shell, file if file.startswith((".", "/")) and "/" in file else f"./{file}")
