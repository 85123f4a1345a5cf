import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, keyring, literal, process, profile, shows, snapshot
from tui.causes.absent.empty_value import CAUSE
from tui.domain.clients.client import BASE_URL, TOKEN, ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize("client", [ClientId.PYTHON_SDK, ClientId.TYPESCRIPT_SDK])
def test_fires_for_an_empty_variable_that_hides_a_good_key(client: ClientId) -> None:
    shot = snapshot(process(""), dotenv(GOOD, line=3))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,), client=client))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("empty-value", Certainty.PROVEN)
    assert "in the environment" in diagnosis.title
    assert "`~/project/.env:3`" in diagnosis.title
    assert [remedy.kind for remedy in diagnosis.remedies] == ["command"]
    assert diagnosis.remedies[0].command == "unset ANTHROPIC_API_KEY"
    assert diagnosis.remedies[0].unsets == ("ANTHROPIC_API_KEY",)
    assert not shows(diagnosis, GOOD)


def test_the_start_up_file_that_empties_it_is_named() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(""), profile(""), dotenv(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert "`~/.zshrc:41`" in diagnosis.remedies[1].title


@pytest.mark.parametrize("blank", [" ", "\n"])
def test_white_space_alone_is_empty_too(blank: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(blank), dotenv(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "only white space" in diagnosis.title


def test_is_likely_while_the_hidden_key_is_untested_or_refused() -> None:
    shot = snapshot(process(""), dotenv(OLD))
    for seen in (evidence(shot, offline=True), evidence(shot, accepted=(GOOD,))):
        diagnosis = CAUSE.find(seen)
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY


def test_an_empty_line_in_the_file_is_a_fact_without_any_answer() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv("", line=2)), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/.env:2`" in diagnosis.title
    assert diagnosis.remedies[0].id == "create-key"


def test_an_empty_line_is_filled_with_an_accepted_key() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(""), keyring(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)


def test_belongs_to_another_when_a_later_line_of_the_file_empties_an_earlier_one() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD, line=1), dotenv("", line=5)), accepted=(GOOD,))) is None


def test_an_empty_base_url_leaves_python_without_a_host() -> None:
    shot = snapshot(process(GOOD), process("", BASE_URL))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert BASE_URL in diagnosis.title
    assert diagnosis.remedies[0].command == f"unset {BASE_URL}"
    offline = CAUSE.find(evidence(shot, offline=True))
    assert offline is not None
    assert offline.certainty is Certainty.LIKELY


def test_near_miss_an_empty_base_url_is_unset_for_typescript() -> None:
    shot = snapshot(process(GOOD), process("", BASE_URL))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.TYPESCRIPT_SDK)) is None


def test_near_miss_an_empty_key_beside_a_good_token_is_meant() -> None:
    shot = snapshot(process(""), process(GOOD, TOKEN))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None
    assert CAUSE.find(evidence(shot, offline=True)) is None


def test_fires_when_a_refused_token_is_sent_while_the_good_key_is_hidden() -> None:
    shot = snapshot(process(""), process(OLD, TOKEN), dotenv(GOOD))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN


def test_belongs_to_another_when_nothing_is_set_or_the_code_passes_it() -> None:
    assert CAUSE.find(evidence(snapshot())) is None
    assert CAUSE.find(evidence(snapshot(literal("")))) is None
    assert CAUSE.find(evidence(snapshot(process("your-api-key")))) is None


def test_a_start_up_file_with_a_good_key_is_read_again() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(""), profile(GOOD)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert [remedy.command for remedy in diagnosis.remedies] == [". ~/.zshrc"]
    refused = CAUSE.find(evidence(snapshot(process(""), profile(OLD))))
    assert refused is not None
    assert "create-key" in [remedy.id for remedy in refused.remedies]
