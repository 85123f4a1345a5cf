"""What the keyring says of the entries that code and start-up files take a key from; names first, values on consent."""

from collections.abc import Sequence

from tui.domain.found.finding import Finding
from tui.domain.found.keyring import KeyringEntry, KeyringListing, KeyringReference, KeyringSight, KeyringState
from tui.domain.found.machine import Surroundings
from tui.domain.resolving.snapshot import Reading, Snapshot
from tui.flow.ports import KeyStore

_MOST = 5
# Of these states the next question would say the same, and take its time again.
_OF_THE_WHOLE = frozenset({KeyringState.ABSENT, KeyringState.NO_ANSWER})


def ask_keyring(keyring: KeyStore, references: Sequence[KeyringReference]) -> tuple[KeyringSight, ...]:
    """Return what the keyring says of each reference; no value is read and no prompt appears."""
    sights: list[KeyringSight] = []
    for reference in references[:_MOST]:
        last = sights[-1].state if sights else KeyringState.OK
        state = last if last in _OF_THE_WHOLE else _state(keyring, reference.entry)
        sights.append(KeyringSight(state, reference.entry, reference))
    return tuple(sights)


def reading_of(listing: KeyringListing) -> Reading:
    """Return what a listing that is not whole tells: of each entry that could be seen, or of the keyring as a whole."""
    if listing.state is KeyringState.OK:
        return Reading()
    sights = tuple(KeyringSight(listing.state, entry) for entry in listing.entries) or (KeyringSight(listing.state),)
    return Reading(surroundings=Surroundings(keyring_sights=sights))


def read_unasked(keyring: KeyStore, snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return the values of the entries that code or start-up files name, where reading them raises no prompt."""
    if not snapshot.surroundings.keyring_sights or not keyring.reads_unasked:
        return ()
    entries = dict.fromkeys(
        sight.entry for sight in snapshot.surroundings.keyring_sights if sight.entry and sight.state is KeyringState.OK
    )
    answers = (keyring.read(entry) for entry in entries)
    return tuple(answer.finding for answer in answers if answer.finding is not None)


def _state(keyring: KeyStore, entry: KeyringEntry | None) -> KeyringState:
    return keyring.entries().state if entry is None else keyring.look_up(entry)
