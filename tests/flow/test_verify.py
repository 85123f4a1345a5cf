"""A command to be pasted is tried without being run: what it would set reaches a fresh process and nobody else."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests import builders
from tests.builders import GOOD, OLD, dotenv, process, profile, snapshot
from tests.ui.toolkit import green_report, red_report, world
from tui import wiring
from tui.adapters.processes.fresh_process import CheckInFreshProcess
from tui.domain.clients.client import KEY, OAUTH, ClientId
from tui.domain.found.finding import Finding, State
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.remedies.absent import (
    export_variable,
    load_env_file,
    read_start_up_file,
    rename_variable,
    use_as_login_token,
)
from tui.domain.remedies.common import new_key, rewrite_value
from tui.domain.reporting.exit_code import ExitCode
from tui.flow.cancellation import StopSignal
from tui.flow.fix import FixPlan
from tui.flow.outcome import exit_code
from tui.flow.session import Session
from tui.flow.verify import Proof, verify
from tui.options import Options
from tui.practice.rules import Rules
from tui.practice.stand_in import StandIn

AWAY = red_report("this machine finds no address for `api.anthropic.com`", "dns-failure")


def evidence(*findings: Finding, client: ClientId = ClientId.PYTHON_SDK, loads: bool = True) -> Evidence:
    return builders.evidence(snapshot(*findings, loads=loads), accepted=(GOOD,), client=client)


def the_command(remedies: tuple[Remedy, ...]) -> Remedy:
    (command,) = (remedy for remedy in remedies if remedy.kind == "command")
    assert GOOD not in repr(command)
    return command


@pytest.mark.parametrize(
    "damaged", [f"{GOOD}\n", f" {GOOD}", f"Bearer {GOOD}", f'"{GOOD}"', f"\u200b{GOOD}"], ids=range(5)
)
def test_cleaning_gives_the_repaired_value(damaged: str) -> None:
    finding = process(damaged)
    assert the_command(rewrite_value(evidence(finding), finding)).sets == ((KEY, Secret(GOOD)),)


def test_a_shell_without_a_command_for_it_sets_nothing() -> None:
    finding = process(f"{GOOD}\n")
    shot = builders.evidence(snapshot(finding, shell="cmd"), accepted=(GOOD,))
    assert [remedy.sets for remedy in rewrite_value(shot, finding)] == [()]


def test_copying_gives_the_key_the_text_of_the_other_variable() -> None:
    finding = process(GOOD, "CLAUDE_KEY")
    assert the_command(rename_variable(evidence(finding), finding)).sets == ((KEY, Secret(GOOD)),)


def test_an_accepted_spare_is_copied_in_the_place_of_the_refused_key() -> None:
    remedies = new_key(evidence(process(OLD), process(GOOD, "CLAUDE_KEY"), loads=False))
    plan = FixPlan(commands=tuple(remedy for remedy in remedies if remedy.kind == "command"))
    assert (plan.unsets, plan.sets) == ((KEY,), ((KEY, Secret(GOOD)),))


def test_exporting_gives_the_value_of_the_start_up_file() -> None:
    finding = profile(GOOD, state=State.NOT_EXPORTED)
    assert the_command(export_variable(evidence(finding), finding)).sets == ((KEY, Secret(GOOD)),)


def test_reading_a_start_up_file_gives_all_that_it_defines() -> None:
    findings = profile(OLD, line=1), profile(GOOD, line=2), profile(OLD, "OTHER", line=3)
    remedy = read_start_up_file(evidence(*findings), findings[1])
    assert dict(remedy.sets) == {KEY: Secret(GOOD), "OTHER": Secret(OLD)}


def test_moving_a_login_token_sets_the_one_and_unsets_the_other() -> None:
    token = builders.api_key("t", "sk-ant-oat01-")
    finding = process(token)
    remedy = the_command(use_as_login_token(evidence(finding, client=ClientId.CLAUDE_CODE), finding))
    assert (remedy.unsets, remedy.sets) == ((KEY,), ((OAUTH, Secret(token)),))


def test_loading_gives_what_the_file_defines_and_nothing_of_another_file() -> None:
    findings = (
        dotenv(OLD, line=1),
        dotenv(GOOD, line=2),
        dotenv(OLD, "OTHER", line=3, state=State.COMMENTED),
        dotenv(OLD, "ELSE", path="/home/ada/other/.env"),
    )
    remedy = the_command(load_env_file(evidence(*findings, loads=False), findings[1]))
    assert remedy.sets == ((KEY, Secret(GOOD)),)


def test_loading_after_a_renaming_gives_the_new_name() -> None:
    finding = dotenv(GOOD, "CLAUDE_KEY")
    remedies = rename_variable(evidence(finding, client=ClientId.CURL, loads=False), finding)
    assert the_command(remedies).sets == ((KEY, Secret(GOOD)),)


def test_the_second_process_gets_what_the_command_would_set() -> None:
    made = world(process(f"{GOOD}\n"))
    made.fresh.report, made.fresh.unset_report = red_report("the key has a newline"), green_report()
    plan = FixPlan(commands=(Remedy("clean", "clean", Reach.SHELL, command="x", sets=((KEY, Secret(GOOD)),)),))
    proof = verify(made.session.toolkit, plan, "python-sdk")
    assert (proof.proof, proof.title) == (Proof.AFTER_COMMAND, "the key has a newline")
    assert made.fresh.given == [(), ((KEY, Secret(GOOD)),)]


def test_a_value_that_no_environment_can_hold_is_a_problem_in_words(tmp_path: Path) -> None:
    child = CheckInFreshProcess({}, {}, tmp_path, ())
    verdict = child.check(unset=(), sets=((KEY, Secret("a\0b")),), client="auto", deadline=30)
    assert verdict.problem == "no environment can hold a value that the command would set"


@pytest.fixture
def api() -> Generator[StandIn]:
    with StandIn(Rules(keys=(GOOD,))) as server:
        yield server


def walk(project: Path, api: StandIn) -> Session:
    """Return a walk over the real devices that has come to its verification."""
    options = Options(project=project, api_url=api.url, client="python-sdk")
    session = Session(wiring.toolkit(options))
    session.detect()
    list(session.probe(StopSignal()))
    session.plan_fix()
    session.verify()
    return session


@pytest.mark.parametrize(
    ("variable", "text"), [(KEY, f"{GOOD}\n"), (KEY, f"Bearer {GOOD}"), ("CLAUDE_API_KEY", GOOD)], ids=range(3)
)
def test_a_damaged_environment_is_proven_once_the_command_is_pasted(
    tmp_path: Path, api: StandIn, monkeypatch: pytest.MonkeyPatch, variable: str, text: str
) -> None:
    (tmp_path / "requirements.txt").write_text("anthropic==2.12.0\n")
    monkeypatch.setenv(variable, text)
    verification = walk(tmp_path, api).verification
    assert verification is not None
    assert verification.proof is Proof.AFTER_COMMAND, verification
    assert verification.hint == Secret(GOOD).hint
    assert verification.request_id


def test_a_file_that_nothing_loads_is_proven_once_it_is_loaded(tmp_path: Path, api: StandIn) -> None:
    (tmp_path / "main.py").write_text("from anthropic import Anthropic\n\nAnthropic()\n")
    (tmp_path / ".env").write_text(f"ANTHROPIC_API_KEY={GOOD}\n")
    session = walk(tmp_path, api)
    assert session.verdict is not None
    assert session.verdict.primary is not None
    assert session.verdict.primary.cause_id == "dotenv-not-loaded"
    assert session.verification is not None
    assert session.verification.proof is Proof.AFTER_COMMAND


def test_a_network_that_is_away_tells_nothing_of_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "home" / "project"
    project.mkdir(parents=True)
    (project / "main.py").write_text(
        "from anthropic import Anthropic\nimport dotenv\n\ndotenv.load_dotenv()\nAnthropic()\n"
    )
    env_file = project / ".env"
    env_file.write_text(f'ANTHROPIC_API_KEY="{GOOD}\\n"\n')
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv(KEY, raising=False)
    options = Options(project=project, api_url="https://api.invalid", client="python-sdk", timeout=5)
    session = Session(wiring.toolkit(options))
    list(session.probe(StopSignal()))
    assert session.plan_fix().is_writable
    assert session.write()
    verification = session.verify()
    assert (verification.proof, verification.cause_id) == (Proof.UNKNOWN, "dns-failure")
    assert exit_code(session) is ExitCode.UNKNOWN
    assert env_file.read_text() == f"ANTHROPIC_API_KEY={GOOD}\n"


def test_where_nothing_was_written_the_way_that_is_broken_is_what_fails() -> None:
    made = world(dotenv(GOOD, line=1), dotenv(OLD, line=2))
    list(made.session.probe(StopSignal()))
    made.fresh.report = AWAY
    assert made.session.verify().proof is Proof.STILL_FAILING


def test_a_repair_of_the_way_itself_has_to_open_it() -> None:
    made = world()
    made.fresh.report = AWAY
    proof = verify(made.session.toolkit, FixPlan(), "python-sdk", repaired="proxy-unreachable")
    assert proof.proof is Proof.STILL_FAILING
