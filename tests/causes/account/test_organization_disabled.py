import pytest

from tests.builders import GOOD, OLD, dotenv, keyring, process, shows, snapshot
from tests.causes.answers import Reply, accepts, answered, forbids, has_no_credit, says, to_hello
from tui.causes.account.organization_disabled import CAUSE
from tui.causes.registry import diagnose
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import BadRequest, ProbeOutcome, ProbeRequest
from tui.domain.record import replace

INVALID = "invalid_request_error"
is_disabled = says(BadRequest, 400, INVALID, "This organization has been disabled.")


@pytest.mark.parametrize(
    "reply",
    [
        is_disabled,
        says(BadRequest, 400, INVALID, "Your account is on hold. (organization_on_hold)"),
        says(BadRequest, 400, INVALID, "Your ANTHROPIC_API_KEY belongs to a disabled organization"),
    ],
    ids=["current", "code", "claude code"],
)
def test_fires_when_the_api_knows_the_key_of_a_disabled_organisation(reply: Reply) -> None:
    diagnosis = CAUSE.find(answered(snapshot(dotenv(OLD, line=3)), reply))

    assert diagnosis is not None
    assert diagnosis.cause_id == "organization-disabled"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/.env:3`" in diagnosis.title
    assert {remedy.kind for remedy in diagnosis.remedies} == {"manual"}
    assert not shows(diagnosis, OLD)


def test_fires_when_only_the_paid_call_says_so() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), to_hello(is_disabled, GOOD), hello=True)) is not None


def test_takes_another_key_that_is_accepted() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return accepts(request) if request.secret.reveal() == GOOD else is_disabled(request)

    diagnosis = CAUSE.find(answered(snapshot(dotenv(OLD, line=3), keyring(GOOD)), reply))
    assert diagnosis is not None
    assert diagnosis.remedies[0].kind == "edit"
    assert not shows(diagnosis, OLD, GOOD)


def test_is_likely_when_another_service_says_it() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return replace(is_disabled(request), speaks_anthropic=False)

    diagnosis = CAUSE.find(answered(snapshot(process(OLD)), reply))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_key_is_accepted() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), accepts, hello=True)) is None


@pytest.mark.parametrize(("reply", "cause"), [(has_no_credit, "credit-too-low"), (forbids, "permission-denied")])
def test_belongs_to_another_when_the_account_says_something_else(reply: Reply, cause: str) -> None:
    assert [item.cause_id for item in diagnose(answered(snapshot(process(GOOD)), reply))] == [cause]
