import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, shows, snapshot
from tests.causes.answers import answered, forbids, to_hello
from tui.causes.account.permission_denied import CAUSE
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest
from tui.domain.record import replace


def test_fires_when_the_api_knows_the_key_and_forbids_the_call() -> None:
    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD, line=3)), forbids))

    assert diagnosis is not None
    assert diagnosis.cause_id == "permission-denied"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/.env:3`" in diagnosis.title
    assert {remedy.kind for remedy in diagnosis.remedies} == {"manual"}
    assert not shows(diagnosis, GOOD)


def test_fires_when_only_the_paid_call_is_forbidden() -> None:
    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD)), to_hello(forbids, GOOD), hello=True))
    assert diagnosis is not None


def test_near_miss_the_key_is_rejected_or_accepted() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(OLD)))) is None
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD)), accepted=(GOOD,))) is None


@pytest.mark.parametrize(
    ("error_type", "message"),
    [
        ("forbidden", "Request not allowed"),
        ("permission_error", "Your IP address isn't in this organization's allowed range."),
        ("permission_error", "OAuth token has been revoked. Please obtain a new token."),
    ],
)
def test_belongs_to_another_when_the_403_is_not_about_permission(error_type: str, message: str) -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return replace(forbids(request), error_type=error_type, message=message)

    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), reply)) is None


def test_belongs_to_another_when_the_403_names_the_model() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return replace(forbids(request), message=f"no access to {request.model}")

    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), to_hello(reply, GOOD), hello=True)) is None
