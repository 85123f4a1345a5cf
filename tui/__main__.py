"""`python -m tui` and the `fix401` command."""

import sys

from tui.cli import run


def main() -> None:
    """Run the command and end the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
