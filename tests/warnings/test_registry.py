"""What holds for all warnings together: names, wording, order, and silence about what is in order."""

from pathlib import Path

import pytest

import tui.warnings
from tests.builders import GOOD, OLD, dotenv, evidence, process, profile, snapshot
from tests.surroundings import ENV_FILE, amid
from tui.causes.registry import ENTRIES, diagnose
from tui.domain.found.machine import Exposure, Surroundings
from tui.domain.reporting.exit_code import ExitCode, code_of
from tui.domain.reporting.report import report
from tui.domain.reporting.verdict import judge_verdict
from tui.domain.reporting.warning import WarningRule
from tui.domain.resolving.snapshot import Snapshot
from tui.headless.explain import explain
from tui.headless.text import verdict_text
from tui.warnings.registry import WARNINGS, warn, warning

CATALOGUE = {
    "dotenv-tracked-by-git",
    "dotenv-not-ignored",
    "dotenv-in-synced-folder",
    "dotenv-readable-by-others",
    "key-in-source",
    "key-in-frontend-variable",
    "key-in-shell-history",
    "key-in-several-places",
    "old-sdk",
    "key-near-expiry",
}
SAFE = Exposure(ENV_FILE, is_tracked=False, is_ignored=True)
OPEN = Exposure(ENV_FILE, is_tracked=False, is_ignored=False, is_readable_by_others=True)


def test_every_file_is_registered_and_has_a_test() -> None:
    files = {path.stem for path in Path(tui.warnings.__file__).parent.glob("*.py")} - {"__init__", "registry"}
    tests = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")} - {"registry"}
    assert files == tests == {rule.id.replace("-", "_") for rule in WARNINGS}
    assert {rule.id for rule in WARNINGS} == CATALOGUE
    assert all(warning(rule.id) is rule for rule in WARNINGS)
    assert not CATALOGUE & {entry.id for entry in ENTRIES}


@pytest.mark.parametrize("rule", WARNINGS, ids=lambda rule: rule.id)
def test_the_words_keep_the_rules(rule: WarningRule, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 < len(rule.title) <= 60
    assert not rule.title.endswith(".")
    assert rule.what.endswith(".")
    assert rule.repair.endswith(".")
    assert explain(rule.id) is ExitCode.OK
    assert capsys.readouterr().out.startswith(f"{rule.id}\n")


@pytest.mark.parametrize(
    "shot", [snapshot(dotenv(GOOD)), snapshot(process(GOOD)), snapshot(profile(GOOD), process(GOOD))]
)
def test_nothing_is_said_about_an_ignored_file_that_nobody_else_may_read(shot: Snapshot) -> None:
    assert warn(evidence(amid(shot, Surroundings(exposures=(SAFE,))))) == ()


def test_warnings_change_neither_verdict_nor_exit_code() -> None:
    for key in (GOOD, OLD):
        shot = snapshot(dotenv(key))
        calm, loud = (
            evidence(shot, accepted=(GOOD,)),
            evidence(amid(shot, Surroundings(exposures=(OPEN,))), accepted=(GOOD,)),
        )
        verdicts = [judge_verdict(seen, diagnose(seen), warn(seen)) for seen in (calm, loud)]
        assert not verdicts[0].warnings
        assert len(verdicts[1].warnings) == 2
        assert code_of(verdicts[0]) is code_of(verdicts[1])
        assert verdicts[0].sentence == verdicts[1].sentence


def test_the_report_and_the_text_show_them() -> None:
    seen = evidence(amid(snapshot(dotenv(GOOD)), Surroundings(exposures=(OPEN,))), accepted=(GOOD,))
    verdict = judge_verdict(seen, (), warn(seen))
    assert report(verdict)["warnings"] == [
        {"id": line.id, "text": line.text, "origin": "~/project/.env"} for line in verdict.warnings
    ]
    text = verdict_text(verdict, plain=True, fix_command="")
    assert sum("warning: ~/project/.env: " in line for line in text) == 2


def test_many_warnings_do_not_drown_the_verdict() -> None:
    verdict = judge_verdict(evidence(snapshot(dotenv(GOOD)), accepted=(GOOD,)), ())
    seen = evidence(amid(snapshot(dotenv(GOOD)), Surroundings(exposures=(OPEN, OPEN))), accepted=(GOOD,))
    loud = verdict_text(judge_verdict(seen, (), warn(seen)), plain=True, fix_command="")
    assert "  warnings: 1 more in `fix401 check --json`" in loud
    assert len(loud) <= len(verdict_text(verdict, plain=True, fix_command="")) + 7
