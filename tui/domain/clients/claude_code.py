"""What Claude Code keeps beside its credentials: a helper, answers about keys, what its logins say, damaged files."""

from enum import StrEnum

from tui.domain.key.secret import Secret
from tui.domain.key.value import Value
from tui.domain.origin import Origin
from tui.domain.record import Record

HELPER = "apiKeyHelper"
STORED_KEY = "primaryApiKey"
KEYCHAIN_ITEM = "Claude Code-credentials"
CONFIG_FOLDER = "CLAUDE_CONFIG_DIR"
_OFF = frozenset({"", "0", "false", "no", "off"})


class Vendor(StrEnum):
    """Whose credentials a cloud asks for; the values are the words for it."""

    AMAZON = "Amazon"
    GOOGLE = "Google"
    MICROSOFT = "Microsoft"


class Cloud(Record):
    """A cloud that Claude Code can be sent to: its name, and whose credentials it asks for."""

    name: str
    vendor: Vendor


# Each of these variables sends every call there (code.claude.com/docs: env-vars).
CLOUDS = {
    "CLAUDE_CODE_USE_BEDROCK": Cloud("Amazon Bedrock", Vendor.AMAZON),
    "CLAUDE_CODE_USE_MANTLE": Cloud("Amazon Bedrock (Mantle)", Vendor.AMAZON),
    "CLAUDE_CODE_USE_ANTHROPIC_AWS": Cloud("the Claude Platform on AWS", Vendor.AMAZON),
    "CLAUDE_CODE_USE_VERTEX": Cloud("Google Vertex", Vendor.GOOGLE),
    "CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD": Cloud("the Claude Platform on Google Cloud", Vendor.GOOGLE),
    "CLAUDE_CODE_USE_FOUNDRY": Cloud("Microsoft Foundry", Vendor.MICROSOFT),
}


class Helper(Record):
    """The command that Claude Code runs for its credential, not run so far.

    `shown` is its program as it may be shown, empty where that may hold a secret; `is_projects`
    tells that the project's own settings name it, which anybody may have written.
    """

    origin: Origin
    command: Secret
    shown: str = ""
    is_projects: bool = False


class HelperRun(Record):
    """What came of running the helper: the value that it printed, or in words why there is none.

    `exit_code` is None where it was ended; `said` is the first line that it wrote to stderr, masked.
    """

    origin: Origin
    value: Value | None = None
    problem: str = ""
    exit_code: int | None = None
    said: str = ""


class KeyAnswer(Record):
    """What the person once answered to whether a key from the environment may be used.

    Claude Code remembers the key by its last 20 characters, `tail`.
    """

    tail: Secret
    is_approved: bool
    origin: Origin


class Login(Record):
    """What a stored login says of itself: its plan, until when it is good, and whether that is past.

    `is_renewed` tells that Claude Code can renew it by itself: it has a refresh token and may write the file.
    """

    origin: Origin
    plan: str = ""
    until: str = ""
    is_past: bool = False
    is_renewed: bool = False


class Malformed(Record):
    """A file that does not parse: where, `reason` in words, and whether its text speaks of credentials."""

    origin: Origin
    reason: str
    names_credentials: bool


class Keychain(Record):
    """The macOS keychain as the place of the login; `has_user` tells whether a variable names whose item it is."""

    has_user: bool


class ClaudeCode(Record):
    """All of it, as far as this machine has any.

    `vendors` are those whose own credentials are in sight.
    """

    helper: Helper | None = None
    run: HelperRun | None = None
    answers: tuple[KeyAnswer, ...] = ()
    logins: tuple[Login, ...] = ()
    malformed: tuple[Malformed, ...] = ()
    keychain: Keychain | None = None
    vendors: tuple[Vendor, ...] = ()

    def answer_about(self, key: Secret) -> KeyAnswer | None:
        """Return the answer that counts for this key: one that approves it outranks one that does not."""
        about = [answer for answer in self.answers if key.ends_in(answer.tail)]
        return next((answer for answer in about if answer.is_approved), about[0] if about else None)

    def login_at(self, origin: Origin) -> Login | None:
        """Return what the login that stands in this file says of itself."""
        return next((login for login in self.logins if login.origin.path == origin.path), None)


def is_switched_on(text: str) -> bool:
    """Return whether the value of a flag counts as yes."""
    return text.strip().lower() not in _OFF
