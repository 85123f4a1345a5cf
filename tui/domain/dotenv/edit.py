"""What an edit of a `.env` is, before it is applied."""

from tui.domain.key.secret import Secret
from tui.domain.record import Record


class SetVariable(Record):
    """Edit: give the variable this value in a `.env`, defined once; a missing one goes to the top."""

    path: str
    shown: str
    variable: str
    secret: Secret


class RenameVariable(Record):
    """Edit: rename the variable on this 1-based line of a `.env`, its value untouched.

    `seen` is the value that was looked at: a line with another one by now is left alone.
    """

    path: str
    shown: str
    line: int
    old: str
    new: str
    seen: Secret | None = None


class RemoveVariable(Record):
    """Edit: remove the definition of the variable on this 1-based line of a `.env`; `seen` as above."""

    path: str
    shown: str
    line: int
    variable: str
    seen: Secret | None = None


class RewriteAsUtf8(Record):
    """Edit: write the text of a `.env` as UTF-8 without a byte order mark, every line as it is."""

    path: str
    shown: str


Edit = SetVariable | RenameVariable | RemoveVariable | RewriteAsUtf8
