"""What started this process, told from the variables that each kind of starter leaves behind."""

from collections.abc import Iterator, Mapping

from tui.adapters.reading.places import Places
from tui.domain.found.machine import Caller, CallerKind, Surroundings
from tui.domain.resolving.snapshot import Reading

# A program that a person starts has one of these; a graphical terminal hands on its own service's marks beside them.
_TERMINAL = ("TERM", "TERM_PROGRAM", "SSH_TTY", "WT_SESSION", "COLORTERM")
_EDITORS = frozenset({"vscode", "jetbrains-jediterm", "zed"})
_CRON_PATHS = frozenset({"/usr/bin:/bin", "/usr/bin:/bin:/usr/sbin:/sbin"})
_NO_JOB = ("", "0")
_APPLICATION = "application."  # how macOS names what a person has opened


class ProcessCaller:
    """Reads the marks of the starter in the environment it is given."""

    def __init__(self, places: Places) -> None:
        self._environ = places.environ

    def read(self) -> Reading:
        """Return the nearest starter, where there is a sign of one."""
        return Reading(surroundings=Surroundings(next(_callers(self._environ), None)))


def _callers(environ: Mapping[str, str]) -> Iterator[Caller]:
    """Yield the starters, the nearest first."""
    if environ.get("SUDO_USER"):
        yield Caller(CallerKind.SUDO, "SUDO_USER is set")
    has_terminal = any(environ.get(name) for name in _TERMINAL)
    if not has_terminal:
        yield from _services(environ)
    elif environ.get("TMUX"):
        yield Caller(CallerKind.TMUX, "TMUX is set")
    elif environ.get("TERM_PROGRAM", environ.get("TERMINAL_EMULATOR", "")).lower() in _EDITORS:
        yield Caller(CallerKind.EDITOR, "the terminal is the editor's own")
    else:
        yield Caller(CallerKind.TERMINAL, "TERM is set")


def _services(environ: Mapping[str, str]) -> Iterator[Caller]:
    for name in ("INVOCATION_ID", "JOURNAL_STREAM"):
        if environ.get(name):
            yield Caller(CallerKind.SYSTEMD, f"{name} is set and there is no terminal")
    job = environ.get("XPC_SERVICE_NAME", "")
    if job not in _NO_JOB and not job.startswith(_APPLICATION):
        yield Caller(CallerKind.LAUNCHD, "XPC_SERVICE_NAME names a job and there is no terminal")
    if environ.get("PATH") in _CRON_PATHS and environ.get("SHELL") == "/bin/sh" and environ.get("LOGNAME"):
        yield Caller(CallerKind.CRON, "PATH and SHELL are those that cron gives, and there is no terminal")
