"""What a keyring is asked for and what it answers, without any value."""

from enum import StrEnum

from tui.domain.clients.key_in_text import with_keys_masked
from tui.domain.origin import Origin, OriginKind, printable
from tui.domain.record import Record

IN_KEYRING = "keyring: "  # begins the words for a place in it


class KeyringState(StrEnum):
    """Why a keyring could not be used; each is a sentence to show."""

    OK = "ok"
    LOCKED = "the keyring is locked"
    ABSENT = "there is no keyring in this session"
    NO_ANSWER = "the keyring did not answer in time"
    FAILED = "the keyring refused"
    NOT_FOUND = "the entry is no longer there"


class KeyringEntry(Record):
    """A candidate entry, without its value: the service, the user name and a label for people."""

    service: str
    user: str
    label: str = ""

    @property
    def shown(self) -> str:
        """The entry in words; a key that somebody gave it as a name is masked."""
        return with_keys_masked(f"{self.service} / {self.user}" if self.user else self.service)

    @property
    def origin(self) -> Origin:
        """The place of the value in it."""
        return Origin(OriginKind.KEYRING, f"{IN_KEYRING}{printable(self.shown)}")


class KeyringListing(Record):
    """The candidate entries; `state` other than OK says why the list may be short; `backend` names the store."""

    state: KeyringState
    entries: tuple[KeyringEntry, ...] = ()
    backend: str = ""
    detail: str = ""


class KeyringReference(Record):
    """A place that takes a key from the keyring: code of these clients' programs, or a start-up file of the shell.

    `entry` is None where the place works out its name; `is_passed` tells that the client is handed the
    value itself, so that no variable is looked at; `variable` is what a start-up file gives the value to.
    """

    origin: Origin
    client_ids: tuple[str, ...]
    entry: KeyringEntry | None = None
    is_passed: bool = False
    variable: str = ""

    @property
    def what(self) -> str:
        """The beginning of a sentence that says so."""
        name = f" ({printable(self.entry.shown)})" if self.entry else ""
        return f"{self.origin.label} takes the key from the keyring{name}"


class KeyringSight(Record):
    """What the keyring said when it was asked for names: about one entry, or about its listing.

    `reference` is the place that reads the entry, None where nothing but the listing is known.
    """

    state: KeyringState
    entry: KeyringEntry | None = None
    reference: KeyringReference | None = None
