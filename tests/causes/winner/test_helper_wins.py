from tests.builders import GOOD, OLD, api_key, login, process, settings, shows, snapshot
from tests.causes.answers import accepts
from tests.causes.claude_code import asked, fails, helped, prints, seen
from tui.causes.registry import diagnose
from tui.causes.winner.helper_wins import CAUSE
from tui.domain.clients.client import TOKEN
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import Header
from tui.domain.reporting.exit_code import ExitCode, code_of
from tui.domain.reporting.verdict import judge_verdict

LOGIN = api_key("l", prefix="sk-ant-oat01-")
OPENAI = "sk-proj-" + "a1B2" * 20


def test_fires_for_a_helper_that_fails_with_what_it_said() -> None:
    diagnosis = CAUSE.find(seen(helped(login(LOGIN), run=fails(said="vault: please log in")), LOGIN))

    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("helper-wins", Certainty.PROVEN)
    assert diagnosis.title == (
        "the `apiKeyHelper` in `~/.claude/settings.json:2` gives Claude Code no key: it ended with exit code 3"
    )
    assert "vault: please log in" in diagnosis.remedies[0].title
    assert diagnosis.remedies[1].title == "remove `apiKeyHelper` from `~/.claude/settings.json`"


def test_fires_for_a_helper_that_prints_nothing_and_says_nothing() -> None:
    diagnosis = CAUSE.find(seen(helped(run=fails("it printed nothing"))))
    assert diagnosis is not None
    assert "by hand" in diagnosis.remedies[0].title
    assert [item.cause_id for item in diagnose(seen(helped(run=fails("it printed nothing"))))] == ["helper-wins"]


def test_fires_for_a_key_of_another_provider_over_a_good_login() -> None:
    diagnosis = CAUSE.find(seen(helped(login(LOGIN), run=prints(OPENAI)), LOGIN))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "prints a key of OpenAI" in diagnosis.title
    assert "hides the good one in `~/.claude/.credentials.json`" in diagnosis.title
    assert not shows(diagnosis, OPENAI, LOGIN)


def test_comes_first_for_any_other_text_even_with_nothing_behind_it() -> None:
    for text in (OPENAI, "hunter2"):
        found = diagnose(seen(helped(run=prints(text))))
        assert (found[0].cause_id, found[0].certainty) == ("helper-wins", Certainty.PROVEN)


def test_what_it_prints_is_sent_in_both_headers() -> None:
    found = asked(helped(run=prints(GOOD)), accepts)
    assert found.as_found is not None
    request = found.as_found.request
    assert request.header is Header.BEARER
    assert [header.name for header in request.along] == ["X-Api-Key"]
    assert diagnose(found) == ()


def test_near_miss_nobody_has_run_it() -> None:
    found = seen(helped(login(LOGIN)), LOGIN)
    assert diagnose(found) == ()
    verdict = judge_verdict(found, ())
    assert code_of(verdict) is ExitCode.UNKNOWN
    assert "was not run; `fix401 check --run-helper` runs it" in verdict.sentence
    assert "the `apiKeyHelper` in ~/.claude/settings.json:2: needs --run-helper" in verdict.not_tested


def test_near_miss_the_helper_is_not_even_asked() -> None:
    for first in (process(GOOD), settings(GOOD), process(GOOD, TOKEN)):
        found = seen(helped(first), GOOD)
        assert found.is_accepted
        assert diagnose(found) == ()


def test_belongs_to_another_when_it_prints_a_whole_key_that_is_rejected() -> None:
    found = diagnose(seen(helped(run=prints(OLD))))
    assert [item.cause_id for item in found] == ["key-rejected"]
    assert "from `~/.claude/settings.json:2` (its `apiKeyHelper`)" in found[0].title


def test_a_damaged_key_is_the_helpers_fault() -> None:
    found = diagnose(seen(helped(run=prints(f'"{GOOD}"')), GOOD))
    assert (found[0].cause_id, found[0].certainty) == ("helper-wins", Certainty.PROVEN)


def test_a_login_goes_before_nothing_where_there_is_no_helper() -> None:
    assert diagnose(seen(snapshot(login(LOGIN)), LOGIN)) == ()
