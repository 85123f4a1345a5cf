"""Files, folders and terminals as they should not be: a sentence each, no traceback, and nothing is lost."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import GOOD
from tests.e2e.command import World, on_a_terminal, world
from tui.practice.stand_in import StandIn

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, sockets, links and modes of POSIX")
is_root = hasattr(os, "geteuid") and os.geteuid() == 0
ESCAPE = "\x1b"
BROKEN = f"ANTHROPIC_API_KEY=Bearer {GOOD}\n"


def _folder(env: Path) -> None:
    env.mkdir()


def _pipe(env: Path) -> None:
    os.mkfifo(env)


def _socket(env: Path) -> None:
    here = Path.cwd()
    os.chdir(env.parent)  # the name of a socket may have about a hundred characters
    try:
        with closing(socket.socket(socket.AF_UNIX)) as server:
            server.bind(env.name)
    finally:
        os.chdir(here)


def _dangling(env: Path) -> None:
    env.symlink_to("nowhere")


def _loop(env: Path) -> None:
    env.symlink_to(env.name)


def _huge(env: Path) -> None:
    with env.open("wb") as file:
        file.write(BROKEN.encode())
        file.truncate(50 * 1024 * 1024)


def _binary(env: Path) -> None:
    env.write_bytes(b"\x7fELF\0\0" + bytes(range(256)) * 40)


def _utf_16(env: Path) -> None:
    env.write_bytes(BROKEN.encode("utf-16"))


MAKERS: dict[str, Callable[[Path], None]] = {
    "is a folder, not a file": _folder,
    "is a named pipe, not a file": _pipe,
    "is a socket, not a file": _socket,
    "is a link to a file that does not exist": _dangling,
    "could not be read": _loop,
    "is larger than 1 MB": _huge,
}
# What can be read and holds no definition is only a file without a key.
UNREADABLE = [(f"could not read ~/project/.env: `.env` {words}", make) for words, make in MAKERS.items()]
CASES = [
    *UNREADABLE,
    ("ANTHROPIC_API_KEY is neither in the environment nor in `~/project/.env`", _binary),
    ("cannot be read by what loads it: the file is UTF-16", _utf_16),
]
of_every_kind = pytest.mark.parametrize(("words", "make"), CASES, ids=[make.__name__ for _, make in CASES])


def state_of(path: Path) -> tuple[object, ...]:
    """Return what tells whether a file was touched: its kind, mode, size and inode, and its bytes where it has any."""
    status = path.lstat()
    data = path.read_bytes()[:100_000] if path.is_file() else b""
    link = str(path.readlink()) if path.is_symlink() else ""
    return status.st_mode, status.st_size, status.st_ino, status.st_mtime_ns, link, data


def says(result: "subprocess.CompletedProcess[str]") -> str:
    """Return all output in one line, having seen that it is no crash and shows no key."""
    output = " ".join((result.stdout + result.stderr).split())
    assert "Traceback" not in output
    assert GOOD[20:40] not in output
    return output


@of_every_kind
def test_an_env_file_that_is_none_is_named_by_the_check(place: World, words: str, make: Callable[[Path], None]) -> None:
    env = place.project / ".env"
    make(env)
    before = state_of(env)
    result = place.run("check", "--offline")
    assert result.returncode in {1, 3}
    assert words in says(result)
    assert state_of(env) == before


@of_every_kind
def test_an_env_file_that_is_none_is_left_alone_by_the_fix(
    place: World, api: StandIn, words: str, make: Callable[[Path], None]
) -> None:
    env = place.project / ".env"
    make(env)
    before = state_of(env)
    result = place.run("fix", "--yes", "--api-url", api.url)
    assert result.returncode in {1, 3}
    assert words in says(result)
    assert state_of(env) == before
    assert sorted(path.name for path in place.project.iterdir()) == [".env", "main.py", "requirements.txt"]


def test_a_home_that_is_not_there_is_no_obstacle(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    result = place.run("check", "--api-url", api.url, HOME=str(place.home / "nowhere"))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "accepted" in says(result)
    assert not (place.home / "nowhere").exists()


@pytest.mark.skipif(is_root, reason="root writes into every folder")
def test_a_folder_that_may_not_be_written_is_named_and_left(place: World, api: StandIn) -> None:
    env = place.write(".env", BROKEN)
    place.project.chmod(0o500)
    try:
        result = place.run("fix", "--yes", "--api-url", api.url)
    finally:
        place.project.chmod(0o700)
    assert result.returncode == 4
    assert "`~/project/.env` is in a folder that may not be written" in says(result)
    assert env.read_text() == BROKEN


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[World]:
    """Give a project on a file system of its own that is read-only, where this may be mounted."""
    home = tmp_path / "home"
    (home / "project").mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(home / "project")]
    if not is_root or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    try:
        made = world(home)
        made.write(".env", BROKEN)
        subprocess.run(["mount", "-o", "remount,ro", str(made.project)], check=True)
        yield made
    finally:
        subprocess.run(["umount", str(home / "project")], check=True)


def test_a_read_only_file_system_is_named_and_left(read_only: World, api: StandIn) -> None:
    result = read_only.run("fix", "--yes", "--api-url", api.url)
    assert result.returncode == 4
    assert "~/project/.env" in says(result)
    assert (read_only.project / ".env").read_text() == BROKEN


@pytest.mark.parametrize("arguments", [(), ("check",)], ids=["wizard", "check"])
def test_a_dumb_terminal_gets_plain_text(place: World, api: StandIn, arguments: tuple[str, ...]) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    code, output = on_a_terminal(place, *arguments, "--api-url", api.url, TERM="dumb")
    assert code == 0, output
    assert "accepted" in output
    assert ESCAPE not in output


def colours(place: World, api: StandIn, **environ: str) -> set[tuple[str, ...]]:
    """Return every colour, as red, green and blue, that the wizard's first step has on a capable terminal."""
    capable = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LINES": "24", "COLUMNS": "80"}
    code, output = on_a_terminal(place, "--api-url", api.url, press="q", **{**capable, **environ})
    assert code == 3, output
    return {found.groups() for found in re.finditer(r"[34]8;2;(\d+);(\d+);(\d+)", output)}


def test_no_color_leaves_only_greys(place: World, api: StandIn) -> None:
    assert any(len(set(colour)) > 1 for colour in colours(place, api))
    assert all(len(set(colour)) == 1 for colour in colours(place, api, NO_COLOR="1"))


def test_the_check_has_no_codes_on_a_capable_terminal_either(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    code, output = on_a_terminal(place, "check", "--api-url", api.url, TERM="xterm-256color")
    assert code == 0, output
    assert "accepted" in output
    assert ESCAPE not in output


def test_a_terminal_without_a_name_is_no_crash(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={GOOD}\n")
    nameless = replace(place, environ={name: text for name, text in place.environ.items() if name != "TERM"})
    code, output = on_a_terminal(nameless, "check", "--api-url", api.url)
    assert code == 0, output
    assert "Traceback" not in output
