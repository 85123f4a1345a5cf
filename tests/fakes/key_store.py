"""A keyring in memory, which passes the same suite as the real one."""

from dataclasses import dataclass, field

from tui.domain.found.finding import Finding
from tui.domain.found.keyring import KeyringEntry, KeyringListing, KeyringState
from tui.domain.found.keyring_names import is_candidate
from tui.domain.found.keyring_text import holds_several, key_text
from tui.domain.key.secret import Secret
from tui.domain.key.value import read_value
from tui.flow.ports import KeyringAnswer


@dataclass(slots=True)
class FakeKeyStore:
    """Set `state` to make every call fail with it."""

    state: KeyringState = KeyringState.OK
    asks_nobody: bool = True
    texts: dict[KeyringEntry, str] = field(default_factory=dict[KeyringEntry, str])

    def entries(self) -> KeyringListing:
        visible = self.state in {KeyringState.OK, KeyringState.LOCKED}
        names = [entry for entry in self.texts if visible and is_candidate(entry.service, entry.user)]
        ordered = sorted(names, key=lambda entry: (entry.service, entry.user))
        return KeyringListing(self.state, tuple(ordered), "fake keyring", self._detail)

    def look_up(self, entry: KeyringEntry) -> KeyringState:
        found = any(entry.service == item.service and entry.user in {"", item.user} for item in self.texts)
        return self.state if self.state is not KeyringState.OK or found else KeyringState.NOT_FOUND

    @property
    def reads_unasked(self) -> bool:
        return self.asks_nobody

    def read(self, entry: KeyringEntry) -> KeyringAnswer:
        if self.state is not KeyringState.OK:
            return KeyringAnswer(self.state, detail=self._detail)
        text = self.texts.get(_plain(entry))
        key = None if text is None else key_text(text)
        if key is None:
            return KeyringAnswer(KeyringState.NOT_FOUND)
        return KeyringAnswer(KeyringState.OK, Finding(entry.user or entry.service, read_value(key), entry.origin))

    def store(self, entry: KeyringEntry, secret: Secret) -> KeyringAnswer:
        if not entry.user:
            return KeyringAnswer(KeyringState.FAILED, detail="no user name")
        if self.state is not KeyringState.OK:
            return KeyringAnswer(self.state, detail=self._detail)
        if holds_several(self.texts.get(_plain(entry), "")):
            return KeyringAnswer(KeyringState.FAILED, detail="several values")
        self.texts[_plain(entry)] = secret.reveal()
        return KeyringAnswer(KeyringState.OK)

    def remove(self, entry: KeyringEntry) -> KeyringAnswer:
        if self.state is not KeyringState.OK:
            return KeyringAnswer(self.state, detail=self._detail)
        found = self.texts.pop(_plain(entry), None) is not None
        return KeyringAnswer(KeyringState.OK if found else KeyringState.NOT_FOUND)

    @property
    def _detail(self) -> str:
        return "" if self.state is KeyringState.OK else "what to do next"


def _plain(entry: KeyringEntry) -> KeyringEntry:
    """The label does not belong to the name."""
    return KeyringEntry(entry.service, entry.user)
