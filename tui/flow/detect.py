"""Step 1: look at every place that may define a credential; nothing is sent, nothing is written."""

from tui.domain.clients.claude_code import CLOUDS, STORED_KEY
from tui.domain.clients.client import OAUTH, ClientChoice, ClientId
from tui.domain.found.finding import Finding
from tui.domain.found.machine import Surroundings
from tui.domain.found.names import is_credential_name
from tui.domain.origin import OriginKind
from tui.domain.resolving.found_client import choice_of
from tui.domain.resolving.snapshot import Reading, Snapshot
from tui.flow.ports import Toolkit


def detect(toolkit: Toolkit) -> Snapshot:
    """Return what all readers see now, and what git, the file system and the keyring say of it."""
    # Deferred: the first paint comes before it.
    from tui.domain.found.key_files import files_with_keys  # noqa: PLC0415 - as above
    from tui.domain.resolving.literal_values import with_literal_values  # noqa: PLC0415 - as above
    from tui.flow.keyring import ask_keyring  # noqa: PLC0415 - as above

    project = toolkit.project.project()
    readings = tuple(reader.read() for reader in toolkit.readers)
    findings = (finding for reading in readings for finding in reading.findings)
    references = tuple(item for reading in readings for item in reading.surroundings.keyring_references)
    beside = Surroundings(
        exposures=toolkit.project.exposures(files_with_keys(findings)),
        keyring_sights=ask_keyring(toolkit.keyring, references) if references else (),
    )
    snapshot = Snapshot(
        project=project,
        official_url=toolkit.settings.official_url,
        readings=(*readings, Reading(surroundings=beside)),
        today=toolkit.clock.today(),
    )
    return with_literal_values(snapshot)


def choose_client(requested: str, snapshot: Snapshot) -> ClientChoice:
    """Return the client that was asked for, else the one that the project's files name."""
    for client_id in ClientId:
        if requested == client_id.value:
            return choice_of(client_id, snapshot, "you chose it")
        if requested == "auto" and any(sign.client_id == client_id.value for sign in snapshot.clients):
            return choice_of(client_id, snapshot)
    if requested == "auto" and _only_claude_code_is_here(snapshot):
        why = "nothing here names another client, and Claude Code is set up for this user"
        return ClientChoice(ClientId.CLAUDE_CODE, why)
    return ClientChoice(ClientId.PYTHON_SDK, "no project file names a client; this is the most common one")


def _only_claude_code_is_here(snapshot: Snapshot) -> bool:
    """Return whether the folder has neither code nor a `.env`, while Claude Code has something to sign in with."""
    if snapshot.code_files or any(item.origin.kind is OriginKind.DOTENV for item in snapshot.findings):
        return False
    kept = snapshot.claude_code
    is_set_up = kept.helper is not None or kept.keychain is not None
    has_lost = any(item.names_credentials for item in kept.malformed)
    return is_set_up or has_lost or any(map(_is_for_claude_code, snapshot.findings))


def _is_for_claude_code(finding: Finding) -> bool:
    """Return whether nothing but Claude Code signs in with this."""
    if finding.origin.kind is OriginKind.CLAUDE_SETTINGS:
        return finding.variable == STORED_KEY or finding.variable in CLOUDS or is_credential_name(finding.variable)
    return finding.origin.kind is OriginKind.CLAUDE_LOGIN or finding.variable == OAUTH
