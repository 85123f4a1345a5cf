import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, shows, snapshot
from tests.causes.answers import answered, is_overloaded, throttles, to_hello
from tui.causes.account.rate_limited import CAUSE
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest
from tui.domain.probing.responder import Responder, ResponderKind
from tui.domain.record import replace


def test_fires_and_says_how_long_to_wait() -> None:
    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD, line=3)), throttles))

    assert diagnosis is not None
    assert diagnosis.cause_id == "rate-limited"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/.env:3`" in diagnosis.title
    assert diagnosis.remedies[0].kind == "manual"
    assert diagnosis.remedies[0].title == "wait 17 seconds, then check again"
    assert not shows(diagnosis, GOOD)


@pytest.mark.parametrize(
    ("header", "words"),
    [("", "wait a minute"), ("1", "wait 1 second,"), ("Sun, 22 Nov 2026 10:00:00 GMT", "wait until Sun, 22 Nov 2026")],
)
def test_reads_the_header_as_the_api_writes_it(header: str, words: str) -> None:
    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD)), lambda item: replace(throttles(item), retry_after=header)))

    assert diagnosis is not None
    assert diagnosis.remedies[0].title.startswith(words)


@pytest.mark.parametrize("kind", [ResponderKind.WEB_SERVER, ResponderKind.EDGE])
def test_a_limit_before_the_api_is_no_judgement_of_the_account(kind: ResponderKind) -> None:
    page = Responder(kind)
    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD)), lambda item: replace(throttles(item), responder=page)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert diagnosis.title.startswith(f"{page.words} at `api.anthropic.com` limits calls before they reach the API")
    assert "shares the account" not in diagnosis.explanation


def test_fires_when_only_the_paid_call_is_limited() -> None:
    diagnosis = CAUSE.find(answered(snapshot(dotenv(GOOD)), to_hello(throttles, GOOD), hello=True))
    assert diagnosis is not None


def test_near_miss_the_key_is_rejected_or_accepted() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(OLD)))) is None
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD)), accepted=(GOOD,))) is None


@pytest.mark.parametrize(
    "message",
    [
        "You have reached your API usage limits: your organization has crossed its monthly API usage threshold.",
        "Too much (enforced_spend_limit_reached)",
        "Extra usage is required for long context requests.",
    ],
)
def test_belongs_to_another_when_the_429_is_about_money(message: str) -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return replace(throttles(request), message=message, retry_after="")

    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), reply)) is None


def test_belongs_to_another_when_the_whole_api_is_overloaded() -> None:
    assert CAUSE.find(answered(snapshot(dotenv(GOOD)), is_overloaded)) is None
