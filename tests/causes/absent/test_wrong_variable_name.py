import pytest

from tests.builders import GOOD, OLD, dotenv, evidence, literal, process, profile, shows, snapshot
from tui.causes.absent.wrong_variable_name import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import ClientId
from tui.domain.dotenv.edit import RenameVariable, SetVariable
from tui.domain.judging.diagnosis import Certainty
from tui.domain.key.secret import Secret
from tui.domain.record import replace
from tui.domain.resolving.resolution import resolve


@pytest.mark.parametrize(
    "name", ["CLAUDE_API_KEY", "ANTHROPIC_KEY", "ANTRHOPIC_API_KEY", "anthropic_api_key", "OPENAI_API_KEY"]
)
def test_fires_for_a_good_key_under_a_name_that_nothing_reads(name: str) -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD, name, line=3)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("wrong-variable-name", Certainty.PROVEN)
    assert "`~/project/.env:3`" in diagnosis.title
    assert name in diagnosis.title
    edit = diagnosis.remedies[0].edit
    assert isinstance(edit, RenameVariable)
    assert (edit.old, edit.new, edit.line) == (name, "ANTHROPIC_API_KEY", 3)
    assert not shows(diagnosis, GOOD)


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD, "CLAUDE_KEY")), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


def test_a_refused_key_needs_more_than_a_name() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(OLD, "CLAUDE_KEY")), accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "refuses this key as well" in diagnosis.explanation
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]


def test_in_the_environment_the_value_is_copied_and_the_start_up_file_named() -> None:
    shot = snapshot(process(GOOD, "CLAUDE_KEY"), profile(GOOD, "CLAUDE_KEY"))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert "in the environment" in diagnosis.title
    assert diagnosis.remedies[0].command == 'export ANTHROPIC_API_KEY="$CLAUDE_KEY"'
    assert "`~/.zshrc:41`" in diagnosis.remedies[1].title


def test_the_accepted_key_is_the_one_to_speak_of() -> None:
    shot = snapshot(process(OLD, "OPENAI_API_KEY"), dotenv(GOOD, "CLAUDE_KEY"))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert "CLAUDE_KEY" in diagnosis.title


def test_an_empty_line_with_the_right_name_is_filled_instead_of_doubled() -> None:
    shot = snapshot(dotenv("", line=1), dotenv(GOOD, "CLAUDE_KEY", line=2))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert isinstance(diagnosis.remedies[0].edit, SetVariable)


def test_curl_is_also_told_how_to_load_the_file() -> None:
    shot = snapshot(dotenv(GOOD, "CLAUDE_KEY"), loads=False)
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.CURL))
    assert diagnosis is not None
    assert [remedy.kind for remedy in diagnosis.remedies] == ["edit", "command"]


def test_near_miss_another_name_holds_no_usable_key() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv("your-api-key", "CLAUDE_KEY")))) is None
    assert CAUSE.find(evidence(snapshot(dotenv("sk-proj-" + "a1" * 30, "OPENAI_API_KEY")))) is None
    assert CAUSE.find(evidence(snapshot(literal(GOOD, "apiKey", file="web.ts")))) is None


def test_near_miss_the_code_itself_reads_that_name() -> None:
    shot = snapshot(dotenv(GOOD, "CLAUDE_KEY"), mentions=("CLAUDE_KEY",), loads=False)
    assert CAUSE.find(evidence(shot)) is None


def test_belongs_to_another_when_the_client_has_a_key_of_its_own() -> None:
    shot = snapshot(process(OLD), dotenv(GOOD, "CLAUDE_KEY"))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_a_raw_call_that_looks_up_another_name_is_to_look_up_the_usual_one() -> None:
    shot = snapshot(dotenv(GOOD), mentions=("CLAUDE_KEY",))
    seen = evidence(shot, accepted=(GOOD,), client=ClientId.CURL)
    assert CAUSE.find(seen) is None  # main.py is no script of a shell
    raw = replace(seen.resolution.client, program=ClientId.PYTHON_SDK)
    found = replace(seen, resolution=resolve(raw, shot))
    diagnosis = CAUSE.find(found)
    assert diagnosis is not None
    assert "is named ANTHROPIC_API_KEY in `~/project/.env" in diagnosis.title
    assert diagnosis.title.endswith("reads CLAUDE_KEY")
    assert [remedy.id for remedy in diagnosis.remedies] == ["look-up-the-usual-name"]


def test_it_is_renamed_to_what_the_code_looks_up() -> None:
    shot = snapshot(dotenv(GOOD, "CLAUDE_API_KEY", line=1), mentions=("MY_KEY",))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert "reads MY_KEY" in diagnosis.title
    edit = diagnosis.remedies[0].edit
    assert isinstance(edit, RenameVariable)
    assert edit.new == "MY_KEY"
    command = diagnose(evidence(snapshot(process(GOOD, "CLAUDE_API_KEY"), mentions=("MY_KEY",)), accepted=(GOOD,)))[0]
    assert command.remedies[0].sets == (("MY_KEY", Secret(GOOD)),)
