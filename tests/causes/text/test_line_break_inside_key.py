from tests.builders import GOOD, dotenv, evidence, process, shows, snapshot
from tui.causes.text.line_break_inside_key import CAUSE
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


def test_fires_for_a_key_that_goes_on_in_the_next_line_of_the_file() -> None:
    shot = snapshot(dotenv(GOOD[:80], line=3, continuation=GOOD[80:]))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("line-break-inside-key", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    edit = diagnosis.remedies[0].edit
    assert isinstance(edit, SetVariable)
    assert len(edit.secret) == len(GOOD)
    assert not shows(diagnosis, GOOD, GOOD[:80], GOOD[80:])


def test_fires_for_a_break_within_the_variable() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(f"{GOOD[:50]}\n{GOOD[50:]}")), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "refuses to send" in diagnosis.title
    assert diagnosis.remedies[0].kind == "command"


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD[:80], continuation=GOOD[80:])), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_next_line_is_no_rest_of_a_key() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD, continuation="and so on")))) is None
    assert CAUSE.find(evidence(snapshot(dotenv(f"{GOOD}\n")))) is None


def test_belongs_to_another_when_the_rest_is_lost() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(GOOD[:80])))) is None
