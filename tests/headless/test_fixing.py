"""`fix --yes` when the proof fails: what was written is put back, or it is said why it could not be."""

import json

import pytest

from tests.builders import ENV
from tests.ui.toolkit import DUPLICATE, FixedProject, World, world
from tui.flow.ports import Receipt, Refusal
from tui.headless.fixing import fix

STILL = json.dumps({"verdict": "problem", "cause": {"id": "duplicate-definition", "title": "two lines again"}})
ANOTHER = json.dumps({"verdict": "problem", "cause": {"id": "credit-too-low", "title": "no credit"}})


@pytest.fixture
def broken() -> World:
    return world(*DUPLICATE)


def test_a_proof_that_fails_puts_the_bytes_back(broken: World, capsys: pytest.CaptureFixture[str]) -> None:
    before, broken.fresh.report = broken.files.files[ENV], STILL
    assert fix(broken.session.toolkit, as_json=False, confirmed=True) == 4
    assert broken.files.files[ENV] == before
    assert "was put back" in capsys.readouterr().out


def test_what_cannot_be_put_back_is_said(
    broken: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object, receipt_id: str | None = None) -> Receipt | Refusal:
        del receipt_id
        return Refusal("it was edited since")

    before, broken.fresh.report = broken.files.files[ENV], STILL
    monkeypatch.setattr(type(broken.files), "undo", refuse)
    assert fix(broken.session.toolkit, as_json=True, confirmed=True) == 4
    fixed = json.loads(capsys.readouterr().out)["fix"]
    assert fixed["put_back"] is False
    assert fixed["error"] == "it was edited since"
    assert broken.files.files[ENV] != before


def test_another_cause_behind_the_first_keeps_the_fix(broken: World, capsys: pytest.CaptureFixture[str]) -> None:
    before, broken.fresh.report = broken.files.files[ENV], ANOTHER
    assert fix(broken.session.toolkit, as_json=False, confirmed=True) == 1
    assert broken.files.files[ENV] != before
    assert "no credit" in capsys.readouterr().out


def test_what_could_not_be_checked_keeps_the_fix(broken: World) -> None:
    before, broken.fresh.problem = broken.files.files[ENV], "no answer in time"
    assert fix(broken.session.toolkit, as_json=False, confirmed=True) == 3
    assert broken.files.files[ENV] != before


def test_without_yes_nothing_is_written(broken: World) -> None:
    before = broken.files.files[ENV]
    assert fix(broken.session.toolkit, as_json=False, confirmed=False) == 1
    assert broken.files.files[ENV] == before


def test_a_file_edited_at_the_last_moment_is_shown_as_it_is_now(
    broken: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(*_: object, **__: object) -> Receipt | Refusal:
        broken.files.files[ENV] += b"MINE=1\n"
        return Refusal("the file was changed meanwhile")

    monkeypatch.setattr(type(broken.files), "write", edited)
    assert fix(broken.session.toolkit, as_json=False, confirmed=True) == 4
    said = capsys.readouterr()
    _, _, again = said.out.partition("As they are now, this would be written:")
    assert " MINE=<1 character>" in again
    assert "the file was changed meanwhile" in said.err


def test_a_file_that_git_has_is_not_written_unasked(broken: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert isinstance(broken.session.toolkit.project, FixedProject)
    broken.session.toolkit.project.is_tracked = True
    before = broken.files.files[ENV]
    assert fix(broken.session.toolkit, as_json=True, confirmed=True) == 1
    fixed = json.loads(capsys.readouterr().out)["fix"]
    assert fixed["first"][0].startswith("git tracks `~/project/.env`")
    assert fixed["held_back"].startswith("Nothing is written: git has the file")
    assert broken.files.files[ENV] == before
