import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, keyring, process, profile, shows, snapshot
from tests.surroundings import ENTRY, START_UP, amid, keyring_said
from tui.causes.keyring.keyring_locked import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import KEY, ClientId
from tui.domain.found.keyring import KeyringSight, KeyringState
from tui.domain.found.machine import Surroundings
from tui.domain.judging.diagnosis import Certainty
from tui.domain.record import replace

LOCKED = keyring_said(KeyringState.LOCKED)


def test_fires_where_the_code_reads_a_locked_entry() -> None:
    seen = evidence(amid(snapshot(), LOCKED))
    diagnosis = CAUSE.find(seen)
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("keyring-locked", Certainty.PROVEN)
    assert "`~/project/main.py:3`" in diagnosis.title
    assert "`anthropic / api_key`" in diagnosis.title
    assert [item.cause_id for item in diagnose(seen)] == ["keyring-locked"], "a missing key would be the wrong word"


def test_a_command_unlocks_the_keychain_of_a_mac() -> None:
    shot = snapshot()
    shot = replace(shot, project=replace(shot.project, platform="darwin"))
    diagnosis = CAUSE.find(evidence(amid(shot, LOCKED)))
    assert diagnosis is not None
    assert diagnosis.remedies[0].command == "security unlock-keychain"


def test_a_start_up_file_that_got_nothing_leaves_an_empty_variable() -> None:
    said = keyring_said(KeyringState.LOCKED, by=START_UP, variable=KEY)
    found = diagnose(evidence(amid(snapshot(process("")), said)))
    assert [item.cause_id for item in found] == ["keyring-locked"]
    assert found[0].certainty is Certainty.PROVEN
    assert "`~/.zshrc:7`" in found[0].title


def test_is_likely_where_the_name_is_worked_out_or_another_key_may_do() -> None:
    unnamed = CAUSE.find(evidence(amid(snapshot(), keyring_said(KeyringState.LOCKED, entry=None))))
    beside = CAUSE.find(evidence(amid(snapshot(profile(GOOD)), LOCKED), accepted=(GOOD,)))
    assert unnamed is not None
    assert beside is not None
    assert {unnamed.certainty, beside.certainty} == {Certainty.LIKELY}
    assert not shows(beside, GOOD)


def test_fires_as_likely_for_an_entry_that_was_listed_where_no_key_is_anywhere() -> None:
    listed = Surroundings(keyring_sights=(KeyringSight(KeyringState.LOCKED, ENTRY),))
    diagnosis = CAUSE.find(evidence(amid(snapshot(), listed)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert CAUSE.find(evidence(amid(snapshot(dotenv(OLD), loads=False), listed))) is None


def test_near_miss_the_client_has_a_key() -> None:
    assert CAUSE.find(evidence(amid(snapshot(dotenv(GOOD)), LOCKED), accepted=(GOOD,))) is None


def test_near_miss_another_clients_code_reads_it() -> None:
    assert CAUSE.find(evidence(amid(snapshot(), LOCKED), client=ClientId.TYPESCRIPT_SDK)) is None


@pytest.mark.parametrize(
    "state", [KeyringState.OK, KeyringState.ABSENT, KeyringState.NO_ANSWER, KeyringState.NOT_FOUND]
)
def test_belongs_to_another_in_another_state(state: KeyringState) -> None:
    assert CAUSE.find(evidence(amid(snapshot(), keyring_said(state)))) is None


def test_belongs_to_another_once_the_value_was_read() -> None:
    found = replace(keyring(OLD, "api_key"), origin=ENTRY.origin)
    seen = evidence(amid(snapshot(found), keyring_said(KeyringState.OK)))
    assert seen.winner is found
    assert [item.cause_id for item in diagnose(seen)] == ["key-rejected"]
    assert any("fix401 keys add 'anthropic / api_key'" in remedy.title for remedy in diagnose(seen)[0].remedies)
