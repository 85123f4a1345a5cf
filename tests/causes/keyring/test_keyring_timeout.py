import pytest

from tests.builders import GOOD, evidence, process, snapshot
from tests.surroundings import amid, keyring_said
from tui.causes.keyring.keyring_timeout import CAUSE
from tui.causes.registry import diagnose
from tui.domain.found.keyring import KeyringState
from tui.domain.judging.diagnosis import Certainty


def test_fires_where_the_code_reads_a_keyring_that_stays_silent() -> None:
    seen = evidence(amid(snapshot(), keyring_said(KeyringState.NO_ANSWER)))
    diagnosis = CAUSE.find(seen)
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("keyring-timeout", Certainty.PROVEN)
    assert "does not answer" in diagnosis.title
    assert [item.cause_id for item in diagnose(seen)] == ["keyring-timeout"]


def test_is_likely_where_the_name_is_worked_out() -> None:
    diagnosis = CAUSE.find(evidence(amid(snapshot(), keyring_said(KeyringState.NO_ANSWER, entry=None))))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_client_has_a_key() -> None:
    shot = amid(snapshot(process(GOOD)), keyring_said(KeyringState.NO_ANSWER))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


@pytest.mark.parametrize("state", [KeyringState.OK, KeyringState.LOCKED, KeyringState.ABSENT, KeyringState.NOT_FOUND])
def test_belongs_to_another_in_another_state(state: KeyringState) -> None:
    assert CAUSE.find(evidence(amid(snapshot(), keyring_said(state)))) is None
