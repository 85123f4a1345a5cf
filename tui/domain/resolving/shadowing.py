"""The shadowing map: for every client the definition that it sends, and why every other one loses."""

from tui.domain.clients.client import RULES
from tui.domain.clients.client_id import ClientId
from tui.domain.key.shape import Shape
from tui.domain.origin import OriginKind
from tui.domain.record import Record, replace
from tui.domain.resolving.found_client import choice_of
from tui.domain.resolving.resolution import Resolution, resolve
from tui.domain.resolving.snapshot import Reading, Snapshot, without
from tui.domain.resolving.start_up import in_new_terminal


class ClientView(Record):
    """What one client makes of the machine; `later` is that in a terminal opened now, None where it is the same."""

    now: Resolution
    later: Resolution | None


def shadowing_map(snapshot: Snapshot) -> tuple[Resolution, ...]:
    """Return what each client makes of the same machine."""
    return tuple(resolve(choice_of(client_id, snapshot), snapshot) for client_id in RULES)


def client_views(snapshot: Snapshot) -> tuple[ClientView, ...]:
    """Return what each client makes of the machine, now and in a terminal that is opened now."""
    opened_now = _opened_now(snapshot)
    return tuple(_view(client_id, snapshot, opened_now) for client_id in RULES)


def client_view(client_id: ClientId, snapshot: Snapshot) -> ClientView:
    """Return what one client makes of it."""
    return _view(client_id, snapshot, _opened_now(snapshot))


def _view(client_id: ClientId, snapshot: Snapshot, opened_now: Snapshot) -> ClientView:
    now, later = (resolve(choice_of(client_id, item), item) for item in (snapshot, opened_now))
    return ClientView(now, None if _sent(now) == _sent(later) else later)


def _opened_now(snapshot: Snapshot) -> Snapshot:
    """Return the machine as a program in a new terminal sees it, as far as start-up files tell.

    What no start-up file sets is kept: whether it was typed or comes from the session cannot be told.
    """
    set_there = {
        name: replace(finding, origin=replace(finding.origin, kind=OriginKind.PROCESS))
        for name, finding in in_new_terminal(snapshot).items()
        if finding.value.shape is not Shape.REFERENCE
    }
    kept = without(snapshot, lambda item: item.origin.kind is OriginKind.PROCESS and item.variable in set_there)
    return replace(kept, readings=(*kept.readings, Reading(findings=tuple(set_there.values()))))


def _sent(resolution: Resolution) -> tuple[object, ...]:
    """Return what decides about the call, wherever it stands."""
    credential, barrier = resolution.credential, resolution.barrier
    return (
        credential and credential.value.secret,
        resolution.header,
        resolution.endpoint,
        resolution.hidden,
        barrier and barrier.variable,
    )
