"""Builds a lab: a throw-away folder, its files, an environment and the stand-in; gone at the end."""

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tui.practice.lab import Lab
from tui.practice.made_up_keys import fill, made_up_key
from tui.practice.rules import KeyState, Mode, Rules
from tui.practice.stand_in import StandIn

# What a program needs to start at all; nothing that names a key, a host, a proxy or a person.
_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TERM", "COLORTERM", "TZ", "SYSTEMROOT", "PATHEXT", "COMSPEC")
_NO_KEYRING = "keyring.backends.null.Keyring"


@dataclass(frozen=True, slots=True)
class Practice:
    """A lab that stands: the folders, the whole environment of its programs and the API's address.

    `state` is where undo records belong, so that they go with the rest. `environment` changes
    when the lab's repair is carried out.
    """

    lab: Lab
    url: str
    home: Path
    project: Path
    state: Path
    environment: dict[str, str] = field(repr=False)
    server: StandIn = field(repr=False)


@contextmanager
def practice(lab: Lab) -> Generator[Practice]:
    """Set the lab up, and remove every trace of it when the block ends, however it ends."""
    with (
        tempfile.TemporaryDirectory(prefix="fix401-practice-", ignore_cleanup_errors=True) as folder,
        StandIn(rules_of(lab)) as server,
        ExitStack() as stack,
    ):
        # Resolved, because on macOS the temporary folder is reached through a link and `~` would not match.
        root = Path(folder).resolve()
        stack.enter_context(_removed_at_the_end_of_the_terminal(root))
        home, state = root / "home", root / "state"
        project = home / "project"
        for path in (home, state, project):
            path.mkdir(mode=0o700)
        write_files(home, lab.home, server.url)
        write_files(project, lab.files, server.url)
        yield Practice(lab, server.url, home, project, state, _environment(lab, home, server.url), server)


@contextmanager
def _removed_at_the_end_of_the_terminal(root: Path) -> Generator[None]:
    """Remove the folder also where the window is closed or the process is told to end, then end it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _: object) -> None:
        shutil.rmtree(root, ignore_errors=True)
        os._exit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    previous = [(number, signal.signal(number, end)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in previous:
            signal.signal(number, handler)


def rules_of(lab: Lab) -> Rules:
    """Return the stand-in's rules as the lab's file has them; keys are named there, not written."""
    data: Mapping[str, Any] = lab.stand_in
    names: list[str] = data.get("keys", ["good"])
    states: Mapping[str, str] = data.get("states", {})
    return Rules(
        keys=tuple(made_up_key(name) for name in names),
        states={made_up_key(name): KeyState(state) for name, state in states.items()},
        mode=Mode(data.get("mode", Mode.NORMAL)),
        wording=data.get("wording", "current"),
        bad_key_status=data.get("bad_key_status", 401),
    )


def write_files(folder: Path, files: Mapping[str, str], url: str) -> None:
    """Write these files into the folder, for the owner alone, with the API's address filled in."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(fill(text, url).encode())


def _environment(lab: Lab, home: Path, url: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "SHELL": "/bin/zsh",
        "PYTHON_KEYRING_BACKEND": _NO_KEYRING,
        **{name: fill(value, url) for name, value in lab.environment.items()},
    }
