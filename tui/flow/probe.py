"""Step 3: ask the API, once a distinct request, and judge what came back."""

import time
from collections.abc import Callable, Iterator, Sequence

from tui.causes.registry import diagnose
from tui.domain.clients.address import same_host, shown_host
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, ServerFault, Variant
from tui.domain.probing.rung import Rung
from tui.domain.probing.service_status import ServiceStatus
from tui.domain.questions.requests import follow_up_requests, requests_for
from tui.domain.record import Record, replace
from tui.domain.reporting.command_line import diagnosis_with_options
from tui.domain.reporting.verdict import Verdict, judge_verdict
from tui.flow.ports import Cancellation, Settings, Toolkit
from tui.flow.walk import Walk
from tui.warnings.registry import warn


class ProbePlan(Record):
    """What is about to be sent, before anything is."""

    evidence: Evidence
    requests: tuple[ProbeRequest, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that will be called, each once."""
        return tuple(dict.fromkeys(shown_host(request.base_url) for request in self.requests))

    @property
    def hints(self) -> tuple[str, ...]:
        """The masks of the credentials that will be sent, each once."""
        return tuple(dict.fromkeys(request.secret.hint for request in self.requests))


def plan_probe(evidence: Evidence) -> ProbePlan:
    """Return the first round of requests."""
    return ProbePlan(evidence, requests_for(evidence))


class ProbeRun:
    """One time of asking, within the time of the settings: both rounds, and beside them the walk up the lower rungs.

    With `tell` the walk begins at once and each rung is told, from another thread; without it the
    walk is made only where the client's own call brings no answer.
    """

    def __init__(
        self, toolkit: Toolkit, plan: ProbePlan, cancellation: Cancellation, tell: Callable[[Rung], None] | None = None
    ) -> None:
        self._toolkit, self._plan, self._cancellation, self._tell = toolkit, plan, cancellation, tell
        self._outcomes: list[ProbeOutcome] = []
        self._ends = 0.0
        self._walk: Walk | None = None

    def outcomes(self) -> Iterator[ProbeOutcome]:
        """Send both rounds, yielding each outcome as it lands.

        The second round asks with what was accepted: the models that the project names, and the
        paid hello where it was asked for.
        """
        settings = self._toolkit.settings
        self._ends = time.monotonic() + settings.timeout
        self._walk = self._begin_walk()
        yield from self._round(self._plan.requests)
        if self._cancellation.is_set():
            return
        yield from self._round(follow_up_requests(self._plan.evidence, self._outcomes, hello=settings.hello))

    def verdict(self) -> Verdict:
        """Return what follows from all of it."""
        walked = self._walk.rungs() if self._walk else ()
        evidence = replace(self._plan.evidence, walked=walked)
        return conclude(
            replace(evidence, service=self._service(evidence)),
            self._outcomes,
            options=self._toolkit.settings.repeated,
        )

    def _service(self, evidence: Evidence) -> ServiceStatus | None:
        """Ask the status page, but only where the official host itself fails."""
        page, left = self._toolkit.status_page, self._ends - time.monotonic()
        official = evidence.snapshot.official_url
        is_outage = any(
            isinstance(item, ServerFault) and same_host(item.request.base_url, official) for item in self._outcomes
        )
        if page is None or not is_outage or left <= 0 or self._cancellation.is_set():
            return None
        return page.read(self._cancellation, deadline=left)

    def _round(self, requests: Sequence[ProbeRequest]) -> Iterator[ProbeOutcome]:
        left = self._ends - time.monotonic()
        if not requests or left <= 0:
            return
        for outcome in self._toolkit.prober.send(requests, self._cancellation, deadline=left):
            self._outcomes.append(outcome)
            if self._walk is not None:
                self._walk.see(outcome)
            yield outcome

    def _begin_walk(self) -> Walk | None:
        walker = self._toolkit.walker
        own = next((item for item in self._plan.requests if item.variant is Variant.AS_FOUND), None)
        if walker is None or own is None:
            return None
        walk = Walk(walker, own, self._cancellation, ends=self._ends, tell=self._tell)
        walk.start()
        return walk


def conclude(evidence: Evidence, outcomes: Sequence[ProbeOutcome], *, options: str = "") -> Verdict:
    """Return the verdict on findings and answers together, with the options behind each next command."""
    return _judged(replace(evidence, outcomes=tuple(outcomes), offline=False), options)


def conclude_offline(evidence: Evidence, settings: Settings) -> Verdict:
    """Return the verdict on findings alone: sending was ruled out, or it was offered and declined."""
    declined = replace(evidence, outcomes=(), offline=True, was_skipped=not settings.offline)
    return _judged(declined, settings.repeated)


def _judged(complete: Evidence, options: str) -> Verdict:
    diagnoses = tuple(diagnosis_with_options(item, options) for item in diagnose(complete))
    return judge_verdict(complete, diagnoses, warn(complete))
