"""The shadowing map: for every client the definition that it sends, and why every other one loses."""

from tui.domain.clients.client import RULES
from tui.domain.resolving.found_client import choice_of
from tui.domain.resolving.resolution import Resolution, resolve
from tui.domain.resolving.snapshot import Snapshot


def shadowing_map(snapshot: Snapshot) -> tuple[Resolution, ...]:
    """Return what each client makes of the same machine."""
    return tuple(resolve(choice_of(client_id, snapshot), snapshot) for client_id in RULES)
