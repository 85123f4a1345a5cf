"""A key was typed at the prompt, and the shell has written it down."""

from tui.domain.judging.evidence import Evidence
from tui.domain.reporting.warning import WarningLine, WarningRule

_ID = "key-in-shell-history"


def _find(evidence: Evidence) -> tuple[WarningLine, ...]:
    return tuple(
        WarningLine(_ID, "a command with a key in it stands in the shell's history", origin)
        for origin in evidence.snapshot.surroundings.histories
    )


WARNING = WarningRule(
    id=_ID,
    title="A key stands in the shell's history",
    what=(
        "A command that was typed with a key in it, such as an `export`, is kept in the history file of the shell as "
        "plain text. The history is searched for the form of a key only, and no key of it is read or shown."
    ),
    repair="Delete that line of the file while no shell is open, and replace the key if others can read the file.",
    find=_find,
)
