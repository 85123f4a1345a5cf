"""The repairs for a key in a file that the loader of `.env` passes over."""

from tui.domain.code.loader_files import normal, path_from
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.dotenv.names import ENV_NAME, PATTERN_NAMES
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import OTHER_WAY, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin
from tui.domain.record import replace
from tui.domain.remedies.common import set_in_env_file
from tui.domain.resolving.loading import folder_of, folder_searched, name_of, named_path
from tui.domain.shell.syntax import copy_file_command, move_file_command

_NAMING = {
    LoaderKind.PYTHON_DOTENV: 'load_dotenv("{path}")',
    LoaderKind.JS_DOTENV: 'dotenv.config({{ path: "{path}" }})',
    LoaderKind.NODE_ENV_FILE: "--env-file={path}",
    LoaderKind.UV: "--env-file {path}",
}


def give_the_right_name(evidence: Evidence, finding: Finding) -> tuple[Remedy, ...]:
    """Return what makes a file of another name the `.env`; where there is one, it gets the key."""
    folder = folder_of(finding.origin.path)
    own = _existing(evidence, f"{folder}/{ENV_NAME}")
    if own is not None:
        return (_write_into(evidence, finding, own),)
    name = name_of(finding.origin.path)
    shell, old = evidence.snapshot.project.shell, _from_project(evidence, finding.origin.path)
    new = _from_project(evidence, f"{folder}/{ENV_NAME}")
    is_pattern = name in PATTERN_NAMES
    command = (copy_file_command if is_pattern else move_file_command)(shell, old, new)
    verb = "copy" if is_pattern else "rename"
    sets = ((finding.variable, finding.value.secret),)
    title = f"{verb} `{name}` to `{ENV_NAME}`, in the project's folder"
    remedy = Remedy(f"{verb}-file", title, Reach.PROJECT, command=command, file=finding.origin.shown, sets=sets)
    return (remedy, *((_clean_pattern(finding),) if is_pattern else ()))


def put_where_it_is_read(evidence: Evidence, finding: Finding, loader: Loader | None) -> tuple[Remedy, ...]:
    """Return what brings a key of another folder to the loader: its path named, or the file moved."""
    project = evidence.snapshot.project
    path = _from_project(evidence, finding.origin.path)
    naming = _NAMING.get(loader.kind) if loader else None
    named: tuple[Remedy, ...] = ()
    if loader and naming:
        code = naming.format(path=path)
        words = f"name its path in `{loader.origin.label}`: `{code}`, with the program started in `{project.shown}`"
        title = f"{OTHER_WAY}{words}"
        named = (Remedy("name-the-path", title, Reach.PROJECT, file=loader.origin.shown),)
    return (_bring(evidence, finding, loader), *named)


def _bring(evidence: Evidence, finding: Finding, loader: Loader | None) -> Remedy:
    """Return the edit of the file that is read, or the command that moves this one there."""
    project = evidence.snapshot.project
    target = _target(evidence, loader)
    there = _existing(evidence, target)
    if there is not None:
        return _write_into(evidence, finding, there)
    old, new = _from_project(evidence, finding.origin.path), _from_project(evidence, target)
    return Remedy(
        "move-file",
        f"move `{old}` to `{new}`, in the project's folder",
        Reach.PROJECT,
        command=move_file_command(project.shell, old, new),
        file=finding.origin.shown,
        sets=((finding.variable, finding.value.secret),),
    )


def _existing(evidence: Evidence, path: str) -> Origin | None:
    return next((item for item in evidence.snapshot.env_files if normal(item.path) == normal(path)), None)


def _write_into(evidence: Evidence, finding: Finding, file: Origin) -> Remedy:
    return set_in_env_file(evidence, finding.variable, finding.value.best, like=replace(finding, origin=file))


def _clean_pattern(finding: Finding) -> Remedy:
    title = f"then take the key out of `{finding.origin.label}`, which is meant for everybody"
    return Remedy("clean-pattern", title, Reach.PROJECT, file=finding.origin.shown)


def _from_project(evidence: Evidence, path: str) -> str:
    return path_from(path, evidence.snapshot.project.path)


def _target(evidence: Evidence, loader: Loader | None) -> str:
    """Return the path at which the loader would find a file."""
    project = evidence.snapshot.project
    if loader is None:
        return project.env_path
    if loader.path:
        return named_path(loader, project.path)
    return f"{folder_searched(loader, project.path)}/{loader.name}"
