"""What the keyring has to do with a client's credential."""

from tui.domain.clients.client import ClientChoice
from tui.domain.found.finding import Finding
from tui.domain.resolving.snapshot import Snapshot


def from_keyring(client: ClientChoice, snapshot: Snapshot, *, is_passed: bool) -> list[Finding]:
    """Return the values of the keyring that the code hands to this client, or else takes where it finds no other."""
    places = {
        reference.entry.origin
        for reference in snapshot.surroundings.keyring_references
        if reference.entry and reference.is_passed is is_passed and client.id.value in reference.client_ids
    }
    return [finding for finding in snapshot.findings if finding.origin in places]
