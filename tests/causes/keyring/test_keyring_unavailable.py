import pytest

from tests.builders import GOOD, evidence, process, snapshot
from tests.surroundings import amid, keyring_said
from tui.causes.keyring.keyring_unavailable import CAUSE
from tui.causes.registry import diagnose
from tui.domain.found.keyring import KeyringSight, KeyringState
from tui.domain.found.machine import Surroundings
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize(
    ("state", "words"),
    [(KeyringState.ABSENT, "no keyring in this session"), (KeyringState.FAILED, "refuses to work")],
)
def test_fires_where_the_code_reads_a_keyring_that_is_not_there(state: KeyringState, words: str) -> None:
    seen = evidence(amid(snapshot(), keyring_said(state)), offline=True)
    diagnosis = CAUSE.find(seen)
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("keyring-unavailable", Certainty.PROVEN)
    assert words in diagnosis.title
    assert "was not read" in diagnosis.explanation
    assert [item.cause_id for item in diagnose(seen)] == ["keyring-unavailable"]


def test_near_miss_nothing_refers_to_the_keyring() -> None:
    listed = Surroundings(keyring_sights=(KeyringSight(KeyringState.ABSENT),))
    assert CAUSE.find(evidence(amid(snapshot(), listed))) is None
    assert CAUSE.find(evidence(snapshot())) is None


def test_near_miss_the_environment_has_a_key_that_the_code_falls_back_to() -> None:
    shot = amid(snapshot(process(GOOD)), keyring_said(KeyringState.ABSENT))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


@pytest.mark.parametrize(
    "state", [KeyringState.OK, KeyringState.LOCKED, KeyringState.NO_ANSWER, KeyringState.NOT_FOUND]
)
def test_belongs_to_another_in_another_state(state: KeyringState) -> None:
    assert CAUSE.find(evidence(amid(snapshot(), keyring_said(state)))) is None
