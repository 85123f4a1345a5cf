"""Marks and steps: small tables that people read."""

import pytest

from tui.domain.reporting.marks import ASCII, UNICODE, Status, marks_for
from tui.domain.reporting.steps import Step


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf_8"])
def test_utf_8_gets_the_unicode_marks(encoding: str) -> None:
    assert marks_for(encoding) is UNICODE


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "", None])
def test_other_encodings_get_ascii(encoding: str | None) -> None:
    marks = marks_for(encoding)
    assert marks is ASCII
    assert all(marks.of(status).isascii() for status in Status)


def test_no_two_statuses_share_a_mark() -> None:
    for marks in (UNICODE, ASCII):
        assert len({marks.of(status) for status in Status}) == len(Status)


def test_the_steps_are_five_and_end_at_both_ends() -> None:
    assert [step.title for step in Step] == ["Detect", "Keys", "Probe", "Fix", "Verify"]
    assert Step.DETECT.previous is Step.DETECT
    assert Step.VERIFY.following is Step.VERIFY
    assert Step.KEYS.following is Step.PROBE
