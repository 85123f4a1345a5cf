import pytest

from tests.builders import GOOD, dotenv, shows, snapshot
from tests.causes.answers import Reply, accepts, answered, forbids, says, to_hello
from tui.causes.account.ip_not_allowed import CAUSE
from tui.causes.registry import diagnose
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import Forbidden

WORDS = "Your IP address isn't in this organization's allowed range."
is_elsewhere = says(Forbidden, 403, "permission_error", WORDS)


def test_fires_when_the_answer_names_the_address() -> None:
    found = diagnose(answered(snapshot(dotenv(GOOD, line=3)), is_elsewhere))

    assert [item.cause_id for item in found] == ["ip-not-allowed"]
    assert found[0].certainty is Certainty.PROVEN
    assert "`~/project/.env:3`" in found[0].title
    assert {remedy.kind for remedy in found[0].remedies} == {"manual"}
    assert not shows(found[0], GOOD)


def test_fires_when_only_the_paid_call_is_refused() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), to_hello(is_elsewhere, GOOD), hello=True)) is not None


def test_near_miss_the_key_is_accepted() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), accepts)) is None


@pytest.mark.parametrize(
    "reply", [forbids, says(Forbidden, 403, "forbidden", "Your IP address is blocked")], ids=["permission", "edge"]
)
def test_belongs_to_another_when_the_403_is_about_something_else(reply: Reply) -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), reply)) is None
