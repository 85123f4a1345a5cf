"""One definition that was found, and what was seen beside it: unread sources, profiles, signs of a client."""

from enum import StrEnum

from tui.domain.clients.header import SentHeader
from tui.domain.found.obstacle import Obstacle
from tui.domain.key.value import Value
from tui.domain.origin import Origin
from tui.domain.record import Record


class State(StrEnum):
    """Whether a definition can take effect, and if not, why."""

    ACTIVE = "active"
    COMMENTED = "commented out"
    NOT_EXPORTED = "not exported"
    OTHER_SYNTAX = "in another form than this shell's"
    TEMPLATE = "in a template file"
    OTHER_FOLDER = "in a folder that is not read"
    OTHER_PROGRAM = "for another program"
    NOT_RUN = "not run"
    FAILED = "gave nothing"


_USABLE = frozenset({State.ACTIVE, State.NOT_EXPORTED, State.OTHER_SYNTAX, State.TEMPLATE, State.OTHER_PROGRAM})


class Finding(Record):
    """One definition: a name, its value and the place where both stand.

    `variable` is the name as written (for a literal, the parameter or header; for a keyring
    entry, its user name). `text` is the value as it may be shown where it is no secret (URLs);
    `headers` are those that a list of headers adds to every request; `literal` is the value with the
    quotes and comments around it, where a reader exists that keeps them.
    """

    variable: str
    value: Value
    origin: Origin
    state: State = State.ACTIVE
    text: str = ""
    headers: tuple[SentHeader, ...] = ()
    literal: Value | None = None

    @property
    def is_active(self) -> bool:
        """Whether the definition takes effect where it stands."""
        return self.state is State.ACTIVE

    @property
    def is_usable(self) -> bool:
        """Whether it is a candidate that could be used, wherever it stands."""
        return self.state in _USABLE and self.value.length > 0


class ReadProblem(Record):
    """A place that could not be read, in one sentence; not the same as a place that is empty.

    `obstacle` is what keeps a file there from being read and written at all.
    """

    origin: Origin
    text: str
    obstacle: Obstacle = Obstacle.NONE


class UnreadSource(Record):
    """A source that may give these clients a credential, or set their host, and that cannot be read here.

    `what` begins the sentence that says so, `outlook` ends it.
    """

    what: str
    origin: Origin
    client_ids: tuple[str, ...]
    outlook: str = "fix401 cannot test it yet"

    @property
    def sentence(self) -> str:
        """The sentence, without a full stop."""
        return f"{self.what}; {self.outlook}"


class ClientMention(Record):
    """A sign of a client in the project: its id, its version where known, and the sign in words.

    `wants_version_path` tells that its base URL ends in `/v1`, which it does not add by itself.
    """

    client_id: str
    why: str
    version: str = ""
    wants_version_path: bool = False


class SdkProfile(Record):
    """A profile of the SDKs, as its two files have it.

    `kind` is its `authentication.type`; `token` the access token where it holds one; `ends_at`
    in Unix seconds, 0 for never; `has_run_out` tells whether that is past; `is_renewable` that
    the SDK can exchange it for another. Modes are permission bits, 0 where they mean nothing.
    `fault` says why the files cannot be used by any client.
    """

    name: str
    origin: Origin
    kind: str = ""
    token: Finding | None = None
    ends_at: float = 0.0
    has_run_out: bool = False
    is_renewable: bool = False
    base_url: str = ""
    workspace: str = ""
    config_mode: int = 0
    credentials_mode: int = 0
    is_link: bool = False
    fault: str = ""


class ProfileFolder(Record):
    """A folder of the SDKs' profiles; `is_chosen` where a variable names it, `active` what its pointer says.

    `client_ids` are the clients that look there, none where all of them do.
    """

    origin: Origin
    is_chosen: bool = False
    active: str = ""
    profiles: tuple[SdkProfile, ...] = ()
    client_ids: tuple[str, ...] = ()
