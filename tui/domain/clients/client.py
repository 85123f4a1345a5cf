"""Which client makes the failing call, and which places it reads, in which order."""

from enum import StrEnum

from tui.domain.clients import generation
from tui.domain.clients.client_id import ClientId
from tui.domain.clients.generation import Generation, generation_of, version_of
from tui.domain.clients.header import Header
from tui.domain.record import Record

KEY = "ANTHROPIC_API_KEY"
TOKEN = "ANTHROPIC_AUTH_TOKEN"  # noqa: S105 - the name of a variable
BASE_URL = "ANTHROPIC_BASE_URL"
CUSTOM_HEADERS = "ANTHROPIC_CUSTOM_HEADERS"
OAUTH = "CLAUDE_CODE_OAUTH_TOKEN"


class Place(StrEnum):
    """A kind of place that a client reads a credential from; the values are the words for the rule."""

    LITERAL = "a key written into the source"
    KEY_VARIABLE = "ANTHROPIC_API_KEY"
    TOKEN_VARIABLE = "ANTHROPIC_AUTH_TOKEN"  # noqa: S105 - the name of a variable
    HELPER = "the `apiKeyHelper`"
    OAUTH_VARIABLE = "CLAUDE_CODE_OAUTH_TOKEN"
    PROFILE = "an SDK profile"
    LOGIN = "the stored login"
    OWN_HEADER = "a header of your own"


# What these hold is sent as Bearer by every client.
TOKEN_PLACES = frozenset({Place.TOKEN_VARIABLE, Place.OAUTH_VARIABLE, Place.PROFILE, Place.LOGIN})


class ClientRules(Record):
    """How one client resolves its credential.

    `places` are read in order, first hit wins; `trims` tells whether outer white space of a
    variable is dropped; `loads_dotenv` whether a loader in the project can fill its variables;
    `generations` is what differs between its versions, the oldest first; `source` says where
    the rule is documented or was measured.
    """

    id: ClientId
    name: str
    places: tuple[Place, ...]
    trims: bool
    loads_dotenv: bool
    literal_suffixes: tuple[str, ...]
    generations: tuple[Generation, ...]
    source: str


RULES: dict[ClientId, ClientRules] = {
    ClientId.PYTHON_SDK: ClientRules(
        ClientId.PYTHON_SDK,
        "Python SDK",
        (Place.LITERAL, Place.KEY_VARIABLE, Place.TOKEN_VARIABLE, Place.PROFILE),
        trims=False,
        loads_dotenv=True,
        literal_suffixes=(".py", ".ipynb"),
        generations=generation.PYTHON_SDK,
        source="anthropic 2.12: _client.py, measured on loopback",
    ),
    ClientId.TYPESCRIPT_SDK: ClientRules(
        ClientId.TYPESCRIPT_SDK,
        "TypeScript SDK",
        (Place.LITERAL, Place.KEY_VARIABLE, Place.TOKEN_VARIABLE, Place.PROFILE),
        trims=True,
        loads_dotenv=True,
        literal_suffixes=(".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts", ".html"),
        generations=generation.TYPESCRIPT_SDK,
        source="@anthropic-ai/sdk 1.12: client.js, measured on loopback",
    ),
    ClientId.CURL: ClientRules(
        ClientId.CURL,
        "curl or raw HTTP",
        (Place.LITERAL, Place.KEY_VARIABLE, Place.TOKEN_VARIABLE),
        trims=False,
        loads_dotenv=False,
        literal_suffixes=(".sh", ".bash", ".zsh", ".fish", ".http", ".rest"),
        generations=generation.CURL,
        source="platform.claude.com/docs: cURL samples",
    ),
    ClientId.CLAUDE_CODE: ClientRules(
        ClientId.CLAUDE_CODE,
        "Claude Code",
        (
            Place.TOKEN_VARIABLE,
            Place.KEY_VARIABLE,
            Place.HELPER,
            Place.OAUTH_VARIABLE,
            Place.LOGIN,
            Place.PROFILE,
        ),
        trims=True,
        loads_dotenv=False,
        literal_suffixes=(),
        generations=generation.CLAUDE_CODE,
        source="code.claude.com/docs: authentication",
    ),
}


_NEWEST = (1_000_000, 0)


class ClientChoice(Record):
    """The client the verdict is about, its version where known, and why it was chosen.

    `program` is the SDK in whose language a raw call is written: its loaders serve the call too;
    `wants_version_path` tells of a library on top of it whose base URL ends in `/v1`.
    """

    id: ClientId
    why: str
    version: str = ""
    program: ClientId | None = None
    wants_version_path: bool = False

    @property
    def rules(self) -> ClientRules:
        """How this client resolves its credential."""
        return RULES[self.id]

    @property
    def runs_as(self) -> ClientId:
        """The client whose kind of program makes the calls."""
        return self.program or self.id

    @property
    def suffixes(self) -> tuple[str, ...]:
        """How the names of the files end in which its calls stand."""
        return (*self.rules.literal_suffixes, *(RULES[self.program].literal_suffixes if self.program else ()))

    @property
    def loads_dotenv(self) -> bool:
        """Whether a loader in the project can fill its variables."""
        return self.rules.loads_dotenv or self.program is not None

    @property
    def number(self) -> tuple[int, int]:
        """Major and minor number of the version; one that is unknown counts as the newest."""
        return version_of(self.version) or _NEWEST

    @property
    def generation(self) -> Generation:
        """What this version does; without one, what the newest does."""
        return generation_of(self.version, self.rules.generations)

    def header(self, place: Place) -> Header:
        """Return the header that carries a credential from this place."""
        return Header.BEARER if place in TOKEN_PLACES else self.generation.key_header
