from tests.builders import GOOD, OLD, evidence, process, shows, snapshot
from tests.causes.answers import RELAY, answered, by_host, is_dead
from tui.causes.network.connection_timeout import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, TimedOut


def _silent(request: ProbeRequest) -> ProbeOutcome:
    return TimedOut(request, 10_000.0, "no answer within 10 seconds")


def test_fires_when_no_answer_arrives() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), _silent))

    assert diagnosis is not None
    assert diagnosis.cause_id == "connection-timeout"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`api.anthropic.com`" in diagnosis.title
    assert "not a refusal" in diagnosis.explanation
    assert diagnosis.remedies[0].kind == "manual"
    assert "--timeout" in diagnosis.remedies[0].title
    assert not shows(diagnosis, GOOD)


def test_near_miss_the_host_answers() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None


def test_belongs_to_another_when_the_connection_is_refused() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), is_dead)) is None


def test_belongs_to_another_when_only_the_base_url_is_silent() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(_silent, GOOD))) is None
