from tests.builders import GOOD, OLD, api_key, dotenv, evidence, process, profile, shows, snapshot
from tui.causes.registry import diagnose
from tui.causes.winner.duplicate_definition import CAUSE
from tui.domain.clients.client import TOKEN, ClientId
from tui.domain.dotenv.edit import RemoveVariable
from tui.domain.dotenv.loader import LoaderKind
from tui.domain.judging.diagnosis import Certainty
from tui.domain.record import replace


def test_fires_when_the_last_line_is_refused_and_an_earlier_one_accepted() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD, line=1), dotenv(OLD, line=4)), accepted=(GOOD,)))

    assert diagnosis is not None
    assert diagnosis.cause_id == "duplicate-definition"
    assert diagnosis.certainty is Certainty.PROVEN
    assert "`~/project/.env`" in diagnosis.title
    assert "line 4 hides the good one in line 1" in diagnosis.title
    (remedy,) = diagnosis.remedies
    assert remedy.kind == "edit"
    assert isinstance(remedy.edit, RemoveVariable)
    assert remedy.edit.line == 4
    assert not shows(diagnosis, GOOD, OLD)


def test_removes_every_bad_line_after_the_good_one() -> None:
    shot = snapshot(dotenv(GOOD, line=1), dotenv(OLD, line=2), dotenv(api_key("p"), line=3))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))

    assert diagnosis is not None
    lines = [remedy.edit.line for remedy in diagnosis.remedies if isinstance(remedy.edit, RemoveVariable)]
    assert lines == [3, 2]


def test_fires_as_likely_when_nothing_was_sent() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(dotenv(GOOD, line=1), dotenv("your-api-key", line=4)), offline=True))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "rejected" not in diagnosis.title


def test_near_miss_the_good_line_is_the_one_that_wins() -> None:
    shot = snapshot(dotenv(OLD, line=1), dotenv(GOOD, line=4))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_near_miss_all_lines_are_refused() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv(OLD, line=1), dotenv(api_key("p"), line=4)))) is None


def test_belongs_to_another_when_the_second_line_is_another_variable() -> None:
    shot = snapshot(dotenv(OLD, line=1), dotenv(GOOD, TOKEN, line=2))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_belongs_to_another_when_the_environment_wins() -> None:
    shot = snapshot(process(OLD), dotenv(GOOD, line=1), dotenv(api_key("p"), line=2))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_belongs_to_another_when_the_second_line_is_in_another_file() -> None:
    local = "/home/ada/project/.env.local"
    shot = snapshot(dotenv(OLD, path=local), dotenv(GOOD), loader=LoaderKind.NEXT)
    found = evidence(shot, accepted=(GOOD,), client=ClientId.TYPESCRIPT_SDK)

    assert found.winner is not None
    assert found.winner.origin.path == local
    assert CAUSE.find(found) is None


def test_fires_when_the_last_line_is_empty() -> None:
    shot = snapshot(dotenv(GOOD, line=1), dotenv("", line=5))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "line 5 is empty and hides the key" in diagnosis.title
    (remedy,) = diagnosis.remedies
    assert isinstance(remedy.edit, RemoveVariable)
    assert remedy.edit.line == 5
    offline = CAUSE.find(evidence(shot, offline=True))
    assert offline is not None
    assert offline.certainty is Certainty.LIKELY


def test_near_miss_an_empty_line_above_the_good_one_hides_nothing() -> None:
    assert CAUSE.find(evidence(snapshot(dotenv("", line=1), dotenv(GOOD, line=5)), accepted=(GOOD,))) is None


def test_fires_for_a_start_up_file_whose_last_line_is_in_the_environment() -> None:
    good = replace(profile(GOOD), origin=replace(profile(GOOD).origin, line=3))
    found = diagnose(evidence(snapshot(process(OLD), good, profile(OLD)), accepted=(GOOD,)))
    assert (found[0].cause_id, found[0].certainty) == ("duplicate-definition", Certainty.PROVEN)
    assert "`~/.zshrc` sets ANTHROPIC_API_KEY more than once" in found[0].title
    assert "in line 41 hides the good one in line 3" in found[0].title
    assert found[0].remedies[0].title == "delete the line that sets ANTHROPIC_API_KEY: `~/.zshrc:41`"
    assert not shows(found[0], GOOD, OLD)


def test_near_miss_the_good_line_of_the_start_up_file_is_the_last() -> None:
    bad = replace(profile(OLD), origin=replace(profile(OLD).origin, line=3))
    assert CAUSE.find(evidence(snapshot(process(OLD), bad, profile(GOOD)), accepted=(GOOD,))) is None
