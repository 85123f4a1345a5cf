import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, process, profile, shows, snapshot
from tui.causes.text.whitespace_in_key import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "\n", "ends with a newline, which the Python SDK refuses to send"),
        ("", "\r", "ends with a carriage return, which the Python SDK refuses to send"),
        ("", "\r\n", "ends with a carriage return and newline, which the Python SDK refuses to send"),
        ("\t", "", "begins with a tab, and the API refuses it like that"),
        ("", "  ", "ends with a space and 1 more, which the Python SDK refuses to send"),
    ],
)
def test_fires_for_white_space_around_a_good_key(before: str, after: str, words: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(f"{before}{GOOD}{after}", line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("whitespace-in-key", Certainty.PROVEN)
    assert f"`~/project/.env:3` {words}" in diagnosis.title
    edit = diagnosis.remedies[0].edit
    assert isinstance(edit, SetVariable)
    assert len(edit.secret) == len(GOOD)
    assert not shows(diagnosis, GOOD)


def test_a_space_inside_is_named_with_its_place() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(f"{GOOD[:40]} {GOOD[40:]}")), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "white space at character 41" in diagnosis.title


def test_in_the_environment_the_variable_is_cleaned_and_its_source_named() -> None:
    shot = snapshot(process(f"{GOOD}\n"), profile(f"{GOOD}\n"))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.remedies[0].command.startswith("export ANTHROPIC_API_KEY=")
    assert "`~/.zshrc:41`" in diagnosis.remedies[1].title


def test_is_likely_offline_and_where_the_key_is_refused_anyway() -> None:
    shot = snapshot(dotenv(f"{OLD}\n"))
    offline = CAUSE.find(evidence(shot, offline=True))
    refused = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert offline is not None
    assert refused is not None
    assert (offline.certainty, refused.certainty) == (Certainty.LIKELY, Certainty.LIKELY)
    assert "refused too" in refused.explanation
    assert refused.remedies[0].id == "create-key"


def test_near_miss_a_client_that_trims() -> None:
    shot = snapshot(dotenv(f"{GOOD}\n"))
    for seen in (evidence(shot, accepted=(GOOD,), client=ClientId.TYPESCRIPT_SDK), evidence(snapshot(dotenv(GOOD)))):
        assert CAUSE.find(seen) is None
    assert CAUSE.find(evidence(shot, client=ClientId.TYPESCRIPT_SDK, offline=True)) is None


def test_belongs_to_another_when_nothing_else_is_there_or_the_break_is_inside() -> None:
    assert CAUSE.find(evidence(snapshot(process("  ")))) is None
    assert CAUSE.find(evidence(snapshot(process(f"{GOOD[:50]}\n{GOOD[50:]}")))) is None
