from pathlib import Path

import pytest

from tests.adapters.detection.world import World
from tui.adapters.reading.places import Places, exists, real_places


def test_paths_under_home_are_shown_with_a_tilde(world: World) -> None:
    places = world.places
    assert places.shown(world.home) == "~"
    assert places.shown(world.project / ".env") == "~/code/project/.env"
    assert places.shown(Path("/etc/x\x07y")) == r"/etc/x\x07y"


_OWN = r"C:\Users\Ada"
_MODULES = r"C:\Program Files\WindowsPowerShell\Modules;C:\Windows\system32\WindowsPowerShell\v1.0\Modules"


@pytest.mark.parametrize(
    ("platform", "environ", "shell"),
    [
        ("linux", {"SHELL": "/usr/bin/zsh"}, "zsh"),
        ("linux", {"SHELL": "/bin/dash"}, "sh"),
        ("linux", {"SHELL": "/opt/pwsh"}, "powershell"),
        ("linux", {"SHELL": "/bin/we ird;"}, "sh"),
        ("linux", {}, "sh"),
        ("win32", {"COMSPEC": r"C:\Windows\system32\cmd.exe"}, "powershell"),
        ("win32", {"PSModulePath": _MODULES, "USERPROFILE": _OWN}, "cmd"),
        (
            "win32",
            {"PSModulePath": rf"{_OWN}\Documents;{_MODULES}", "USERPROFILE": _OWN},
            "powershell",
        ),
        ("win32", {"PSMODULEPATH": rf"{_OWN.upper()}\OneDrive\Modules", "USERPROFILE": _OWN}, "powershell"),
        ("win32", {"SHELL": r"C:\Program Files\Git\usr\bin\bash.exe"}, "bash"),
    ],
)
def test_the_shell(platform: str, environ: dict[str, str], shell: str) -> None:
    assert Places(Path("/h"), Path("/p"), environ, platform=platform).shell == shell


def test_the_repository_is_found_upwards(world: World) -> None:
    assert world.places.git_root is None
    (world.home / "code" / ".git").mkdir()
    assert world.places.git_root == world.home / "code"


def test_a_linked_worktree_has_a_file_for_its_repository(world: World) -> None:
    world.in_project(".git", "gitdir: elsewhere")
    assert world.places.git_root == world.project


def test_links_are_resolved(world: World) -> None:
    (world.root / "link").symlink_to(world.home)
    places = real_places(world.root / "link", world.root / "link" / "code" / "project", {})
    assert (places.home, places.project) == (world.home, world.project)


def test_a_loop_of_links_is_no_error(world: World) -> None:
    (world.root / "loop").symlink_to("loop")
    assert real_places(world.root / "loop", world.project, {}).home == world.root / "loop"


def test_impossible_names_do_not_exist(world: World) -> None:
    assert not exists(world.root / "a\0b")
    assert exists(world.root)


def test_managed_settings_by_platform(world: World) -> None:
    assert world.places.managed_settings == world.root / "system" / "etc" / "claude-code"
    world.platform = "darwin"
    assert world.places.managed_settings.name == "ClaudeCode"


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DBUS_SESSION_BUS_ADDRESS": ""}, False),
        ("linux", {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"}, True),
        ("linux", {"PYTHON_KEYRING_BACKEND": "keyring_pass.PasswordStoreBackend"}, True),
        ("linux", {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_where_no_session_bus_is_named_there_is_no_keyring_on_linux(
    platform: str, environ: dict[str, str], *, expected: bool
) -> None:
    assert Places(Path("/h"), Path("/h/p"), environ, platform=platform).has_keyring is expected
