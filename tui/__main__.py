"""`python -m tui` and the `fix401` command."""

import gc
import os
import sys
from pathlib import Path

from tui.cli import run


def main() -> None:
    """Run the command and end the process with its exit code.

    The collector rests while modules load, which saves a tenth of the start; the wizard wakes it.
    The process ends without Python's own tear-down: a daemon thread that is still inside the
    TLS library or a keyring that never answers would hold it, or crash in it.
    """
    gc.disable()
    _open_what_is_closed()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _open_what_is_closed() -> None:
    """Put nothing in the place of a stream that is closed, as by `<&-`: read as empty, written into nowhere.

    In this order, because the system gives out the lowest free number, and no file of ours may get theirs.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end of the process


if __name__ == "__main__":
    main()
