"""What the process says by its exit status."""

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.domain.reporting.verdict import Verdict


class ExitCode(IntEnum):
    """The exit codes of the public contract."""

    OK = 0
    """Nothing is wrong, or the fix is proven."""
    PROBLEM = 1
    """A cause was found."""
    USAGE = 2
    """The command line was not understood."""
    UNKNOWN = 3
    """It could not be checked."""
    FIX_FAILED = 4
    """A fix failed and was put back."""
    CRASH = 70
    """A bug of ours; never 0."""
    CANCELLED = 130
    """The person stopped it."""


def code_of(verdict: "Verdict | None") -> ExitCode:
    """Return the exit code for a verdict; none at all could not be checked."""
    if verdict is None:
        return ExitCode.UNKNOWN
    return {"ok": ExitCode.OK, "problem": ExitCode.PROBLEM, "unknown": ExitCode.UNKNOWN}[verdict.kind.value]
