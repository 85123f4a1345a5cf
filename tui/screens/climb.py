"""What one time of asking has brought so far, as rows: the rungs that all keys share, then each key."""

from collections.abc import Hashable, Iterator, Sequence

from tui.domain.probing.probe import ProbeKind, ProbeOutcome, ProbeRequest, Variant
from tui.domain.probing.rung import Rung, RungKind, failing
from tui.domain.record import replace
from tui.domain.reporting.exchange import answer_facts, curl_line, left_out, sent_lines
from tui.domain.reporting.ladder import ladder_of, top_rung
from tui.domain.reporting.marks import Status
from tui.flow.probe import ProbePlan
from tui.screens.rung_detail import Exchange
from tui.widgets.asked_rows import Asked, asked_row, short_hint, status_of
from tui.widgets.look import Look
from tui.widgets.row_list import Row
from tui.widgets.rung_rows import Cell, ahead_row, keys_row, rung_row
from tui.widgets.sheet import text

_SHARED = (RungKind.NAME, RungKind.CONNECTION, RungKind.TLS, RungKind.HTTP)


class Climb:
    """Collects rungs and answers; what comes again takes the place of what came before."""

    def __init__(self, plan: ProbePlan, outcomes: Sequence[ProbeOutcome] = (), walked: Sequence[Rung] = ()) -> None:
        self.plan = plan
        self._outcomes = {item.request: item for item in outcomes}
        self._walked = {rung.identity: rung for rung in walked}
        self._waiting: set[ProbeRequest] = set()

    def tell(self, rung: Rung) -> None:
        """Take a rung that was walked."""
        self._walked[rung.identity] = rung

    def land(self, outcome: ProbeOutcome) -> None:
        """Take an answer."""
        self._outcomes[outcome.request] = outcome
        self._waiting.discard(outcome.request)

    def forget(self, kind: RungKind) -> None:
        """Drop the walked rungs of one kind, which is walked again."""
        self._walked = {identity: rung for identity, rung in self._walked.items() if rung.kind is not kind}

    def await_again(self, request: ProbeRequest) -> None:
        """Show a request as under way again."""
        self._waiting.add(request)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known yet."""
        return not self._outcomes and not self._walked

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The ladder of the client's own call."""
        walked = sorted(self._walked.values(), key=lambda rung: rung.kind.height)
        known = replace(self.plan.evidence, walked=tuple(walked), outcomes=tuple(self._outcomes.values()))
        return tuple(rung for rung in ladder_of(known) if rung.kind.height <= RungKind.HTTP.height)

    def kind_of(self, key: Hashable) -> RungKind:
        """Return the kind of the rung of a row."""
        return next((rung.kind for rung in self.rungs if rung.identity == key), RungKind.HTTP)

    @property
    def own(self) -> ProbeRequest | None:
        """The client's own request, planned or answered."""
        return next((request for request in self._requests if request.variant is Variant.AS_FOUND), None)

    def outcome(self, request: ProbeRequest) -> ProbeOutcome | None:
        """Return what came back, None while it is under way."""
        return None if request in self._waiting else self._outcomes.get(request)

    def detail(self, key: Hashable) -> tuple[Rung, Exchange | None] | None:
        """Return what belongs to a row: the rung, and the call that it is about."""
        if isinstance(key, ProbeRequest):
            outcome = self.outcome(key)
            return (top_rung(outcome), self._exchange(outcome)) if outcome else None
        rung = next((rung for rung in self.rungs if rung.identity == key), None)
        if rung is None:
            return None
        own = self.outcome(self.own) if self.own and rung.kind is RungKind.HTTP else None
        return rung, self._exchange(own) if own else None

    def _exchange(self, outcome: ProbeOutcome) -> Exchange:
        request, snapshot = outcome.request, self.plan.evidence.snapshot
        command = curl_line(request, snapshot.findings, snapshot.project.shell)
        return Exchange(sent_lines(request), answer_facts(outcome), command, left_out(request))

    def rows(self, look: Look, *, is_under_way: bool) -> list[Row]:
        """Return everything that is shown; while requests are under way, what waits is shown as well."""
        rungs = self.rungs
        asked = [Asked(request, self.outcome(request)) for request in self._requests]
        shown = [item for item in asked if item.outcome or is_under_way]
        times = [rung.milliseconds or 0.0 for rung in rungs]
        longest = max([*times, *(item.outcome.milliseconds for item in shown if item.outcome)], default=0.0)
        findings = self.plan.evidence.snapshot.findings
        rows = list(self._shared_rows(rungs, look, longest, is_under_way=is_under_way)) if shown else []
        rows.extend(self._side_by_side(shown, look))
        rows.extend(Row(item.request, asked_row(item, findings, look, longest)) for item in shown)
        return rows

    def _shared_rows(self, rungs: tuple[Rung, ...], look: Look, longest: float, *, is_under_way: bool) -> Iterator[Row]:
        broken, kinds = failing(rungs), {rung.kind for rung in rungs}
        for rung in rungs:
            yield Row(rung.identity, rung_row(rung, look, longest))
        for kind in _SHARED:
            is_beyond = broken is not None and kind.height > broken.kind.height
            if kind not in kinds and (is_beyond or is_under_way) and self._is_on_the_way(kind):
                yield Row(None, ahead_row(kind, look, is_under_way=is_under_way and not is_beyond))

    def _is_on_the_way(self, kind: RungKind) -> bool:
        own = self.own
        return own is not None and (kind is not RungKind.TLS or own.url.lower().startswith("https:"))

    def _side_by_side(self, asked: list[Asked], look: Look) -> Iterator[Row]:
        """Yield the row of all keys where there are several, the forms of one together, and a blank line."""
        by_key: dict[str, list[Asked]] = {}
        for item in asked:
            if item.request.kind is ProbeKind.AUTH:
                by_key.setdefault(short_hint(item.request.secret.hint), []).append(item)
        cells = [Cell(_standing(items), tail) for tail, items in by_key.items()]
        if len(cells) > 1:
            yield Row(None, keys_row(cells, look))
        if asked:
            yield Row(None, lambda _width: text(""))

    @property
    def _requests(self) -> tuple[ProbeRequest, ...]:
        return tuple(dict.fromkeys((*self.plan.requests, *self._outcomes)))


def _standing(asked: list[Asked]) -> Status | None:
    """Return how a key stands after all its forms: accepted in one of them is good."""
    found = [status_of(item.outcome) if item.outcome else None for item in asked]
    for status in (Status.OK, None, Status.FAIL):
        if status in found:
            return status
    return Status.UNKNOWN
