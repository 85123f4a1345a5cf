"""Where a value came from."""

from enum import StrEnum

from tui.domain.record import Record


class OriginKind(StrEnum):
    """The kinds of places; the values appear in `--json`."""

    PROCESS = "process"
    DOTENV = "dotenv"
    SHELL_PROFILE = "shell-profile"
    CLAUDE_SETTINGS = "claude-settings"
    CLAUDE_LOGIN = "claude-login"
    SDK_PROFILE = "sdk-profile"
    HELPER = "helper"
    KEYRING = "keyring"
    SOURCE = "source"
    COMPOSE = "compose"
    SERVICE = "service"
    TOOL_CONFIG = "tool-config"
    NETRC = "netrc"
    PASTED = "pasted"


class Origin(Record):
    """A place: its kind, the file's real path and 1-based line, and the words to show for it.

    `shown` is the path under `~` with control characters escaped, the keyring's entry, or
    the words for a place that is no file. `read_by` is the line of a start-up file that reads
    this file, where it is none itself.
    """

    kind: OriginKind
    shown: str
    path: str = ""
    line: int | None = None
    read_by: "Origin | None" = None

    @property
    def start_up(self) -> "Origin":
        """The place in the start-up file: this one, or the line there that reads this file."""
        return self.read_by or self

    @property
    def label(self) -> str:
        """The place as a person reads it, such as `~/.zshrc:41`."""
        return f"{self.shown}:{self.line}" if self.line is not None else self.shown

    @property
    def whole_label(self) -> str:
        """The place, and the line of the start-up file that reads it where there is one."""
        return f"{self.label} (read by {self.read_by.label})" if self.read_by else self.label


def printable(text: str) -> str:
    """Return the text with control, format and undecodable characters escaped, fit for a terminal."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape", "backslashreplace").decode()
        for character in text
    )
