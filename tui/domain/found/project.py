"""The folder that is looked at."""

from tui.domain.record import Record


class Project(Record):
    """The folder that is looked at: real path, the words for it, its `.env` and the user's shell.

    `env_path` is the `.env` in the project folder, whether or not it exists; `has_keyring` is false where the
    environment alone tells that no keyring can be reached.
    """

    path: str
    shown: str
    env_path: str
    env_shown: str
    shell: str = "sh"
    env_ignored: bool | None = None
    env_tracked: bool | None = None
    platform: str = ""
    has_keyring: bool = True
