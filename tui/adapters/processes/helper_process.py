"""Runs Claude Code's helper as Claude Code does: once, with a deadline, and with nothing of it left behind."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.adapters.reading.claude_settings import settings_environment
from tui.domain.clients.claude_code import HelperRun
from tui.domain.clients.scrub import scrub
from tui.domain.dotenv.line_mask import shown_comment
from tui.domain.found.names import is_credential_name
from tui.domain.key.secret import Secret
from tui.domain.key.value import read_value, trimmed_by_javascript

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping
    from typing import IO

    from tui.adapters.reading.places import Places
    from tui.domain.clients.claude_code import Helper
    from tui.flow.ports import Cancellation

DEADLINE = 5.0
# More is no key (code.claude.com/docs: authentication).
MOST_CHARACTERS = 16_384
_MOST_OF_STDERR = 64 * 1024
_CHUNK = 16 * 1024
_AFTER_THE_END = 0.5
_LONG = 12


class HelperProcess:
    """Implements `HelperRunner`: the shell runs the command in the project folder, its input closed."""

    def __init__(self, places: Places, seconds: float = DEADLINE) -> None:
        self._places = places
        self._seconds = seconds

    def run(self, helper: Helper, cancellation: Cancellation) -> HelperRun:
        """Return what it printed or why that is nothing; its whole process group is gone by then."""
        environ = settings_environment(self._places)
        process = _start(helper, self._places, environ)
        if process is None:
            return HelperRun(helper.origin, problem="it could not be started")
        cancellation.on_cancel(lambda: _kill(process) if process.returncode is None else None)
        printed, said = _Stream(process.stdout, MOST_CHARACTERS, process), _Stream(process.stderr, _MOST_OF_STDERR)
        code = _wait(process, self._seconds)
        _kill(process)
        process.wait()
        end = time.monotonic() + _AFTER_THE_END
        printed.join(end)
        said.join(end)
        line = _first_line(said.text, _secrets(environ, printed.text))
        if cancellation.is_set():
            return HelperRun(helper.origin, problem="it was stopped", said=line)
        if code is None and not printed.is_too_long:
            return HelperRun(helper.origin, problem=f"it did not end within {self._seconds:g} seconds", said=line)
        problem = _problem(code, printed)
        value = None if problem else read_value(trimmed_by_javascript(printed.text))
        return HelperRun(helper.origin, value, problem, None if printed.is_too_long else code, line)


class _Stream:
    """Reads a pipe to its end in a thread of its own, and keeps at most so many bytes of it."""

    def __init__(self, pipe: IO[bytes] | None, most: int, flooded: subprocess.Popen[bytes] | None = None) -> None:
        self._pipe = pipe
        self._most = most
        self._flooded = flooded
        self._data = bytearray()
        self.is_too_long = False
        self._thread = threading.Thread(target=self._read, name="helper", daemon=True)
        self._thread.start()

    @property
    def text(self) -> str:
        """What was read so far; bytes that are no UTF-8 stay odd characters."""
        return bytes(self._data[: self._most]).decode("utf-8", "replace")

    def join(self, end: float) -> None:
        """Wait for the end of the pipe, which something that left the group may hold open, until that moment."""
        self._thread.join(max(0.0, end - time.monotonic()))

    def _read(self) -> None:
        if self._pipe is None:
            return
        with self._pipe as pipe:
            while chunk := os.read(pipe.fileno(), _CHUNK):
                if len(self._data) <= self._most:
                    self._data += chunk
                if len(self._data) > self._most:
                    self.is_too_long = True
                    if self._flooded is not None:
                        _kill(self._flooded)


def _start(helper: Helper, places: Places, environ: Mapping[str, str]) -> subprocess.Popen[bytes] | None:
    import subprocess  # noqa: PLC0415 - deferred: few runs start a helper

    command = helper.command.reveal()
    try:
        return subprocess.Popen(  # noqa: S603 - the user's own command, which the user agreed to run
            command if places.is_windows else ["/bin/sh", "-c", command],
            shell=places.is_windows,
            cwd=places.project,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError):
        return None


def _wait(process: subprocess.Popen[bytes], seconds: float) -> int | None:
    import subprocess  # noqa: PLC0415 - as above

    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the whole group, the command and whatever it has started and left."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _problem(code: int | None, printed: _Stream) -> str:
    text = trimmed_by_javascript(printed.text)
    if printed.is_too_long:
        return f"it printed more than {MOST_CHARACTERS:,} characters"
    if code:
        return f"it ended with exit code {code}" if code > 0 else f"it was ended by signal {-code}"
    if not text:
        return "it printed nothing"
    if not all("!" <= character <= "~" for character in text):
        return "it printed more than one word, or characters that no key has"
    return ""


def _first_line(text: str, secrets: tuple[Secret, ...]) -> str:
    """Return the first line with text in it, without anything that is a credential or looks like one."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    for secret in secrets:
        line = secret.masked_in(line)
    return shown_comment(scrub(line))


def _secrets(environ: Mapping[str, str], printed: str) -> tuple[Secret, ...]:
    known = (value for name, value in environ.items() if is_credential_name(name))
    words = (word for word in printed.split() if len(word) >= _LONG)
    return tuple(Secret(text) for text in (printed, *words, *known) if text.strip())
