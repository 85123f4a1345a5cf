"""The practice range has no keyring: the real one must not be touched by an exercise."""

from tui.domain.found.keyring import KeyringEntry, KeyringListing, KeyringState
from tui.domain.key.secret import Secret
from tui.flow.ports import KeyringAnswer

_DETAIL = "the practice range leaves your real keyring alone"


class EmptyKeyring:
    """Answers every call with the same sentence."""

    def entries(self) -> KeyringListing:
        """Return no entries, and why."""
        return KeyringListing(KeyringState.ABSENT, detail=_DETAIL)

    def look_up(self, entry: KeyringEntry) -> KeyringState:
        """Find no keyring."""
        del entry
        return KeyringState.ABSENT

    @property
    def reads_unasked(self) -> bool:
        """Whether reading raises no prompt: it is never done."""
        return False

    def read(self, entry: KeyringEntry) -> KeyringAnswer:
        """Read nothing."""
        del entry
        return KeyringAnswer(KeyringState.ABSENT, detail=_DETAIL)

    def store(self, entry: KeyringEntry, secret: Secret) -> KeyringAnswer:
        """Store nothing."""
        del entry, secret
        return KeyringAnswer(KeyringState.ABSENT, detail=_DETAIL)

    def remove(self, entry: KeyringEntry) -> KeyringAnswer:
        """Remove nothing."""
        del entry
        return KeyringAnswer(KeyringState.ABSENT, detail=_DETAIL)
