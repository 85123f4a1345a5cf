"""One key tested by itself: one request to the official host, a second one where its text is damaged."""

from tui.domain.reporting.alone import LoneResult, LoneTest
from tui.flow.ports import Cancellation, Toolkit


def ask_alone(toolkit: Toolkit, test: LoneTest, cancellation: Cancellation) -> LoneResult:
    """Send what the test asks and return the answers; never raises."""
    landed = toolkit.prober.send(test.requests, cancellation, deadline=toolkit.settings.timeout)
    answers = {outcome.request: outcome for outcome in landed}
    return LoneResult(tuple(answers[request] for request in test.requests))
