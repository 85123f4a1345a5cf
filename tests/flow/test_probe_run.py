"""One time of asking: the status page is asked only where the official host fails, and all of it within its time."""

from tests import builders
from tests.builders import GOOD
from tests.fakes.cancellation import StopButton
from tests.fakes.prober import Answer, FakeProber, accepts
from tests.fakes.walker import HELD, FakeWalker
from tests.ui.toolkit import world
from tui.domain.clients.client import BASE_URL
from tui.domain.found.finding import Finding
from tui.domain.probing.probe import ConnectionRefused, ProbeOutcome, ProbeRequest, ServerFault, TimedOut
from tui.domain.probing.service_status import ServiceStatus
from tui.domain.record import replace
from tui.domain.reporting.report import report
from tui.domain.reporting.verdict import Verdict
from tui.flow.ports import Cancellation
from tui.flow.session import Session

TROUBLE = ServiceStatus("status.claude.com", "major_outage", ("Elevated errors",))


class FakePage:
    def __init__(self, said: ServiceStatus | None = TROUBLE) -> None:
        self.said = said
        self.deadlines: list[float] = []

    def read(self, cancellation: Cancellation, *, deadline: float) -> ServiceStatus | None:
        assert not cancellation.is_set()
        self.deadlines.append(deadline)
        return self.said


def fails(status: int) -> Answer:
    def answer(request: ProbeRequest) -> ProbeOutcome:
        kind = "overloaded_error" if status == 529 else "api_error"
        return ServerFault(request, 20.0, status, kind, speaks_anthropic=True)

    return answer


def at_the_gateway(request: ProbeRequest) -> ProbeOutcome:
    return (fails(529) if "gateway" in request.base_url else accepts())(request)


def judged(answer: Answer, page: FakePage, *findings: Finding, walker: FakeWalker | None = None) -> Verdict:
    made = world(builders.process(GOOD), *findings, prober=FakeProber({GOOD: answer}), walker=walker)
    session = Session(replace(made.session.toolkit, status_page=page))
    list(session.probe(StopButton()))
    assert session.verdict is not None
    return session.verdict


def test_where_the_api_fails_the_page_is_asked_and_quoted() -> None:
    for status, cause in ((529, "overloaded"), (500, "outage"), (503, "outage")):
        page = FakePage()
        verdict = judged(fails(status), page)
        assert verdict.primary is not None
        assert verdict.primary.cause_id == cause
        assert [(line.origin, line.text) for line in verdict.primary.evidence][-1] == (
            "status.claude.com",
            "says that the API is out of order: Elevated errors",
        )
        assert len(page.deadlines) == 1
        assert report(verdict)["service"] == {
            "page": "status.claude.com",
            "status": "major_outage",
            "incidents": ["Elevated errors"],
        }


def test_a_page_that_says_nothing_changes_nothing() -> None:
    verdict = judged(fails(529), FakePage(None))
    assert verdict.primary is not None
    assert verdict.primary.cause_id == "overloaded"
    assert report(verdict)["service"] is None


def test_elsewhere_it_is_not_asked() -> None:
    page = FakePage()
    judged(accepts(), page)
    judged(lambda request: TimedOut(request, 5.0, "no answer"), page)
    judged(at_the_gateway, page, builders.process("https://gateway.example", BASE_URL))
    assert page.deadlines == []


def test_a_call_without_an_answer_brings_the_walk_into_the_evidence() -> None:
    walker = FakeWalker()
    verdict = judged(lambda request: ConnectionRefused(request, 5.0, "refused"), FakePage(), walker=walker)
    assert verdict.evidence.walked == HELD
    assert walker.walks == 1


def test_an_answer_spares_it() -> None:
    walker = FakeWalker()
    assert judged(accepts(), FakePage(), walker=walker).evidence.walked == ()
    assert walker.walks == 0
