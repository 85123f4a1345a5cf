import pytest

from tests.builders import GOOD, dotenv, evidence, process, shows, snapshot
from tui.causes.registry import diagnose
from tui.causes.text.quotes_in_value import CAUSE
from tui.domain.clients.client import ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Certainty


@pytest.mark.parametrize("quoted", [f'"{GOOD}"', f"'{GOOD}'", f'"{GOOD}'], ids=["double", "single", "one side"])
def test_fires_for_marks_around_a_good_key(quoted: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(quoted)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("quotes-in-value", Certainty.PROVEN)
    assert "in the environment" in diagnosis.title
    assert diagnosis.remedies[0].kind == "command"
    assert not shows(diagnosis, GOOD)


def test_the_file_that_is_passed_on_as_it_stands_is_named() -> None:
    shot = snapshot(process(f'"{GOOD}"'), dotenv(GOOD, line=2))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert "`~/project/.env:2`" in diagnosis.remedies[-1].title


def test_a_file_is_edited() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(f"'{GOOD}'")), accepted=(GOOD,)))
    assert diagnosis is not None
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)
    assert len(diagnosis.remedies) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{GOOD},", "`,` behind it"),
        (f"{GOOD};", "`;` behind it"),
        (f"{GOOD}.", "`.` behind it"),
        (f"{GOOD}\\", "`\\` behind it"),
        (f"{GOOD}\\n", "`\\n` behind it"),
        (f"[{GOOD}]", "`[` before it and `]` behind it"),
        (f"({GOOD})", "`(` before it and `)` behind it"),
        (f"<{GOOD}>", "`<` before it and `>` behind it"),
        (f"{{{GOOD}}}", "`{` before it and `}` behind it"),
        (f"<{GOOD}", "`<` before it"),
        (f"{GOOD}>", "`>` behind it"),
        (f"**{GOOD}**", "`**` before it"),
        (f"{GOOD} # for evenings", "a comment behind it"),
        (f"{GOOD}#evenings", "a comment behind it"),
        (f"{GOOD} // for evenings", "a comment behind it"),
        (f"{GOOD} for evenings", "other text behind it"),
        (f'"{GOOD}",', "quotation marks around it and `,` behind it"),
    ],
)
def test_fires_for_other_marks_that_belong_around_a_value(text: str, words: str) -> None:
    for finding in (process(text), dotenv(text)):
        diagnosis = CAUSE.find(evidence(snapshot(finding), accepted=(GOOD,)))
        assert diagnosis is not None
        assert (diagnosis.cause_id, diagnosis.certainty) == ("quotes-in-value", Certainty.PROVEN)
        assert words in diagnosis.title
        assert diagnosis.remedies[0].kind in {"command", "edit"}
        assert not shows(diagnosis, GOOD, "evenings")


def test_it_is_the_only_cause_of_a_key_between_brackets() -> None:
    found = diagnose(evidence(snapshot(dotenv(f"<{GOOD}>")), accepted=(GOOD,)))
    assert [item.cause_id for item in found] == ["quotes-in-value"]


def test_cmd_has_no_command_for_it() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(f'"{GOOD}"'), shell="cmd"), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.remedies[0].kind == "manual"


def test_is_likely_offline_for_every_client() -> None:
    for client in ClientId:
        diagnosis = CAUSE.find(evidence(snapshot(process(f'"{GOOD}"')), offline=True, client=client))
        assert diagnosis is not None
        assert diagnosis.certainty is Certainty.LIKELY


def test_near_miss_the_value_is_accepted_as_it_is() -> None:
    assert CAUSE.find(evidence(snapshot(process(GOOD)))) is None
    assert CAUSE.find(evidence(snapshot(process(f'"{GOOD}"')), accepted=(f'"{GOOD}"',))) is None


def test_belongs_to_another_when_the_marks_are_typographic() -> None:
    assert CAUSE.find(evidence(snapshot(process(f"\u201c{GOOD}\u201d")), accepted=(GOOD,))) is None
