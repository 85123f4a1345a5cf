"""Which client makes the failing call, and which places it reads, in which order."""

from enum import StrEnum

from tui.domain.client_id import ClientId
from tui.domain.probe import Header
from tui.domain.record import Record

KEY = "ANTHROPIC_API_KEY"
TOKEN = "ANTHROPIC_AUTH_TOKEN"  # noqa: S105 - the name of a variable
BASE_URL = "ANTHROPIC_BASE_URL"
OAUTH = "CLAUDE_CODE_OAUTH_TOKEN"


class Place(StrEnum):
    """A kind of place that a client reads a credential from; the values are the words for the rule."""

    LITERAL = "a key written into the source"
    KEY_VARIABLE = "ANTHROPIC_API_KEY"
    TOKEN_VARIABLE = "ANTHROPIC_AUTH_TOKEN"  # noqa: S105 - the name of a variable
    OAUTH_VARIABLE = "CLAUDE_CODE_OAUTH_TOKEN"
    LOGIN = "the stored login"


class ClientRules(Record):
    """How one client resolves its credential.

    `places` are read in order, first hit wins; `trims` tells whether outer white space is
    dropped; `loads_dotenv` whether a loader in the project can fill its variables; `source`
    says where the rule is documented or was measured.
    """

    id: ClientId
    name: str
    places: tuple[Place, ...]
    trims: bool
    loads_dotenv: bool
    newest_header: Header
    bearer_since_major: int | None
    literal_suffixes: tuple[str, ...]
    source: str


RULES: dict[ClientId, ClientRules] = {
    ClientId.PYTHON_SDK: ClientRules(
        ClientId.PYTHON_SDK,
        "Python SDK",
        (Place.LITERAL, Place.KEY_VARIABLE, Place.TOKEN_VARIABLE),
        trims=False,
        loads_dotenv=True,
        newest_header=Header.BEARER,
        bearer_since_major=2,
        literal_suffixes=(".py", ".ipynb"),
        source="anthropic 2.12: _client.py, measured on loopback",
    ),
    ClientId.TYPESCRIPT_SDK: ClientRules(
        ClientId.TYPESCRIPT_SDK,
        "TypeScript SDK",
        (Place.LITERAL, Place.KEY_VARIABLE, Place.TOKEN_VARIABLE),
        trims=True,
        loads_dotenv=True,
        newest_header=Header.BEARER,
        bearer_since_major=1,
        literal_suffixes=(".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts"),
        source="@anthropic-ai/sdk 1.12: client.js, measured on loopback",
    ),
    ClientId.CURL: ClientRules(
        ClientId.CURL,
        "curl or raw HTTP",
        (Place.LITERAL, Place.KEY_VARIABLE, Place.TOKEN_VARIABLE),
        trims=False,
        loads_dotenv=False,
        newest_header=Header.X_API_KEY,
        bearer_since_major=None,
        literal_suffixes=(".sh", ".bash", ".zsh", ".fish", ".http", ".rest"),
        source="platform.claude.com/docs: cURL samples",
    ),
    ClientId.CLAUDE_CODE: ClientRules(
        ClientId.CLAUDE_CODE,
        "Claude Code",
        (Place.TOKEN_VARIABLE, Place.KEY_VARIABLE, Place.OAUTH_VARIABLE, Place.LOGIN),
        trims=True,
        loads_dotenv=False,
        newest_header=Header.X_API_KEY,
        bearer_since_major=None,
        literal_suffixes=(),
        source="code.claude.com/docs: authentication",
    ),
}


class ClientChoice(Record):
    """The client the verdict is about, its version where known, and why it was chosen."""

    id: ClientId
    why: str
    version: str = ""

    @property
    def rules(self) -> ClientRules:
        """How this client resolves its credential."""
        return RULES[self.id]

    def header(self, place: Place) -> Header:
        """Return the header that carries a credential from this place."""
        if place in {Place.TOKEN_VARIABLE, Place.OAUTH_VARIABLE, Place.LOGIN}:
            return Header.BEARER
        major, _, _ = self.version.partition(".")
        since = self.rules.bearer_since_major
        if since is not None and major.isdigit() and int(major) < since:
            return Header.X_API_KEY
        return self.rules.newest_header
