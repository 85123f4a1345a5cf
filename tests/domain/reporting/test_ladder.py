"""The client's own call as a ladder: who said what, up to the first rung that fails."""

import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, snapshot
from tui.domain.clients.header import Header
from tui.domain.clients.trust import just
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.probing.passage import Passage
from tui.domain.probing.probe import (
    Accepted,
    Cancelled,
    ConnectionRefused,
    Forbidden,
    ForeignAnswer,
    NameNotResolved,
    NotFound,
    ProbeKind,
    ProbeOutcome,
    ProbeRequest,
    ProxyRefused,
    Redirected,
    Rejected,
    ServerFault,
    Throttled,
    TimedOut,
    Unrepeatable,
    Unsendable,
    UntrustedIssuer,
    Variant,
)
from tui.domain.probing.responder import Responder, ResponderKind
from tui.domain.probing.rung import Result, Rung, RungKind
from tui.domain.reasons.unknown import why_unknown
from tui.domain.record import replace
from tui.domain.reporting.ladder import ladder_of

URL = "https://api.anthropic.com"
ASKED = ProbeRequest(Secret(GOOD), Header.BEARER, URL)
API = Responder(ResponderKind.API)
WAY = Passage("160.79.104.10", connecting=9.0, shaking_hands=20.0, protocol="TLSv1.3", answering=30.0)
HELD = (
    Rung(RungKind.NAME, Result.OK, "10.0.0.1"),
    Rung(RungKind.CONNECTION, Result.OK, "10.0.0.1 took the connection", 1.0, "IPv4"),
    Rung(RungKind.TLS, Result.OK, "TLSv1.3", 2.0),
)
NO_WAY = (HELD[0], Rung(RungKind.CONNECTION, Result.FAIL, "nothing listens at 10.0.0.1", 1.0, "IPv4"))


def seen(*outcomes: ProbeOutcome, walked: tuple[Rung, ...] = ()) -> Evidence:
    return replace(evidence(snapshot(process(GOOD))), outcomes=outcomes, walked=walked)


def shape(rungs: tuple[Rung, ...]) -> list[str]:
    return [f"{rung.kind.value} {rung.result.value}" for rung in rungs]


def test_an_accepted_key_has_the_whole_ladder() -> None:
    accepted = Accepted(ASKED, 60.0, 200, speaks_anthropic=True, responder=API, request_id="req_1", passage=WAY)
    rungs = ladder_of(seen(accepted))
    assert shape(rungs) == ["dns ok", "connect ok", "tls ok", "http ok", "auth ok"]
    assert [rung.milliseconds for rung in rungs] == [None, 9.0, 20.0, 30.0, 60.0]
    assert rungs[3].text == "the Claude API answered 200"
    assert dict(rungs[4].facts) == {"request id": "req_1"}


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Rejected(ASKED, 5.0, 401, speaks_anthropic=True), ["http ok", "auth fail"]),
        (Rejected(ASKED, 5.0, 401), ["http warn", "auth fail"]),
        (Throttled(ASKED, 5.0, 429, speaks_anthropic=True), ["http ok", "auth warn"]),
        (ServerFault(ASKED, 5.0, 529, speaks_anthropic=True), ["http fail"]),
        (ForeignAnswer(ASKED, 5.0, 200), ["http fail"]),
        (Redirected(ASKED, 5.0, 302), ["http fail"]),
        (NotFound(ASKED, 5.0, 404), ["http fail"]),
        (Forbidden(ASKED, 5.0, 403), ["http fail"]),
        (Forbidden(ASKED, 5.0, 403, speaks_anthropic=True), ["http ok", "auth fail"]),
        (ConnectionRefused(ASKED, 5.0, "closed without an answer", passage=WAY), ["http fail"]),
        (Cancelled(ASKED, 5.0, "stopped"), ["http could-not-check"]),
        (Unsendable(ASKED, 0.0, "a newline"), ["auth fail"]),
        (TimedOut(ASKED, 5.0, "no answer"), ["http fail"]),
    ],
    ids=lambda item: type(item).__name__ if not isinstance(item, list) else "",
)
def test_each_outcome_ends_at_its_rung(outcome: ProbeOutcome, expected: list[str]) -> None:
    assert shape(ladder_of(seen(outcome, walked=HELD))) == ["dns ok", "connect ok", "tls ok", *expected]


@pytest.mark.parametrize(
    ("outcome", "walked", "expected"),
    [
        (ConnectionRefused(ASKED, 5.0, "refused"), NO_WAY, ["dns ok", "connect fail"]),
        (Unrepeatable(ASKED, 0.0, "SOCKS"), NO_WAY, ["dns ok", "connect fail"]),
        (TimedOut(ASKED, 5.0, "no connection"), NO_WAY, ["dns ok", "connect fail"]),
        (UntrustedIssuer(ASKED, 5.0, "whom"), HELD, ["dns ok", "connect ok", "tls fail"]),
        (NameNotResolved(ASKED, 5.0, "no address"), HELD, ["dns fail"]),
        (ProxyRefused(ASKED, 5.0, "407", "p:1", 407), HELD[:2], ["dns ok", "connect ok", "proxy fail"]),
        (ProxyRefused(ASKED, 5.0, "407", "p:1", 407), (), ["proxy fail"]),
    ],
    ids=["both", "not sent", "lower", "higher", "only the call", "proxy", "not walked"],
)
def test_the_lower_of_two_failures_counts(outcome: ProbeOutcome, walked: tuple[Rung, ...], expected: list[str]) -> None:
    assert shape(ladder_of(seen(outcome, walked=walked))) == expected


TRIMMED = replace(ASKED, secret=Secret(OLD), variant=Variant.TRIMMED)


@pytest.mark.parametrize(
    ("outcome", "walked", "expected"),
    [
        (NameNotResolved(TRIMMED, 5.0, "no address"), (), ["dns fail"]),
        (ConnectionRefused(TRIMMED, 5.0, "refused"), NO_WAY, ["dns ok", "connect fail"]),
        (ServerFault(TRIMMED, 5.0, 503, passage=WAY), (), ["dns ok", "connect ok", "tls ok", "http fail"]),
        (TimedOut(TRIMMED, 5.0, "no answer"), HELD, ["dns ok", "connect ok", "tls ok", "http fail"]),
        (Accepted(TRIMMED, 5.0, 200, passage=WAY), (), ["dns ok", "connect ok", "tls ok", "auth fail"]),
        (NameNotResolved(replace(TRIMMED, base_url="https://api.invalid"), 5.0, "no"), (), ["auth fail"]),
        (Cancelled(TRIMMED, 5.0, "stopped"), (), ["auth fail"]),
    ],
    ids=["name", "walked", "no service", "silence", "accepted", "another way", "stopped"],
)
def test_a_call_that_was_not_sent_would_fail_where_another_form_of_the_key_does(
    outcome: ProbeOutcome, walked: tuple[Rung, ...], expected: list[str]
) -> None:
    rungs = ladder_of(seen(Unsendable(ASKED, 0.0, "a blank"), outcome, walked=walked))
    assert shape(rungs) == expected


def test_what_was_not_sent_took_no_time_and_rules_nothing_out() -> None:
    (rung,) = ladder_of(seen(Unsendable(ASKED, 0.0, "a blank")))
    assert (rung.rules_out, rung.milliseconds) == ("", None)


def test_a_way_that_breaks_off_is_the_reason_where_the_call_cannot_be_repeated() -> None:
    stuck = seen(Unrepeatable(ASKED, 0.0, "the way goes through SOCKS"), walked=NO_WAY)
    assert why_unknown(stuck).startswith("the way to `api.anthropic.com` breaks off")
    assert why_unknown(stuck).endswith("nothing listens at 10.0.0.1")
    assert why_unknown(replace(stuck, walked=HELD)).endswith("the way goes through SOCKS")


def test_an_answer_outweighs_a_walk_that_failed() -> None:
    accepted = Accepted(ASKED, 60.0, 200, speaks_anthropic=True)
    assert shape(ladder_of(seen(accepted, walked=NO_WAY))) == ["dns ok", "connect warn", "http ok", "auth ok"]


def test_models_and_the_paid_call_stand_on_top() -> None:
    model = replace(ASKED, kind=ProbeKind.MODEL, model="claude-nope")
    hello = replace(ASKED, kind=ProbeKind.HELLO, model="claude-haiku-4-5")
    rungs = ladder_of(
        seen(
            Accepted(ASKED, 60.0, 200, speaks_anthropic=True),
            NotFound(model, 9.0, 404, "not_found_error", "model: claude-nope", speaks_anthropic=True),
            Accepted(hello, 9.0, 200, speaks_anthropic=True),
        )
    )
    assert shape(rungs)[-2:] == ["model fail", "hello ok"]
    assert rungs[-2].about == "claude-nope"
    assert "model: claude-nope" in rungs[-2].text


def test_the_trust_of_other_clients_stands_with_the_handshake() -> None:
    asked = replace(ASKED, secret=Secret(OLD), variant=Variant.OTHER_TRUST, trust=just("NODE_EXTRA_CA_CERTS"))
    rungs = ladder_of(seen(UntrustedIssuer(ASKED, 5.0, "by whom"), Rejected(asked, 5.0, 401), walked=HELD[:2]))
    assert dict(rungs[-1].facts) == {"with what NODE_EXTRA_CA_CERTS names": "trusted"}


def test_without_a_call_there_is_what_was_walked() -> None:
    assert ladder_of(replace(evidence(snapshot(dotenv(GOOD))), outcomes=(), walked=HELD)) == HELD
