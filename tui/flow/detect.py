"""Step 1: look at every place that may define a credential; nothing is sent, nothing is written."""

from tui.domain.client import ClientChoice, ClientId
from tui.domain.finding import Reading, Snapshot
from tui.domain.found_client import choice_of
from tui.domain.machine import Surroundings
from tui.flow.ports import Toolkit

_PREFERENCE = (ClientId.PYTHON_SDK, ClientId.TYPESCRIPT_SDK, ClientId.CURL, ClientId.CLAUDE_CODE)


def detect(toolkit: Toolkit) -> Snapshot:
    """Return what all readers see now, and what git, the file system and the keyring say of it."""
    # Deferred: the first paint comes before it.
    from tui.domain.key_files import files_with_keys  # noqa: PLC0415 - as above
    from tui.flow.keyring import ask_keyring  # noqa: PLC0415 - as above

    project = toolkit.project.project()
    readings = tuple(reader.read() for reader in toolkit.readers)
    findings = (finding for reading in readings for finding in reading.findings)
    references = tuple(item for reading in readings for item in reading.surroundings.keyring_references)
    beside = Surroundings(
        exposures=toolkit.project.exposures(files_with_keys(findings)),
        keyring_sights=ask_keyring(toolkit.keyring, references) if references else (),
    )
    return Snapshot(
        project=project,
        official_url=toolkit.settings.official_url,
        readings=(*readings, Reading(surroundings=beside)),
        today=toolkit.clock.today(),
    )


def choose_client(requested: str, snapshot: Snapshot) -> ClientChoice:
    """Return the client that was asked for, else the one that the project's files name."""
    for client_id in _PREFERENCE:
        if requested == client_id.value:
            return choice_of(client_id, snapshot, "you chose it")
        if requested == "auto" and any(sign.client_id == client_id.value for sign in snapshot.clients):
            return choice_of(client_id, snapshot)
    return ClientChoice(ClientId.PYTHON_SDK, "no project file names a client; this is the most common one")
