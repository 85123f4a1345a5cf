import pytest

from tests.builders import GOOD, dotenv, shows, snapshot
from tests.causes.answers import Reply, accepts, answered, says, throttles, to_hello
from tui.causes.account.long_context_refused import CAUSE
from tui.causes.registry import diagnose
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import BadRequest, Throttled

wants_more = says(Throttled, 429, "rate_limit_error", "Extra usage is required for long context requests.")
wants_credits = says(Throttled, 429, "rate_limit_error", "Usage credits are required for this.")


@pytest.mark.parametrize("reply", [wants_more, wants_credits], ids=["2026", "newer"])
def test_fires_on_the_free_request_and_on_the_paid_one_alike(reply: Reply) -> None:
    for tested in (
        answered(snapshot(dotenv(GOOD, line=3)), reply),
        answered(snapshot(dotenv(GOOD, line=3)), to_hello(reply, GOOD), hello=True),
    ):
        found = diagnose(tested)
        assert [item.cause_id for item in found] == ["long-context-refused"]
        assert found[0].certainty is Certainty.PROVEN
        assert "`~/project/.env:3`" in found[0].title
        assert not shows(found[0], GOOD)


def test_near_miss_the_key_is_accepted() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), accepts, hello=True)) is None


@pytest.mark.parametrize(
    "reply",
    [
        throttles,
        says(BadRequest, 400, "invalid_request_error", "Third-party apps now draw from your extra usage."),
    ],
    ids=["rate", "login in another program"],
)
def test_belongs_to_another_when_it_is_about_a_rate_or_a_login(reply: Reply) -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), reply)) is None
