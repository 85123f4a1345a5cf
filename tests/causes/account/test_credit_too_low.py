import pytest

from tests.builders import GOOD, dotenv, evidence, shows, snapshot
from tests.causes.answers import Reply, accepts, answered, has_no_credit, throttles, to_hello
from tui.causes.account.credit_too_low import CAUSE
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import BadRequest, ProbeOutcome, ProbeRequest
from tui.domain.record import replace


def _payment_required(request: ProbeRequest) -> ProbeOutcome:
    return replace(has_no_credit(request), status=402, error_type="billing_error", message="Payment is due.")


def _older_wording(request: ProbeRequest) -> ProbeOutcome:
    return replace(has_no_credit(request), message="Please go to Plans & Billing to upgrade or purchase credits.")


@pytest.mark.parametrize("said", [has_no_credit, _payment_required, _older_wording])
def test_fires_when_the_list_is_accepted_and_a_paid_call_is_not(said: Reply) -> None:
    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD, line=3)), to_hello(said, GOOD), hello=True))

    assert diagnosis is not None
    assert diagnosis.cause_id == "credit-too-low"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/.env:3`" in diagnosis.title
    assert {remedy.kind for remedy in diagnosis.remedies} == {"manual"}
    assert "settings/billing" in diagnosis.remedies[0].title
    assert not shows(diagnosis, GOOD)


def test_is_likely_when_the_free_call_says_it_already() -> None:
    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD)), has_no_credit))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_no_paid_call_was_made() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD)), accepted=(GOOD,))) is None


def test_near_miss_the_paid_call_was_answered() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), accepts, hello=True)) is None


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "This organization has been disabled."),
        (400, "You have reached your specified API usage limits."),
        (402, "linked organization (linked_organization_spend_limit_reached)"),
        (400, "max_tokens: Field required"),
    ],
)
def test_belongs_to_another_when_the_account_has_another_trouble(status: int, message: str) -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return BadRequest(request, 9.0, status, "invalid_request_error", message, speaks_anthropic=True)

    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), to_hello(reply, GOOD), hello=True)) is None


def test_belongs_to_another_when_the_calls_are_limited() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), to_hello(throttles, GOOD), hello=True)) is None
