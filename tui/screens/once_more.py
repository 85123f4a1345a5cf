"""What is done to see one rung again: its call is made again, or the way is walked up to it."""

from collections.abc import Callable, Hashable
from functools import partial

from tui.domain.probing.probe import ProbeKind, ProbeRequest
from tui.domain.probing.rung import Rung, RungKind
from tui.flow.again import ask_again, walk_again
from tui.flow.ports import Cancellation
from tui.flow.session import Session
from tui.screens.climb import Climb


def once_more(
    session: Session, climb: Climb, chosen: Hashable, cancellation: Cancellation, tell: Callable[[Rung], None]
) -> Callable[[], None] | None:
    """Return the work for a row, and show the row as under way; None for a paid call, which needs its own consent."""
    is_call = isinstance(chosen, ProbeRequest)
    request = chosen if is_call else climb.own
    kind = RungKind.HTTP if is_call else climb.kind_of(chosen)
    if request is None or request.kind is ProbeKind.HELLO:
        return None
    if kind is RungKind.HTTP:
        climb.await_again(request)
        return partial(ask_again, session, request, cancellation)
    climb.forget(kind)
    return partial(walk_again, session, request, cancellation, up_to=kind, tell=tell)
