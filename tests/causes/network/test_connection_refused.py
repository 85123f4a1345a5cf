from tests.builders import GOOD, OLD, evidence, process, shows, snapshot
from tests.causes.answers import RELAY, answered, by_host, is_dead
from tui.causes.network.connection_refused import CAUSE
from tui.domain.clients.client import BASE_URL
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import HandshakeBroken, NameNotResolved


def test_fires_when_nothing_listens() -> None:
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD)), is_dead))

    assert diagnosis is not None
    assert diagnosis.cause_id == "connection-refused"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`api.anthropic.com`" in diagnosis.title
    assert "nothing listens at 127.0.0.1:4000" in diagnosis.explanation
    assert {remedy.kind for remedy in diagnosis.remedies} == {"manual"}
    assert not shows(diagnosis, GOOD)


def test_fires_for_a_gateway_whose_own_key_is_sent() -> None:
    shot = snapshot(process("sk-relay-0123456789abcdef"), process(RELAY, BASE_URL))
    diagnosis = CAUSE.find(answered(shot, by_host(is_dead)))

    assert diagnosis is not None
    assert "start what should answer at `127.0.0.1:4000`" in diagnosis.remedies[0].title


def test_fires_when_the_handshake_is_broken_off() -> None:
    seen = answered(snapshot(process(GOOD)), lambda item: HandshakeBroken(item, 1.0, "the host ended the connection"))
    diagnosis = CAUSE.find(seen)

    assert diagnosis is not None
    assert "Some firewalls" in diagnosis.explanation


def test_near_miss_the_host_answers() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD)))) is None


def test_belongs_to_another_when_the_name_has_no_address() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD)), lambda item: NameNotResolved(item, 1.0, "none"))) is None


def test_belongs_to_another_when_a_dead_base_url_is_in_the_way() -> None:
    shot = snapshot(process(GOOD), process(RELAY, BASE_URL))
    assert CAUSE.find(answered(shot, by_host(is_dead, GOOD))) is None
