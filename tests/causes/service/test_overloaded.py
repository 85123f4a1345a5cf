from tests.builders import GOOD, OLD, dotenv, evidence, shows, snapshot
from tests.causes.answers import answered, is_overloaded, throttles
from tui.causes.service.overloaded import CAUSE
from tui.domain.judging.diagnosis import Certainty
from tui.domain.record import replace


def test_fires_when_the_api_is_overloaded() -> None:
    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD, line=3)), is_overloaded))

    assert diagnosis is not None
    assert diagnosis.cause_id == "overloaded"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`api.anthropic.com`" in diagnosis.title
    assert diagnosis.evidence[0].origin == "~/project/.env:3"
    assert {remedy.kind for remedy in diagnosis.remedies} == {"manual"}
    assert not shows(diagnosis, GOOD)


def test_goes_by_the_type_at_another_status() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), lambda item: replace(is_overloaded(item), status=503)))


def test_near_miss_another_fault_of_the_server() -> None:
    shot = snapshot(dotenv(GOOD))
    found = answered(shot, lambda item: replace(is_overloaded(item), status=500, error_type="api_error"))
    assert CAUSE.find(found) is None


def test_near_miss_the_key_is_rejected_or_accepted() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(OLD)))) is None
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD)), accepted=(GOOD,))) is None


def test_belongs_to_another_when_only_this_account_is_limited() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), throttles)) is None
