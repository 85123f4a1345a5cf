"""The exit code of a walk, and what it leaves on the normal screen."""

import pytest

from tests.builders import ENV
from tests.fakes.env_file_store import FakeEnvFileStore
from tests.ui.toolkit import DUPLICATE, World, green_report, red_report, world
from tui.domain.record import replace
from tui.domain.reporting.exit_code import ExitCode
from tui.flow.cancellation import StopSignal
from tui.flow.outcome import exit_code, summary_lines
from tui.flow.ports import FileState, Receipt, Refusal

FULL = Refusal("`~/project/.env` could not be replaced: the disk is full", "make room")


@pytest.fixture
def made() -> World:
    """Return a walk that has come to its plan."""
    walk = world(*DUPLICATE)
    list(walk.session.probe(StopSignal()))
    assert walk.session.plan_fix().is_writable
    return walk


def refuse(made: World) -> None:
    made.files.refusal = FULL
    assert made.session.write() == FULL


def test_a_plan_that_was_not_written_is_only_a_cause(made: World) -> None:
    assert exit_code(made.session) is ExitCode.PROBLEM


def test_a_refused_write_is_a_fix_that_failed(made: World) -> None:
    refuse(made)
    assert exit_code(made.session) is ExitCode.FIX_FAILED
    assert "  not fixed: `~/project/.env` could not be replaced: the disk is full" in summary_lines(made.session)


def test_it_stays_a_fix_that_failed_until_a_proof(made: World) -> None:
    refuse(made)
    made.fresh.report = red_report()
    made.session.verify()
    assert exit_code(made.session) is ExitCode.FIX_FAILED
    made.fresh.report = green_report()
    made.session.verify()
    assert exit_code(made.session) is ExitCode.OK


def test_a_later_write_that_succeeds_makes_up_for_it(made: World) -> None:
    refuse(made)
    made.files.refusal = None
    assert made.session.write()
    assert made.session.refusal is None
    assert exit_code(made.session) is ExitCode.PROBLEM


def test_what_was_verified_before_a_write_says_nothing_about_it(made: World) -> None:
    made.fresh.report = red_report()
    made.session.verify()
    assert made.session.write()
    assert made.session.verification is None


def test_a_fix_that_did_not_help_and_was_put_back_has_failed(made: World) -> None:
    before = made.files.files[ENV]
    made.session.write()
    made.fresh.report = red_report()
    made.session.verify()
    assert exit_code(made.session) is ExitCode.PROBLEM
    assert made.session.undo() is None
    assert made.files.files[ENV] == before
    assert exit_code(made.session) is ExitCode.FIX_FAILED


@pytest.mark.parametrize("report", ["", red_report("no address", "dns-failure")])
def test_what_was_put_back_before_it_could_be_checked_is_not_called_useless(made: World, report: str) -> None:
    made.session.write()
    made.fresh.report = report
    made.session.verify()
    assert exit_code(made.session) is ExitCode.UNKNOWN
    assert made.session.undo() is None
    lines = summary_lines(made.session)
    assert "  put back by you; whether it helped could not be checked" in lines
    assert not [line for line in lines if "did not help" in line]
    assert exit_code(made.session) is ExitCode.PROBLEM
    made.session.plan_fix()
    assert made.session.write()
    assert not [line for line in summary_lines(made.session) if "put back" in line]


def test_where_one_file_stays_and_another_is_put_back_the_proof_is_gone(made: World) -> None:
    kept = FakeEnvFileStore(dict(made.files.files))
    made.session.toolkit = replace(made.session.toolkit, files=kept)
    made.session.write()
    other = kept.write(FileState("/other", b"", exists=False), b"*.env\n", "/other")
    assert isinstance(other, Receipt)
    (stays,) = made.session.receipts
    made.session.receipts = (stays, other)
    made.session.verify()
    kept.files[ENV] += b"MORE=1\n"
    assert made.session.undo() is not None
    assert "/other" not in kept.files
    assert made.session.receipts == (stays,)
    assert made.session.verification is None


def test_putting_back_what_helped_is_a_choice(made: World) -> None:
    made.session.write()
    made.session.verify()
    assert made.session.undo() is None
    assert exit_code(made.session) is ExitCode.PROBLEM
