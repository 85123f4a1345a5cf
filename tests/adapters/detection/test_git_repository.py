import os
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from tests.adapters.detection.world import World
from tui.adapters.reading.git_repository import GitAnswer, ask_git, ask_git_about
from tui.adapters.reading.project_folder import ProjectFolder
from tui.domain.found.machine import Exposure
from tui.domain.origin import Origin, OriginKind

_GIT = shutil.which("git")
needs_git = pytest.mark.skipif(_GIT is None, reason="needs git")


def git(folder: Path, *words: str) -> None:
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run([_GIT or "git", *words], cwd=folder, env=environ, check=True, capture_output=True)


def ask(world: World) -> GitAnswer:
    world.environ |= {"PATH": os.environ["PATH"], "HOME": str(world.home)}
    return ask_git(world.project / ".env", world.places)


def tracked(world: World) -> None:
    world.in_project(".env", "A=1")
    git(world.project, "init", "-q")
    git(world.project, "add", "-f", ".env")


def test_without_a_repository_git_is_not_asked(world: World) -> None:
    assert ask(world) == GitAnswer(None, None)


@needs_git
def test_a_file_that_git_would_take(world: World) -> None:
    git(world.project, "init", "-q")
    world.in_project(".env", "A=1")
    assert ask(world) == GitAnswer(ignored=False, tracked=False)


@needs_git
@pytest.mark.parametrize("is_there", [True, False])
def test_an_ignored_file(world: World, *, is_there: bool) -> None:
    git(world.project, "init", "-q")
    world.in_project(".gitignore", ".env\n")
    if is_there:
        world.in_project(".env", "A=1")
    assert ask(world) == GitAnswer(ignored=True, tracked=False)


@needs_git
def test_a_tracked_file_is_not_saved_by_a_pattern(world: World) -> None:
    tracked(world)
    world.in_project(".gitignore", ".env\n")
    assert ask(world) == GitAnswer(ignored=False, tracked=True)


@needs_git
def test_a_repository_further_up(world: World) -> None:
    git(world.home, "init", "-q")
    world.in_home(".gitignore", ".env\n")
    assert ask(world) == GitAnswer(ignored=True, tracked=False)


@needs_git
def test_variables_that_point_to_another_repository_are_dropped(world: World) -> None:
    tracked(world)
    world.environ |= {"GIT_DIR": str(world.root / "none"), "GIT_WORK_TREE": str(world.root)}
    assert ask(world).tracked is True


@needs_git
def test_a_program_in_the_configuration_is_not_run(world: World) -> None:
    tracked(world)
    program = world.in_home("monitor", f"#!/bin/sh\ntouch {world.root}/ran\n")
    program.chmod(0o755)
    git(world.project, "config", "core.fsmonitor", str(program))
    assert ask(world) == GitAnswer(ignored=False, tracked=True)
    assert not (world.root / "ran").exists()


@needs_git
def test_a_damaged_repository_gives_no_answer(world: World) -> None:
    (world.project / ".git").mkdir()
    assert ask(world) == GitAnswer(None, None)


def test_a_machine_without_git(world: World) -> None:
    (world.project / ".git").mkdir()
    world.environ["PATH"] = str(world.root)
    assert ask_git(world.project / ".env", world.places) == GitAnswer(None, None)


def test_a_git_in_the_project_is_not_trusted(world: World) -> None:
    (world.project / ".git").mkdir()
    world.in_project("bin/git", f"#!/bin/sh\ntouch {world.root}/ran\n").chmod(0o755)
    world.environ["PATH"] = str(world.project / "bin")
    assert ask_git(world.project / ".env", world.places) == GitAnswer(None, None)
    assert not (world.root / "ran").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script")
def test_a_git_that_hangs_is_given_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.adapters.reading.git_repository._SECONDS", 0.05)
    (world.project / ".git").mkdir()
    world.in_home("bin/git", "#!/bin/sh\nexec sleep 60\n").chmod(0o755)
    world.environ["PATH"] = f"{world.home / 'bin'}:{os.environ['PATH']}"
    assert ask_git(world.project / ".env", world.places) == GitAnswer(None, None)


@needs_git
def test_the_project_folder(world: World) -> None:
    tracked(world)
    world.environ |= {"PATH": os.environ["PATH"], "SHELL": "/bin/zsh"}
    project = ProjectFolder(world.places).project()
    assert (project.path, project.shown) == (str(world.project), "~/code/project")
    assert (project.env_path, project.env_shown) == (str(world.project / ".env"), "~/code/project/.env")
    assert (project.shell, project.env_ignored, project.env_tracked) == ("zsh", False, True)


def exposed(world: World, *paths: Path) -> list[Exposure]:
    world.environ |= {"PATH": os.environ["PATH"], "HOME": str(world.home)}
    origins = [Origin(OriginKind.DOTENV, world.places.shown(path), str(path)) for path in paths]
    return list(ProjectFolder(world.places).exposures(origins))


@needs_git
def test_several_files_with_two_questions(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tracked(world)
    world.in_project(".gitignore", "*.local\n")
    paths = [
        world.in_project(name, "A=1") for name in (".env", ".env.local", ".env.production", "sub folder/:(top).env")
    ]
    outside = world.in_home(".env", "A=1")
    asked = mock.Mock(wraps=subprocess.run)
    monkeypatch.setattr(subprocess, "run", asked)
    answers = [(item.is_tracked, item.is_ignored) for item in exposed(world, *paths, outside)]
    assert answers == [(True, False), (False, True), (False, False), (False, False), (None, None)]
    assert asked.call_count == 2


@needs_git
def test_files_that_are_all_ignored_or_none(world: World) -> None:
    git(world.project, "init", "-q")
    world.in_project(".gitignore", "*\n")
    path = world.in_project(".env", "A=1")
    assert [(item.is_tracked, item.is_ignored) for item in exposed(world, path)] == [(False, True)]
    assert exposed(world) == []
    assert ask_git_about([world.home / "elsewhere"], world.places) == {}


def test_a_damaged_repository_says_nothing_of_several_files(world: World) -> None:
    (world.project / ".git").mkdir()
    path = world.in_project(".env", "A=1")
    assert [(item.is_tracked, item.is_ignored) for item in exposed(world, path)] == [(None, None)]


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean nothing there")
@pytest.mark.parametrize(
    ("file_mode", "home_mode", "is_open"),
    [(0o644, 0o755, True), (0o604, 0o711, True), (0o600, 0o755, False), (0o640, 0o755, False), (0o644, 0o700, False)],
)
def test_a_file_that_others_may_read_unless_home_is_closed(
    world: World, file_mode: int, home_mode: int, *, is_open: bool
) -> None:
    path = world.in_project(".env", "A=1")
    path.chmod(file_mode)
    world.project.chmod(0o755)
    world.project.parent.chmod(0o755)
    world.home.chmod(home_mode)
    assert [item.is_readable_by_others for item in exposed(world, path)] == [is_open]
    world.home.chmod(0o755)


def test_modes_say_nothing_on_windows_or_of_a_file_that_is_gone(world: World) -> None:
    path = world.in_project(".env", "A=1")
    world.home.chmod(0o755)
    assert exposed(world, world.project / "gone")[0].is_readable_by_others is False
    world.platform = "win32"
    assert exposed(world, path)[0].is_readable_by_others is False


def hostile(world: World) -> Path:
    """Make a repository whose own configuration names a program wherever git takes one; returns the sign it leaves."""
    sign = world.root / "ran"
    program = world.in_home("program", f"#!/bin/sh\ntouch '{sign}'\n")
    program.chmod(0o755)
    tracked(world)
    git(world.project, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "one")
    hooks = world.project / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout", "pre-commit"):
        (hooks / name).unlink(missing_ok=True)
        (hooks / name).symlink_to(program)
    settings = {
        **dict.fromkeys(("core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass"), str(program)),
        **dict.fromkeys(("core.editor", "gpg.program", "diff.external", "credential.helper"), str(program)),
        "log.showSignature": "true",
        "filter.x.clean": str(program),
        "filter.x.process": str(program),
        "alias.ls-files": f"!{program}",
        "pager.ls-files": str(program),
        "pager.rev-list": str(program),
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "protocol.ext.allow": "always",
        "remote.origin.url": f"ext::{program}",
        "core.repositoryFormatVersion": "1",
    }
    for name, value in settings.items():
        git(world.project, "config", name, value)
    world.in_project(".gitattributes", "* filter=x diff=x\n")
    (tree,) = _objects(world.project, "HEAD^{tree}")
    (world.project / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    return sign


def _objects(folder: Path, *names: str) -> list[str]:
    done = subprocess.run(["git", "rev-parse", *names], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.split()


@needs_git
@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script")
def test_a_hostile_repository_runs_nothing(world: World) -> None:
    sign = hostile(world)
    path = world.project / ".env"
    assert ask(world).tracked is True
    origin = Origin(OriginKind.DOTENV, "~/.env", str(path))
    folder = ProjectFolder(world.places)
    assert folder.project().env_tracked is True
    assert folder.exposures([origin])[0].is_tracked is True
    # What it lacks would have to be fetched, by a program: so there is no answer.
    assert folder.is_committed(origin) is None
    assert not sign.exists()


@needs_git
@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script")
@pytest.mark.parametrize("question", [["status"], ["rev-list", "--all", "--", ".env"]], ids=["watcher", "fetch"])
def test_the_same_repository_would_run_its_programs_for_others(world: World, question: list[str]) -> None:
    sign = hostile(world)
    subprocess.run(["git", *question], cwd=world.project, capture_output=True, check=False, timeout=20)
    assert sign.exists()


@needs_git
def test_whether_a_file_was_ever_committed(world: World) -> None:
    tracked(world)
    world.environ |= {"PATH": os.environ["PATH"], "HOME": str(world.home)}
    origin = Origin(OriginKind.DOTENV, "~/.env", str(world.project / ".env"))
    folder = ProjectFolder(world.places)
    assert folder.is_committed(origin) is False
    author = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    git(world.project, *author, "commit", "-q", "-m", "one")
    assert folder.is_committed(origin) is True
    git(world.project, "rm", "-q", "--cached", ".env")
    git(world.project, *author, "commit", "-q", "-m", "two")
    assert folder.is_committed(origin) is True
    assert ask(world) == GitAnswer(ignored=False, tracked=False)


def test_without_a_repository_nothing_was_committed_that_we_know_of(world: World) -> None:
    origin = Origin(OriginKind.DOTENV, "~/.env", str(world.in_project(".env", "A=1")))
    assert ProjectFolder(world.places).is_committed(origin) is None


@pytest.mark.parametrize(
    ("mark", "service"), [("", ""), (".stfolder", "Syncthing"), ("../.dropbox", "Dropbox"), ("../../.stfolder", "")]
)
def test_a_folder_that_is_copied_to_other_machines(world: World, mark: str, service: str) -> None:
    path = world.in_project(".env", "A=1")
    if mark:
        (world.project / mark).mkdir()
    assert [item.synced_by for item in exposed(world, path)] == [service]


def test_a_folder_that_is_named_as_a_service_names_its_own(world: World) -> None:
    path = world.in_home("OneDrive - Example/project/.env", "A=1")
    assert [item.synced_by for item in exposed(world, path)] == ["OneDrive"]
