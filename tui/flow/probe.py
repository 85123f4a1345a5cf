"""Step 3: ask the API, once a distinct request, and judge what came back."""

from collections.abc import Iterator, Sequence

from tui.causes.registry import diagnose
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest
from tui.domain.questions.requests import follow_up_requests, requests_for
from tui.domain.record import Record, replace
from tui.domain.remedies.common import host_of
from tui.domain.reporting.verdict import Verdict, judge_verdict
from tui.flow.ports import Cancellation, Toolkit
from tui.warnings.registry import warn


class ProbePlan(Record):
    """What is about to be sent, before anything is."""

    evidence: Evidence
    requests: tuple[ProbeRequest, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that will be called, each once."""
        return tuple(dict.fromkeys(host_of(request.base_url) for request in self.requests))

    @property
    def hints(self) -> tuple[str, ...]:
        """The masks of the credentials that will be sent, each once."""
        return tuple(dict.fromkeys(request.secret.hint for request in self.requests))


def plan_probe(evidence: Evidence) -> ProbePlan:
    """Return the first round of requests."""
    return ProbePlan(evidence, requests_for(evidence))


def probe(toolkit: Toolkit, plan: ProbePlan, cancellation: Cancellation) -> Iterator[ProbeOutcome]:
    """Send both rounds, yielding each outcome as it lands.

    The second round asks with what was accepted: the models that the project names, and the
    paid hello where it was asked for.
    """
    outcomes: list[ProbeOutcome] = []
    settings = toolkit.settings
    for outcome in toolkit.prober.send(plan.requests, cancellation, deadline=settings.timeout):
        outcomes.append(outcome)
        yield outcome
    if cancellation.is_set():
        return
    follow_up = follow_up_requests(plan.evidence, outcomes, hello=settings.hello)
    if follow_up:
        yield from toolkit.prober.send(follow_up, cancellation, deadline=settings.timeout)


def conclude(evidence: Evidence, outcomes: Sequence[ProbeOutcome], *, offline: bool = False) -> Verdict:
    """Return the verdict on findings and answers together."""
    complete = replace(evidence, outcomes=tuple(outcomes), offline=offline)
    return judge_verdict(complete, diagnose(complete), warn(complete))
