"""One rung again: the answer, or the walk, takes the place of the one before, and the verdict is drawn anew."""

import time
from collections.abc import Callable

from tui.domain.probing.probe import Cancelled, ProbeRequest
from tui.domain.probing.rung import Rung, RungKind
from tui.domain.record import replace
from tui.flow.ports import Cancellation
from tui.flow.probe import conclude
from tui.flow.session import Session


def ask_again(session: Session, request: ProbeRequest, cancellation: Cancellation) -> None:
    """Send one request of this walk again; a stop leaves what came back before."""
    toolkit, verdict = session.toolkit, session.verdict
    outcomes = toolkit.prober.send([request], cancellation, deadline=toolkit.settings.timeout)
    for outcome in outcomes:
        if verdict is None or session.verdict is not verdict or isinstance(outcome, Cancelled):
            return
        earlier = verdict.evidence.outcomes
        answers = tuple(outcome if item.request == request else item for item in earlier)
        session.take(conclude(verdict.evidence, answers))


def walk_again(
    session: Session,
    request: ProbeRequest,
    cancellation: Cancellation,
    *,
    up_to: RungKind,
    tell: Callable[[Rung], None],
) -> None:
    """Walk the way of a request again, up to the rungs of this kind, telling each as it is known."""
    walker, timeout = session.toolkit.walker, session.toolkit.settings.timeout
    if walker is None:
        return
    ends = time.monotonic() + timeout
    found: list[Rung] = []
    for rung in walker.walk(request, cancellation, deadline=timeout):
        if rung.kind.height > up_to.height or time.monotonic() > ends:
            break
        found.append(rung)
        tell(rung)
    verdict = session.verdict
    if verdict is not None and found:
        kept = tuple(rung for rung in verdict.evidence.walked if rung.kind.height > up_to.height)
        session.take(conclude(replace(verdict.evidence, walked=(*found, *kept)), verdict.evidence.outcomes))
