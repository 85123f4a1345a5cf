from tests.builders import GOOD, OLD, evidence, process, shows, snapshot
from tests.causes.answers import RELAY, answered, by_host, is_dead
from tui.causes.network.connection_timeout import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, TimedOut
from tui.domain.probing.rung import Result, Rung, RungKind
from tui.domain.record import replace


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


def test_the_rungs_of_the_way_are_quoted_and_say_what_to_do() -> None:
    walked = (
        Rung(RungKind.NAME, Result.WARN, "`/etc/hosts:4` says 10.0.0.9", 1.0, facts=(("override", "`/etc/hosts:4`"),)),
        Rung(RungKind.CONNECTION, Result.OK, "10.0.0.9 took the connection", 2.0, "IPv4"),
        Rung(RungKind.CONNECTION, Result.WARN, "::1 does not answer within 4 s", 4000.0, "IPv6"),
    )
    diagnosis = CAUSE.find(replace(answered(snapshot(process(GOOD)), _silent), walked=walked))
    assert diagnosis is not None
    assert diagnosis.evidence[-1].text == (
        "name: `/etc/hosts:4` says 10.0.0.9; IPv4: 10.0.0.9 took the connection; IPv6: ::1 does not answer within 4 s"
    )
    assert [remedy.id for remedy in diagnosis.remedies[:3]] == ["try-again", "check-hosts-file", "repair-family"]
