"""The programs that really read a `.env`, as far as this machine has them."""

import ctypes
import io
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from dotenv import dotenv_values

NAME = "ANTHROPIC_API_KEY"
Reader = Callable[[Path], "str | None"]
_SHELLS = {"bash": ["bash"], "zsh": ["zsh"], "dash": ["dash"], "ash": ["busybox", "ash"], "ksh": ["ksh93"]}
_MARK = "\x01"
_IN_SHELL = f'set -a; . ./.env >/dev/null 2>&1; set +a; printf "%s{_MARK}" "${{{NAME}-{_MARK}}}"'
_IN_NODE = f"process.stdout.write({NAME!r} in process.env ? process.env.{NAME} : '{_MARK}')"
_BY_PACKAGE = f"require(process.argv[1]).config({{ quiet: true }}); {_IN_NODE}"
_SYSTEMD = next(iter(sorted(Path("/usr/lib").glob("*/systemd/libsystemd-shared-*.so"))), None)


def readers() -> Mapping[str, Reader]:
    """Return what is there by its name; each gives the value in a file's folder, None where it finds none."""
    found: dict[str, Reader] = {"python-dotenv": _python_dotenv, "docker run": _docker_rules}
    found |= {name: _shell(command) for name, command in _SHELLS.items() if shutil.which(command[0])}
    node = shutil.which("node")
    if node is not None and _node_version(node) >= (20, 6):
        found["Node 20" if _node_version(node)[0] == 20 else "Node"] = _node(node, "--env-file=.env", "-e", _IN_NODE)
    if _SYSTEMD is not None:
        found["systemd"] = _systemd
    return found


def script_dotenv(package: Path) -> Reader:
    """Return npm's `dotenv`, of the version that lies in this folder."""
    return _node("node", "-e", _BY_PACKAGE, str(package))


def _python_dotenv(path: Path) -> str | None:
    try:
        return dotenv_values(path, interpolate=False).get(NAME)
    except UnicodeDecodeError:
        return None


def _docker_rules(path: Path) -> str | None:
    """Read as the CLI's own code does (docker/cli, opts/file.go), the whole file or nothing of it."""
    value: str | None = None
    for number, line in enumerate(io.BytesIO(path.read_bytes())):
        text = _docker_line(line, is_first=not number)
        if text is None:
            return None
        name, sign, found = text.partition("=")
        if text and (not name or any(sign.isspace() for sign in name)):
            return None
        value = found if sign and name == NAME else value
    return value


def _docker_line(line: bytes, *, is_first: bool) -> str | None:
    """Return an assignment, an empty text for what is none, and None where the whole file is refused."""
    line = line.removesuffix(b"\n").removesuffix(b"\r")
    if len(line) >= 65_536:
        return None
    try:
        text = (line.removeprefix(b"\xef\xbb\xbf") if is_first else line).decode().lstrip()
    except UnicodeDecodeError:
        return None
    return "" if text.startswith("#") else text


def _shell(command: list[str]) -> Reader:
    def read(path: Path) -> str | None:
        done = _run([*command, "-c", _IN_SHELL], path)
        return done.removesuffix(_MARK) or None if done.endswith(_MARK) and done != _MARK * 2 else None

    return read


def _node(*command: str) -> Reader:
    def read(path: Path) -> str | None:
        found = _run(command, path)
        return None if found in {"", _MARK} else found

    return read


def _run(command: tuple[str, ...] | list[str], path: Path) -> str:
    environ = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=path.parent, env=environ, capture_output=True, check=False, timeout=30)
    return done.stdout.decode("utf-8", "replace")


def _node_version(node: str) -> tuple[int, ...]:
    text = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in text.strip().lstrip("v").split("-")[0].split("."))


def _systemd(path: Path) -> str | None:
    """Call the function with which systemd reads an `EnvironmentFile=`."""
    library = ctypes.CDLL(str(_SYSTEMD))
    result = ctypes.POINTER(ctypes.c_char_p)()
    if library.load_env_file(None, os.fsencode(path), ctypes.byref(result)) < 0 or not result:
        return None
    found: str | None = None
    for index in range(10_000):
        item = result[index]
        if item is None:
            break
        name, _, value = item.partition(b"=")
        found = value.decode("utf-8", "replace") if name == NAME.encode() else found
    return found
