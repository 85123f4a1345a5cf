import pytest

from tests.builders import GOOD, OLD, evidence, process, shows, snapshot
from tests.causes.answers import RELAY, Reply, answered, by_host, distrusts
from tui.causes.network.tls_certificate_expired import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import OutOfDateCertificate

BEGINS, ENDS = 1_700_000_000.0, 1_710_000_000.0
BEFORE, WITHIN, AFTER = BEGINS - 1e6, BEGINS + 1e6, ENDS + 1e6


def _shows(own: float, theirs: float) -> Reply:
    has_ended = own > ENDS
    return lambda request: OutOfDateCertificate(
        request, 9.0, "by this machine's clock it does not hold", has_ended, BEGINS, ENDS, own, theirs
    )


@pytest.mark.parametrize(("own", "words"), [(AFTER, "has expired"), (BEFORE, "is not yet valid")])
def test_fires_and_blames_nobody_without_another_clock(own: float, words: str) -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), _shows(own, 0)))

    assert diagnosis is not None
    assert diagnosis.cause_id == "tls-certificate-expired"
    assert diagnosis.certainty is Certainty.PROVEN
    assert diagnosis.title == f"the certificate of `api.anthropic.com` {words}"
    assert "not known whether" in diagnosis.explanation
    assert [remedy.id for remedy in diagnosis.remedies] == ["set-clock", "renew-certificate"]
    assert any("2023-11-14 22:13 UTC" in line.text for line in diagnosis.evidence)
    assert not shows(diagnosis, GOOD)


@pytest.mark.parametrize("own", [BEFORE, AFTER])
def test_blames_this_machines_clock_when_the_certificate_holds_by_the_other(own: float) -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), _shows(own, WITHIN)))

    assert diagnosis is not None
    assert diagnosis.title.startswith("this machine's clock is wrong")
    assert [remedy.id for remedy in diagnosis.remedies] == ["set-clock"]


def test_blames_the_certificate_when_it_does_not_hold_by_the_other_either() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), _shows(AFTER, AFTER)))

    assert diagnosis is not None
    assert "this machine's clock is right" in diagnosis.explanation
    assert [remedy.id for remedy in diagnosis.remedies] == ["renew-certificate"]


def test_fires_at_a_gateway() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    diagnosis = CAUSE.find(answered(shot, by_host(_shows(AFTER, AFTER), GOOD)))

    assert diagnosis is not None
    assert "`127.0.0.1:4000`" in diagnosis.title


def test_near_miss_the_host_answers() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None


def test_belongs_to_another_when_the_issuer_is_not_trusted() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), distrusts)) is None
