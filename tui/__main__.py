"""`python -m tui` and the `fix401` command."""

import gc
import sys

from tui.cli import run


def main() -> None:
    """Run the command and end the process with its exit code.

    The collector rests while modules load, which saves a tenth of the start; the wizard wakes it.
    """
    gc.disable()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
