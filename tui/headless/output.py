"""The one owner of stdout and stderr of the headless form."""

import os
import sys

from tui.domain.reporting.exit_code import ExitCode
from tui.domain.reporting.report import Json


def print_json(data: Json) -> None:
    """Print one JSON object on stdout."""
    import json  # noqa: PLC0415 - the text form does not need it

    print_lines([json.dumps(data, indent=2, ensure_ascii=True)])


def print_lines(lines: list[str]) -> None:
    """Print lines on stdout, with a replacement for what its encoding lacks."""
    encoding = sys.stdout.encoding or "utf-8"
    text = "\n".join(lines) + "\n" if lines else ""
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone, as in `fix401 check | head -1`; the exit code still says what was found.
        _discard_stdout()
    except OSError:
        _discard_stdout()
        narrate("standard output cannot be written")
        sys.exit(ExitCode.UNKNOWN)


def narrate(text: str, hint: str = "") -> None:
    """Say something on stderr, with a hint on what to do next."""
    sys.stderr.write(f"fix401: {text}\n" + (f"\n  {hint}\n" if hint else ""))


def _discard_stdout() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
