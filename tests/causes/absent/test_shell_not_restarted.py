import pytest

from tests.builders import GOOD, OFFICIAL, OLD, api_key, dotenv, evidence, process, profile, shows, snapshot
from tests.causes.answers import RELAY, answered, by_host, rejects_as_a_relay
from tests.surroundings import amid, started_by, unit
from tui.causes.absent.shell_not_restarted import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.client import BASE_URL, TOKEN, ClientId
from tui.domain.found.finding import Finding, State
from tui.domain.found.machine import CallerKind, Surroundings
from tui.domain.judging.diagnosis import Certainty
from tui.domain.record import replace


def in_file(text: str, name: str, line: int = 1) -> Finding:
    """Return an export in another start-up file than `~/.zshrc`."""
    found = profile(text, line=line)
    return replace(found, origin=replace(found.origin, shown=f"~/{name}", path=f"/home/ada/{name}"))


def test_fires_where_this_process_lacks_what_the_start_up_file_exports() -> None:
    seen = evidence(snapshot(profile(GOOD)), accepted=(GOOD,))
    diagnosis = CAUSE.find(seen)
    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("shell-not-restarted", Certainty.PROVEN)
    assert "`~/.zshrc:41`" in diagnosis.title
    assert [remedy.command for remedy in diagnosis.remedies] == [". ~/.zshrc"]
    assert [item.cause_id for item in diagnose(seen)] == ["shell-not-restarted"]
    assert not shows(diagnosis, GOOD)


def test_what_a_start_up_file_reads_is_read_again_by_that_file_which_may_be_what_exports_it() -> None:
    later, start = in_file(GOOD, ".secrets"), profile(GOOD).origin
    later = replace(later, origin=replace(later.origin, read_by=start))
    older = replace(profile(OLD), origin=replace(start, line=2))
    diagnosis = CAUSE.find(evidence(snapshot(older, later), accepted=(GOOD,)))
    assert diagnosis is not None
    assert [remedy.command for remedy in diagnosis.remedies] == [". ~/.zshrc"]
    assert dict(diagnosis.remedies[0].sets) == {later.variable: later.value.secret}


def test_fires_where_this_process_has_a_rejected_older_value() -> None:
    seen = evidence(snapshot(process(OLD), profile(GOOD)), accepted=(GOOD,))
    diagnosis = CAUSE.find(seen)
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "still has the rejected" in diagnosis.title
    assert diagnose(seen)[0].cause_id == "shell-not-restarted"
    assert not shows(diagnosis, GOOD, OLD)


def test_a_token_and_claude_code_count_as_well() -> None:
    shot = snapshot(process(OLD, TOKEN), profile(GOOD, TOKEN))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.CLAUDE_CODE))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN


def test_is_likely_offline() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(profile(GOOD)), offline=True))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert CAUSE.find(evidence(snapshot(process(OLD), profile(GOOD)), offline=True)) is None, "two keys are no fault"


def test_a_refused_key_needs_more_than_a_new_terminal() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(profile(OLD))))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert "not enough" in diagnosis.explanation
    assert diagnosis.remedies[-1].id == "create-key"


def test_a_relay_leaves_it_likely() -> None:
    shot = snapshot(process(OLD), process(RELAY, BASE_URL), profile(GOOD))
    diagnosis = CAUSE.find(answered(shot, by_host(rejects_as_a_relay, GOOD)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert OFFICIAL not in diagnosis.title


@pytest.mark.parametrize(
    ("kind", "word"), [(CallerKind.TMUX, "tmux"), (CallerKind.EDITOR, "editor"), (CallerKind.TERMINAL, "")]
)
def test_says_what_else_has_to_be_started_anew(kind: CallerKind, word: str) -> None:
    diagnosis = CAUSE.find(evidence(amid(snapshot(profile(GOOD)), started_by(kind)), accepted=(GOOD,)))
    assert diagnosis is not None
    assert [remedy.id for remedy in diagnosis.remedies[1:]] == (["restart-what-started"] if word else [])
    assert word in diagnosis.remedies[-1].title


@pytest.mark.parametrize(
    ("shell", "name"),
    [
        ("zsh", ".zprofile"),
        ("bash", ".bashrc"),
        ("bash", ".profile"),
        ("fish", ".config/fish/config.fish"),
        ("fish", ".config/fish/conf.d/keys.fish"),
        ("powershell", ".config/powershell/profile.ps1"),
        ("ksh", ".profile"),
        ("sh", ".zshrc"),
    ],
)
def test_the_files_that_each_shell_reads(shell: str, name: str) -> None:
    assert CAUSE.find(evidence(snapshot(in_file(GOOD, name), shell=shell), accepted=(GOOD,))) is not None


@pytest.mark.parametrize(
    ("shell", "name"), [("zsh", ".bashrc"), ("bash", ".zshrc"), ("fish", ".profile"), ("ksh", ".bashrc")]
)
def test_near_miss_a_file_of_another_shell(shell: str, name: str) -> None:
    seen = evidence(snapshot(in_file(GOOD, name), shell=shell), accepted=(GOOD,))
    assert CAUSE.find(seen) is None
    missing = diagnose(seen)[0]
    assert missing.cause_id == "key-missing"
    assert any("another shell" in line.text for line in missing.evidence)


def test_the_last_definition_is_the_one_that_a_new_terminal_has() -> None:
    shot = snapshot(process(OLD), in_file(GOOD, ".zshenv"), profile(OLD, line=2))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None
    shot = snapshot(process(OLD), in_file(OLD, ".zshenv"), profile(GOOD, line=2))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is not None
    shot = snapshot(profile(GOOD, line=2), profile("", line=3))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_near_miss_this_process_has_the_same_or_a_good_value() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), profile(OLD)))) is None
    assert CAUSE.find(evidence(snapshot(process(GOOD), profile(api_key("n"))), accepted=(GOOD,))) is None


def test_near_miss_the_start_up_files_value_is_refused_too() -> None:
    assert CAUSE.find(evidence(snapshot(process(OLD), profile(api_key("n"))))) is None


def test_belongs_to_another_when_the_line_is_not_exported_or_the_variable_is_empty() -> None:
    assert CAUSE.find(evidence(snapshot(profile(GOOD, state=State.NOT_EXPORTED)), accepted=(GOOD,))) is None
    assert CAUSE.find(evidence(snapshot(process(""), profile(GOOD)), accepted=(GOOD,))) is None


def test_belongs_to_another_when_a_service_started_the_process() -> None:
    shot = amid(snapshot(profile(GOOD)), started_by(CallerKind.SYSTEMD))
    assert CAUSE.find(evidence(shot, accepted=(GOOD,))) is None


def test_comes_after_the_environment_that_hides_a_good_env_file() -> None:
    found = diagnose(evidence(snapshot(process(OLD), dotenv(GOOD), profile(GOOD)), accepted=(GOOD,)))
    assert [item.cause_id for item in found[:2]] == ["environment-overrides-dotenv", "shell-not-restarted"]


def test_a_unit_that_may_be_the_caller_leaves_it_likely() -> None:
    shot = amid(snapshot(profile(GOOD)), Surroundings(services=(unit(),)))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
