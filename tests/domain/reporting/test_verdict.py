import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, snapshot
from tests.causes.answers import Reply, accepts, answered, has_no_credit, rejects_as_a_relay, throttles, to_hello
from tui.domain.found.finding import ReadProblem
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing.probe import (
    BadRequest,
    Cancelled,
    ConnectionRefused,
    Forbidden,
    ForeignAnswer,
    NotFound,
    ProbeOutcome,
    ProbeRequest,
    ProxyFailed,
    Redirected,
    ServerFault,
    Throttled,
    TlsFailed,
    Unsendable,
)
from tui.domain.record import replace
from tui.domain.reporting.verdict import VerdictKind, judge_verdict
from tui.domain.resolving.snapshot import Snapshot

_FIRST = Diagnosis("first", Certainty.PROVEN, "the first title", "why")
_SECOND = Diagnosis("second", Certainty.LIKELY, "the second title", "why")
_ANSWERS: tuple[tuple[Reply, str], ...] = (
    (lambda item: Cancelled(item, 1.0, "stopped"), "stopped before `api.anthropic.com` answered"),
    (lambda item: ForeignAnswer(item, 1.0, 200, message="a web page"), "other than the Claude API answered"),
    (lambda item: Redirected(item, 1.0, 302, message="login.example"), "login.example"),
    (lambda item: ServerFault(item, 1.0, 500, "api_error", "Internal"), "500 api_error: Internal"),
    (
        lambda item: Throttled(item, 1.0, 429, "rate_limit_error", "a spend limit"),
        "answers no calls of its account",
    ),
    (lambda item: Forbidden(item, 1.0, 403, "forbidden", "Request not allowed"), "does not mean that the key"),
    (lambda item: BadRequest(item, 1.0, 400, "invalid_request_error", "a header"), "without rejecting the key"),
    (lambda item: NotFound(item, 1.0, 404, "not_found_error", "Not Found"), "nothing at the API's address"),
    (lambda item: Unsendable(item, 1.0, "an odd character"), "the Python SDK cannot send the key"),
    (lambda item: ProxyFailed(item, 1.0, "407 from the proxy"), "the proxy did not let the call through"),
    (lambda item: TlsFailed(item, 1.0, "the certificate has ended"), "no safe connection"),
    (lambda item: ConnectionRefused(item, 1.0, "broken off"), "no answer came from `api.anthropic.com`"),
    (rejects_as_a_relay, "not in the way the Claude API does"),
)


def _shot() -> Snapshot:
    return snapshot(dotenv(GOOD, line=3))


def test_ok_names_the_client_the_key_and_its_place() -> None:
    verdict = judge_verdict(evidence(_shot(), accepted=(GOOD,)), ())

    assert verdict.kind is VerdictKind.OK
    assert verdict.primary is None
    assert verdict.sentence == (
        "the key the Python SDK sends was accepted: sk-ant-api03-gx7..._QAA from `~/project/.env:3`"
    ).replace("_QAA", GOOD[-4:])
    assert GOOD not in verdict.sentence
    assert GOOD not in repr(verdict)


def test_problem_takes_the_first_diagnosis() -> None:
    verdict = judge_verdict(evidence(snapshot(process(OLD))), (_FIRST, _SECOND))

    assert verdict.kind is VerdictKind.PROBLEM
    assert verdict.primary is _FIRST
    assert verdict.also == (_SECOND,)
    assert verdict.sentence == "the first title"


def test_an_accepted_key_with_a_cause_is_a_problem() -> None:
    assert judge_verdict(evidence(_shot(), accepted=(GOOD,)), (_FIRST,)).kind is VerdictKind.PROBLEM


def test_offline_without_a_cause_is_unknown() -> None:
    verdict = judge_verdict(evidence(_shot(), offline=True), ())

    assert verdict.kind is VerdictKind.UNKNOWN
    assert verdict.sentence.startswith("nothing was sent (--offline), so the key sk-ant-")
    assert "the network: --offline" in verdict.not_tested


def test_no_key_and_no_cause_is_unknown() -> None:
    verdict = judge_verdict(evidence(snapshot()), ())

    assert verdict.kind is VerdictKind.UNKNOWN
    assert verdict.sentence == "the Python SDK finds no key here, and nothing shows why"


def test_nothing_sent_without_being_asked_not_to() -> None:
    verdict = judge_verdict(evidence(_shot(), outcomes=()), ())

    assert verdict.kind is VerdictKind.UNKNOWN
    assert verdict.sentence.startswith("nothing was sent, so")


@pytest.mark.parametrize(("outcome", "words"), _ANSWERS)
def test_unknown_says_what_came_back(outcome: Reply, words: str) -> None:
    verdict = judge_verdict(answered(_shot(), outcome), ())

    assert verdict.kind is VerdictKind.UNKNOWN
    assert words in verdict.sentence
    assert not verdict.sentence.endswith(".")
    assert GOOD not in verdict.sentence


def test_a_rejection_without_a_cause_is_unknown_not_ok() -> None:
    verdict = judge_verdict(evidence(snapshot(process(OLD))), ())

    assert verdict.kind is VerdictKind.UNKNOWN
    assert "no test shows why" in verdict.sentence


def test_an_accepted_key_whose_paid_call_failed_is_not_ok() -> None:
    found = answered(
        _shot(), to_hello(lambda item: replace(throttles(item), message="a spend limit"), GOOD), hello=True
    )
    verdict = judge_verdict(found, ())

    assert verdict.kind is VerdictKind.UNKNOWN
    assert "was accepted, but the paid test call" in verdict.sentence
    assert "a spend limit" in verdict.sentence


def test_credit_counts_as_tested_only_after_the_paid_call() -> None:
    without = judge_verdict(evidence(_shot(), accepted=(GOOD,)), ())
    with_hello = judge_verdict(answered(_shot(), accepts, hello=True), ())

    assert "credit: needs --hello" in without.not_tested
    assert "credit: needs --hello" not in with_hello.not_tested
    assert with_hello.kind is VerdictKind.OK
    assert "your program's own request: what it really sends" in with_hello.not_tested


def test_a_paid_call_that_had_no_accepted_key_is_not_called_unasked() -> None:
    asked = judge_verdict(answered(_shot(), has_no_credit, hello=True), ())
    assert "credit: needs --hello and a key that is accepted" in asked.not_tested


def test_a_place_that_could_not_be_read_is_not_tested() -> None:
    problem = ReadProblem(Origin(OriginKind.KEYRING, "the keyring"), "it is locked")
    verdict = judge_verdict(evidence(snapshot(dotenv(GOOD), problems=(problem,)), accepted=(GOOD,)), ())

    assert "the keyring: it is locked" in verdict.not_tested


def test_a_servers_long_text_is_cut_and_escaped() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return BadRequest(request, 1.0, 400, "invalid_request_error", "\x1b[2J" + "x" * 500)

    sentence = judge_verdict(answered(_shot(), reply), ()).sentence
    assert "\x1b" not in sentence
    assert len(sentence) < 320
