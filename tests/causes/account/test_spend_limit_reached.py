import pytest

from tests.builders import GOOD, dotenv, shows, snapshot
from tests.causes.answers import Reply, accepts, answered, has_no_credit, says, throttles, to_hello
from tui.causes.account.spend_limit_reached import CAUSE
from tui.causes.registry import diagnose
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import BadRequest, Throttled

SET = "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."
CAP = "You have reached your API usage limits: your organization has crossed its monthly API usage threshold"
is_at_a_limit = says(BadRequest, 400, "invalid_request_error", SET)
is_at_its_cap = says(Throttled, 429, "rate_limit_error", f"{CAP} (enforced_spend_limit_reached)")
IS_AT_A_LIMIT = (
    is_at_a_limit,
    says(BadRequest, 400, "invalid_request_error", "You have reached your specified workspace API usage limits."),
    says(BadRequest, 402, "billing_error", "No. (linked_organization_spend_limit_reached)"),
    is_at_its_cap,
)


@pytest.mark.parametrize("reply", IS_AT_A_LIMIT, ids=["set", "workspace", "linked", "cap"])
def test_fires_on_the_free_request_and_on_the_paid_one_alike(reply: Reply) -> None:
    free = CAUSE.find(answered(snapshot(dotenv(GOOD, line=3)), reply))
    paid = CAUSE.find(answered(snapshot(dotenv(GOOD, line=3)), to_hello(reply, GOOD), hello=True))

    for diagnosis in (free, paid):
        assert diagnosis is not None
        assert diagnosis.cause_id == "spend-limit-reached"
        assert diagnosis.certainty is Certainty.PROVEN
        assert "`~/project/.env:3`" in diagnosis.title
        assert not shows(diagnosis, GOOD)


def test_a_cap_is_told_from_a_rate_limit_although_it_has_its_status() -> None:
    found = diagnose(answered(snapshot(dotenv(GOOD)), is_at_its_cap))
    assert [item.cause_id for item in found] == ["spend-limit-reached"]
    assert "no pause helps" in found[0].explanation


def test_near_miss_the_key_is_accepted() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), accepts, hello=True)) is None


@pytest.mark.parametrize(("reply", "cause"), [(has_no_credit, "credit-too-low"), (throttles, "rate-limited")])
def test_belongs_to_another_when_it_is_about_credit_or_a_rate(reply: Reply, cause: str) -> None:
    assert [item.cause_id for item in diagnose(answered(snapshot(dotenv(GOOD)), reply))] == [cause]
