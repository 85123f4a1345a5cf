"""What a rung is called, what it rules out, and what the lower ones say."""

import pytest

from tui.domain.clients.trust import CLAUDE_CODE_TRUST, PYTHON_TRUST, Trust, just
from tui.domain.probing.certificate import Certificate, Holder
from tui.domain.probing.lower_rungs import ProxyUse, name_rung, straight_rung, told_rungs, trusted_by, with_clock
from tui.domain.probing.passage import Passage
from tui.domain.probing.rung import Result, Rung, RungKind, failing
from tui.domain.record import replace

DAY = 86_400.0
DIRECT = Passage("160.79.104.10", "", 12.0, 0.0, 30.0, "TLSv1.3", Certificate("Some CA", 1.0, 2 * DAY))


@pytest.mark.parametrize("kind", RungKind)
@pytest.mark.parametrize("result", Result)
def test_every_rung_but_an_unknown_one_rules_something_out(kind: RungKind, result: Result) -> None:
    assert bool(Rung(kind, result, "it says").rules_out) is (result is not Result.UNKNOWN)


def test_a_lower_rung_that_fails_says_nothing_against_the_key() -> None:
    for kind in (RungKind.NAME, RungKind.CONNECTION, RungKind.PROXY, RungKind.TLS, RungKind.HTTP):
        assert Rung(kind, Result.FAIL, "").rules_out.startswith("the key")
    assert Rung(RungKind.KEY, Result.FAIL, "").rules_out.startswith("the network")
    assert Rung(RungKind.MODEL, Result.FAIL, "").rules_out.startswith("the network and the key")


def test_the_lowest_failure_counts() -> None:
    held, broken = Rung(RungKind.NAME, Result.OK, ""), Rung(RungKind.TLS, Result.FAIL, "")
    assert failing((held, broken, Rung(RungKind.HTTP, Result.FAIL, ""))) is broken
    assert failing((held,)) is None


def test_a_family_is_the_name_of_its_rung() -> None:
    assert Rung(RungKind.CONNECTION, Result.OK, "", about="IPv6").name == "IPv6"
    assert Rung(RungKind.KEY, Result.OK, "", about="sk-ant-api03-R2D...igAA").name == "key"


def test_many_addresses_are_counted() -> None:
    rung = name_rung("api.example", [f"10.0.0.{number}" for number in range(6)], 1.0)
    assert rung.text == "10.0.0.0, 10.0.0.1, 10.0.0.2, 10.0.0.3 and 2 more"
    assert dict(rung.facts)["IPv6"] == "no address"


def test_a_call_tells_of_its_way() -> None:
    rungs = told_rungs(DIRECT, "api.anthropic.com", PYTHON_TRUST)
    assert [(rung.kind, rung.milliseconds) for rung in rungs] == [
        (RungKind.NAME, None),
        (RungKind.CONNECTION, 12.0),
        (RungKind.TLS, 30.0),
    ]
    assert rungs[-1].text == "TLSv1.3, certificate of Some CA"
    assert dict(rungs[-1].facts)["holds"] == "1970-01-01 00:00 UTC to 1970-01-03 00:00 UTC"


def test_a_long_chain_is_shortened_in_its_line_and_whole_beside_it() -> None:
    holders = tuple(Holder(name, f"{name} (Trust)") for name in ("api.example", "E1", "X2", "Root"))
    rung = told_rungs(replace(DIRECT, certificate=Certificate(holders=holders)), "api.example", None)[-1]
    assert rung.text == "TLSv1.3, api.example <- E1 <- ... <- Root"
    assert dict(rung.facts)["chain"] == "api.example (Trust) <- E1 (Trust) <- X2 (Trust) <- Root (Trust)"
    short = told_rungs(replace(DIRECT, certificate=Certificate(holders=holders[:3])), "api.example", None)[-1]
    assert short.text == "TLSv1.3, api.example <- E1 <- X2"


@pytest.mark.parametrize(
    ("passage", "kinds"),
    [
        (Passage("10.0.0.1", "proxy.example:3128", 1.0, 5.0, 9.0, "TLSv1.3"), ["dns", "connect", "proxy", "tls"]),
        (Passage("10.0.0.1", "proxy.example:3128", 1.0), ["dns", "connect", "proxy"]),
        (Passage("10.0.0.1", "proxy.example:443", 1.0, protocol="TLSv1.3"), ["dns", "connect", "proxy"]),
        (Passage("::1", "", 1.0), ["dns", "connect"]),
        (Passage(), []),
    ],
    ids=["tunnel", "plain through a proxy", "plain through a proxy with TLS", "plain", "a connection that was there"],
)
def test_a_call_tells_no_more_than_it_did(passage: Passage, kinds: list[str]) -> None:
    assert [rung.kind.value for rung in told_rungs(passage, "[::1]:8080", None)] == kinds


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (0.0, "agree"),
        (-299.0, "agree"),
        (600.0, "10 minutes ahead"),
        (-2 * 3600.0, "2 hours behind"),
        (-86_400.0, "1 day behind"),
    ],
)
def test_clocks_are_compared(apart: float, words: str) -> None:
    rung = with_clock(
        Rung(RungKind.HTTP, Result.OK, "answered"), Passage(own_clock=9 * DAY + apart, their_clock=9 * DAY)
    )
    assert words in dict(rung.facts)["clock"]
    assert rung.result is (Result.OK if words == "agree" else Result.WARN)


def test_an_answer_without_a_date_tells_nothing_of_clocks() -> None:
    rung = Rung(RungKind.HTTP, Result.OK, "answered")
    assert with_clock(rung, None) is with_clock(rung, Passage(own_clock=5.0)) is rung


@pytest.mark.parametrize(
    ("trust", "words"),
    [
        (PYTHON_TRUST, "the operating system's store, or what SSL_CERT_FILE or SSL_CERT_DIR names instead"),
        (just("SSL_CERT_FILE"), "what SSL_CERT_FILE names"),
        (
            CLAUDE_CODE_TRUST,
            "the list of public issuers that comes with it and the operating system's store, "
            "with what NODE_EXTRA_CA_CERTS names",
        ),
        (None, ""),
    ],
    ids=["python", "one file", "claude code", "none"],
)
def test_trust_in_words(trust: Trust | None, words: str) -> None:
    assert trusted_by(trust) == words


def test_without_a_proxy_that_is_named_there_is_no_rung_for_one() -> None:
    assert straight_rung(ProxyUse()) is None
