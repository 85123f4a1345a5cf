from tests.builders import GOOD, OLD, evidence, process, shows, snapshot
from tests.causes.answers import RELAY, answered, by_host, rejects
from tui.causes.network.dns_failure import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import NameNotResolved, ProbeOutcome, ProbeRequest, TimedOut


def _no_address(request: ProbeRequest) -> ProbeOutcome:
    return NameNotResolved(request, 3.0, "the name api.anthropic.com has no address")


def test_fires_when_the_name_has_no_address() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), _no_address))

    assert diagnosis is not None
    assert diagnosis.cause_id == "dns-failure"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`api.anthropic.com`" in diagnosis.title
    assert "the name api.anthropic.com has no address" in diagnosis.explanation
    assert "the key was not judged" in diagnosis.explanation.lower()
    assert {remedy.kind for remedy in diagnosis.remedies} == {"manual"}
    assert any("HTTPS_PROXY" in remedy.title for remedy in diagnosis.remedies)
    assert not shows(diagnosis, GOOD)


def test_says_so_when_a_base_url_names_the_host() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD), process("https://tpyo.example", BASE_URL)), _no_address))

    assert diagnosis is not None
    assert "`tpyo.example`" in diagnosis.title
    assert "correct ANTHROPIC_BASE_URL in the environment" in diagnosis.remedies[0].title


def test_near_miss_the_host_answers() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None
    assert CAUSE.find(evidence(snapshot(process(OLD)), offline=True)) is None


def test_belongs_to_another_when_the_call_timed_out() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), lambda item: TimedOut(item, 9.0, "no answer"))) is None


def test_belongs_to_another_when_the_official_host_answers() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(_no_address, GOOD))) is None
    assert CAUSE.find(answered(shot, by_host(_no_address))) is None


def test_is_likely_only_where_the_same_host_answered_another_call() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return _no_address(request) if request.variant == "as found" else rejects(request)

    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), reply))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
