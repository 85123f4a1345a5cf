"""A real Secret Service for tests: a private bus, a private HOME and gnome-keyring, in each state."""

# jeepney has no type information.
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest
import secretstorage
from jeepney.io.blocking import open_dbus_connection

from tui.adapters.keyrings.session_bus import SessionBus

PASSWORD = "only for tests"
SECRETS = "org.freedesktop.secrets"
SERVICE_PATH = "/org/freedesktop/secrets"
SERVICE_INTERFACE = "org.freedesktop.Secret.Service"
LOGIN = f"{SERVICE_PATH}/collection/login"
UNTIL_LOGOUT = f"{SERVICE_PATH}/collection/session"
_START_SECONDS = 20.0
_PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")
# Of our own, so that nothing can be activated: no second daemon, no prompter, no desktop.
_BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class ServiceState(StrEnum):
    """What the session offers."""

    UNLOCKED = "unlocked"
    LOCKED = "locked"
    NO_DAEMON = "no daemon"
    NO_KEYRING = "no keyring yet"
    SILENT = "never answers"


def missing_programs() -> str:
    """Return why the tests cannot run here, or an empty text."""
    missing = [program for program in _PROGRAMS if shutil.which(program) is None]
    return f"{' and '.join(missing)} not installed" if missing else ""


@dataclass(slots=True)
class Session:
    """A running session: the environment for a program in it, and the daemon to treat badly."""

    environ: Mapping[str, str]
    daemon: "subprocess.Popen[bytes] | None" = None
    start_locked: "Callable[[], subprocess.Popen[bytes]] | None" = None

    @property
    def address(self) -> str:
        """The address of the bus."""
        return self.environ["DBUS_SESSION_BUS_ADDRESS"]

    def enter(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Make the session that of this process, as the keyring library wants it."""
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"):
            monkeypatch.delenv(name, raising=False)
        for name, value in self.environ.items():
            monkeypatch.setenv(name, value)

    def put(self, attributes: Mapping[str, str], secret: bytes, label: str = "", collection: str = LOGIN) -> None:
        """Create an item as another program would, beside any that is like it."""
        with closing(open_dbus_connection(self.address)) as bus:
            secretstorage.Collection(bus, collection).create_item(label, dict(attributes), secret)

    def lock(self) -> None:
        """Lock the login keyring, as a screen that is locked may do."""
        with SessionBus(self.address, _START_SECONDS) as bus:
            bus.call(SECRETS, SERVICE_PATH, SERVICE_INTERFACE, "Lock", "ao", [LOGIN])

    def restart_locked(self) -> None:
        """Have a new daemon, which nobody has given the password, as after a login without one."""
        assert self.daemon is not None
        assert self.start_locked is not None
        _end(self.daemon)
        self.daemon = self.start_locked()

    def end_daemon(self) -> None:
        """End the daemon, and nothing starts another."""
        assert self.daemon is not None
        _end(self.daemon)

    def wake(self) -> None:
        """Let a silent daemon answer again."""
        assert self.daemon is not None
        self.daemon.send_signal(signal.SIGCONT)

    @contextmanager
    def prompter_that_never_answers(self) -> Generator[None]:
        """Own the name of the program that shows the daemon's dialogs, and leave its calls unanswered."""
        with SessionBus(self.address, _START_SECONDS) as bus:
            name = "org.gnome.keyring.SystemPrompter"
            bus.call(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName", "su", name, 0
            )
            yield

    def silence(self) -> None:
        """Stop the daemon: it keeps its name on the bus and never answers."""
        assert self.daemon is not None
        self.daemon.send_signal(signal.SIGSTOP)


@contextmanager
def secret_service(state: ServiceState = ServiceState.UNLOCKED) -> Generator[Session]:
    """Run a session; afterwards none of its processes and files is left."""
    with ExitStack() as stack:
        # A short path, because that of a socket has at most 107 bytes.
        root = Path(tempfile.mkdtemp(prefix="keyring-", dir="/tmp"))
        stack.callback(shutil.rmtree, root, ignore_errors=True)
        environ = _environ(root)
        _start_bus(root, environ, stack)
        if state is ServiceState.NO_DAEMON:
            yield Session(environ)
            return
        daemon = _start_daemon(root, environ, stack, None if state is ServiceState.NO_KEYRING else PASSWORD)
        session = Session(environ, daemon, lambda: _start_daemon(root, environ, stack, None))
        if state is ServiceState.LOCKED:
            session.lock()
        if state is ServiceState.SILENT:
            session.silence()
        yield session


def _environ(root: Path) -> dict[str, str]:
    folders = {"HOME": "home", "XDG_RUNTIME_DIR": "run", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config"}
    for folder in folders.values():
        (root / folder).mkdir(mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={root / 'bus'}",
        **{name: str(root / folder) for name, folder in folders.items()},
    }


def _start_bus(root: Path, environ: Mapping[str, str], stack: ExitStack) -> None:
    configuration = root / "session.conf"
    configuration.write_text(_BUS_CONFIGURATION.format(socket=root / "bus"), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", "--print-address=1"]
    log = stack.enter_context((root / "bus.log").open("wb"))
    bus = subprocess.Popen(command, env=dict(environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
    stack.callback(_end, bus)
    assert bus.stdout is not None
    with bus.stdout as output:
        assert output.readline(), (root / "bus.log").read_text(encoding="utf-8", errors="replace")


def _start_daemon(
    root: Path, environ: Mapping[str, str], stack: ExitStack, password: str | None
) -> "subprocess.Popen[bytes]":
    command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
    command += [] if password is None else ["--unlock"]
    log = stack.enter_context((root / "daemon.log").open("ab"))
    daemon = subprocess.Popen(command, env=dict(environ), stdin=subprocess.PIPE, stdout=log, stderr=log)
    stack.callback(_end, daemon)
    assert daemon.stdin is not None
    with daemon.stdin as stdin:
        # The password reaches to the end of the file; a newline would belong to it.
        stdin.write((password or "").encode())
    until = time.monotonic() + _START_SECONDS
    with SessionBus(environ["DBUS_SESSION_BUS_ADDRESS"], _START_SECONDS) as bus:
        default = LOGIN if password is not None or any((root / "data" / "keyrings").glob("login.*")) else "/"
        while not _is_up(bus, default):
            ended = _ends_within(daemon, 0.01)
            assert not ended, (root / "daemon.log").read_text(encoding="utf-8", errors="replace")
            assert time.monotonic() < until, "gnome-keyring-daemon did not come up"
    return daemon


def _is_up(bus: SessionBus, default: str) -> bool:
    """Whether the daemon has its name and this default collection."""
    owned = bus.call(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner", "s", SECRETS
    )
    if owned != (True,):
        return False
    return bus.call(SECRETS, SERVICE_PATH, SERVICE_INTERFACE, "ReadAlias", "s", "default") == (default,)


def _ends_within(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGCONT)
    process.terminate()
    if not _ends_within(process, 5.0):
        process.kill()
        process.wait()
