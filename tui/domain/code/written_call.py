"""Calls and headers as a project's code writes them."""

import re

from tui.domain.clients.official_api import KNOWN_VERSIONS, VERSION_HEADER
from tui.domain.found.finding import Finding
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin
from tui.domain.record import Record
from tui.domain.regex import regex

_BEARER = regex(r"bearer +", re.IGNORECASE)


class WrittenHeader(Record):
    """A header that the project's code writes; `name` as written.

    Of a credential, `prefix` is what stands before it, such as `Bearer `, `variable` the environment's
    variable that it is read from and `literal` what is written there; of any other header, `text` is its
    value, None where the code does not tell.
    """

    name: str
    origin: Origin
    is_credential: bool = False
    prefix: str = ""
    variable: str = ""
    literal: Secret | None = None
    text: str | None = None

    @property
    def is_bearer(self) -> bool:
        """Whether it is a credential in the form that `Authorization` wants."""
        return self.name.lower() == "authorization" and _BEARER.fullmatch(self.prefix) is not None

    @property
    def is_read(self) -> bool:
        """Whether the API looks for a credential in it."""
        return self.is_credential and (self.is_bearer or (self.name.lower() == "x-api-key" and not self.prefix))


class RawCall(Record):
    """A call that the project's code makes of the API by itself, without an SDK, in the words of its `tool`.

    `is_whole` tells that all headers of it could be read; `is_in_page` that it stands in a web
    page's code; `reads_netrc` that the tool looks for a login in `~/.netrc`.
    """

    origin: Origin
    tool: str
    headers: tuple[WrittenHeader, ...] = ()
    is_whole: bool = False
    is_in_page: bool = False
    reads_netrc: bool = False

    @property
    def credentials(self) -> tuple[WrittenHeader, ...]:
        """The headers that are meant to carry the key."""
        return tuple(header for header in self.headers if header.is_credential)

    @property
    def versions(self) -> tuple[WrittenHeader, ...]:
        """The headers that name the API's version."""
        return tuple(header for header in self.headers if header.name.lower() == VERSION_HEADER)

    @property
    def has_right_version(self) -> bool:
        """Whether it names one version, and one that the API knows as far as the code tells."""
        texts = [header.text for header in self.versions]
        return len(texts) == 1 and (texts[0] is None or texts[0] in KNOWN_VERSIONS)

    @property
    def is_right(self) -> bool:
        """Whether it sends one credential in a header that the API reads, and a version that it knows."""
        return self.has_right_version and len(self.credentials) == 1 and self.credentials[0].is_read


class ClientCall(Record):
    """A call that makes a client, with the headers that it hands over for every request, and the host that it names."""

    origin: Origin
    headers: tuple[WrittenHeader, ...] = ()
    is_in_page: bool = False
    host: Finding | None = None


class ModelMention(Record):
    """A model that the project's code names."""

    model: str
    origin: Origin


class NetrcEntry(Record):
    """A host for which `~/.netrc` holds a login; empty for its `default`, which is for every host."""

    host: str
    origin: Origin


class VariableMention(Record):
    """A variable that the project's code passes to the client by name, such as `api_key=os.environ["MY_KEY"]`.

    `is_handed_over` tells that a library looks it up that reads the file itself, as in `config("MY_KEY")`,
    `is_trimmed` that the code takes white space away, `has_other` that it names another one for an empty value.
    """

    variable: str
    origin: Origin
    is_handed_over: bool = False
    is_trimmed: bool = False
    has_other: bool = False


class WorkspaceMention(Record):
    """A workspace that the project's code names."""

    workspace: str
    origin: Origin
