"""A client in the version that the project has."""

from tui.domain.clients.client import ClientChoice, ClientId
from tui.domain.resolving.raw_call import program_of, raw_call_of
from tui.domain.resolving.snapshot import Snapshot


def choice_of(client_id: ClientId, snapshot: Snapshot, why: str = "") -> ClientChoice:
    """Return the client with its version where a sign tells it; `why` says why it is looked at."""
    signs = [sign for sign in snapshot.clients if sign.client_id == client_id.value]
    version = next((sign.version for sign in signs if sign.version), "")
    program = program_of(raw_call_of(client_id, snapshot))
    wants_path = bool(signs) and signs[0].wants_version_path
    return ClientChoice(client_id, why or (signs[0].why if signs else ""), version, program, wants_path)
