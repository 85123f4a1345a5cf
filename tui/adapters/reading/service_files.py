"""Units, crontabs and jobs that start a program of this project."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tui.adapters.reading.places import Places, files_in
from tui.adapters.reading.text_file import is_regular_file, read_small_file
from tui.domain.found.machine import Service
from tui.domain.found.service_files import Job, job_of_plist, paths_in, read_crontab, read_unit, variables_of_env_file
from tui.domain.json_values import mapping
from tui.domain.origin import Origin, OriginKind, printable

LIMIT = 256 * 1024
_SOURCE_FOLDERS = ("", "src", "app")
_RUNNERS = frozenset({"npm", "pnpm", "yarn", "bun"})


def services_in(
    paths: Iterable[Path], places: Places, *, is_installed: bool, everywhere: frozenset[str] = frozenset()
) -> Iterator[Service]:
    """Yield what the files start of this project; `everywhere` are variables that all of them get."""
    for path in paths:
        for job in _jobs(path):
            program = _program(job, places, is_installed=is_installed)
            if program:
                origin = Origin(OriginKind.SERVICE, places.shown(path), str(path), job.line)
                variables = job.variables | everywhere | _from_files(job, path, places)
                yield Service(job.kind, origin, printable(program), variables, job.inherits, is_installed=is_installed)


def _jobs(path: Path) -> list[Job]:
    if path.suffix == ".service":
        parts = files_in(path.with_name(f"{path.name}.d"), ".conf")
        job = read_unit("\n".join(_text(part) for part in (path, *parts)))
    elif path.suffix == ".plist":
        job = job_of_plist(_plist(path))
    else:
        return list(read_crontab(_text(path)))
    return [job] if job else []


def _program(job: Job, places: Places, *, is_installed: bool) -> str:
    """Return the word that names a program of this project, or an empty text."""
    words = [_expanded(word, places) for word in paths_in(job.words)]
    inside = next((word for word in words if _is_inside(word, places.project)), "")
    if inside:
        return Path(inside).name
    is_here = _is_inside(_expanded(job.folder, places), places.project)
    if is_installed and not is_here:
        return ""
    # A file in the project may speak of the machine that it is meant for, where the same program lies elsewhere.
    named = next((word for word in words if _is_file_of(word, places.project)), "")
    runs_package = bool(_RUNNERS & {Path(word).name for word in words}) and is_regular_file(
        places.project / "package.json"
    )
    return Path(named).name or ("package.json" if runs_package and is_here else "")


def _is_inside(word: str, project: Path) -> bool:
    return word.startswith("/") and Path(word).is_relative_to(project)


def _is_file_of(word: str, project: Path) -> bool:
    """Return whether a path, a module or `module:app` names a file of code in the project."""
    if not word or word.startswith("-") or "\0" in word:
        return False
    path = Path(word)
    if path.suffix in {".py", ".js", ".mjs", ".cjs", ".ts", ".sh"}:
        relative = path.relative_to("/") if path.is_absolute() else path
        tails = (Path(*relative.parts[index:]) for index in range(len(relative.parts)))
        return any(is_regular_file(project / tail) for tail in tails if ".." not in tail.parts)
    module = word.partition(":")[0]
    if not all(part.isidentifier() for part in module.split(".")):
        return False
    parts = module.split(".")
    return any(
        is_regular_file(project.joinpath(folder, *parts).with_suffix(".py"))
        or is_regular_file(project.joinpath(folder, *parts, "__main__.py"))
        for folder in _SOURCE_FOLDERS
    )


def variables_in(path: Path) -> frozenset[str]:
    """Return the variables that systemd reads from a file; one that cannot be read gives none."""
    return variables_of_env_file(_text(path))


def _from_files(job: Job, unit: Path, places: Places) -> frozenset[str]:
    paths = (unit.parent / _expanded(name, places) for name in job.env_files)
    return frozenset(name for path in paths for name in variables_in(path))


def _expanded(word: str, places: Places) -> str:
    home = str(places.home)
    for short in ("%h/", "~/", "$HOME/", "${HOME}/"):
        if word.startswith(short):
            return f"{home}/{word.removeprefix(short)}"
    return word


def _text(path: Path) -> str:
    data = read_small_file(path, LIMIT)
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""


def _plist(path: Path) -> Mapping[str, object]:
    from plistlib import loads  # noqa: PLC0415 - deferred: few machines have such a job

    data = read_small_file(path, LIMIT)
    try:
        document: object = loads(data) if isinstance(data, bytes) else {}
    except Exception:  # noqa: BLE001 - damaged bytes make the library raise errors of many kinds
        return {}
    return mapping(document)
