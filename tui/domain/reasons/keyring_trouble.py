"""A key whose only copy is in the keyring, and a keyring that does not give it: which is not a wrong key."""

from tui.domain.found.key_files import holds_key
from tui.domain.found.keyring import KeyringSight, KeyringState
from tui.domain.judging.absence import is_in_doubt, misnamed, unexported, unloaded, wanted_name
from tui.domain.judging.diagnosis import Certainty, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.new_terminal import new_terminal_key
from tui.domain.origin import printable
from tui.domain.record import Record
from tui.domain.remedies.wording import client_name


class KeyringTrouble(Record):
    """What the keyring said, and whether the client's key can come from nowhere else."""

    sight: KeyringSight
    certainty: Certainty


def keyring_trouble(evidence: Evidence, *states: KeyringState) -> KeyringTrouble | None:
    """Return why the keyring does not give the client its key, where it said one of these."""
    winner = evidence.winner
    if winner is not None and not winner.value.is_blank:
        return None
    for sight in evidence.snapshot.surroundings.keyring_sights:
        if sight.state in states and _concerns(evidence, sight):
            return KeyringTrouble(sight, _certainty(evidence, sight))
    return None


def unreadable(evidence: Evidence) -> KeyringTrouble | None:
    """Return why the keyring does not give the client its key, whatever it said."""
    return keyring_trouble(
        evidence, KeyringState.LOCKED, KeyringState.ABSENT, KeyringState.FAILED, KeyringState.NO_ANSWER
    )


def missing_entries(evidence: Evidence) -> tuple[KeyringSight, ...]:
    """Return the entries that the client's code takes its key from and that the keyring does not have."""
    return tuple(
        sight
        for sight in evidence.snapshot.surroundings.keyring_sights
        if sight.state is KeyringState.NOT_FOUND and sight.entry and _concerns(evidence, sight)
    )


def reader_of(evidence: Evidence, trouble: KeyringTrouble) -> str:
    """Return who takes which key from the keyring, as the beginning of a sentence."""
    reference, entry = trouble.sight.reference, trouble.sight.entry
    name = f" `{printable(entry.shown)}`" if entry else ""
    if reference is None:
        return f"the only key for {client_name(evidence)} may be the keyring's entry{name}"
    return (
        f"`{reference.origin.label}` takes the key from the keyring's entry{name}"
        if name
        else (f"`{reference.origin.label}` takes the key from the keyring")
    )


def keyring_lines(evidence: Evidence, trouble: KeyringTrouble) -> tuple[EvidenceLine, ...]:
    """Return what was seen: the place that reads the keyring, and what the keyring said."""
    sight = trouble.sight
    place = (EvidenceLine(sight.reference.origin.label, "reads the keyring"),) if sight.reference else ()
    said = sight.state.value
    empty = EvidenceLine(
        "the environment", f"{wanted_name(evidence)} is {'empty' if evidence.resolution.empty else 'not set'}"
    )
    return (*place, EvidenceLine("the keyring", said), empty)


def _concerns(evidence: Evidence, sight: KeyringSight) -> bool:
    """Return whether the client's key comes from there: the code says so, or there is no other key anywhere."""
    if sight.reference is not None:
        return evidence.resolution.client.id.value in sight.reference.client_ids
    return sight.entry is not None and not any(holds_key(finding) for finding in evidence.snapshot.findings)


def _certainty(evidence: Evidence, sight: KeyringSight) -> Certainty:
    """Return PROVEN where the place that reads this very entry is known, and no other key may reach the client."""
    is_known = sight.reference is not None and sight.entry is not None
    others = (misnamed(evidence), unexported(evidence), unloaded(evidence), new_terminal_key(evidence))
    is_certain = is_known and not is_in_doubt(evidence) and not any(others)
    return Certainty.PROVEN if is_certain else Certainty.LIKELY
