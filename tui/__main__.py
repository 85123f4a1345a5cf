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
    if sys.stdout is None or sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison] - so when closed, as by `>&-`
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end of the process
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
