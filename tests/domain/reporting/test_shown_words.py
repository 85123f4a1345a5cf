"""Marks, steps and examples: small tables that people read."""

import pytest

from tui.domain.clients.client import ClientId
from tui.domain.reporting.example import example_code
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


@pytest.mark.parametrize("client", list(ClientId))
def test_every_client_has_three_lines_that_fit_and_hold_no_key(client: ClientId) -> None:
    lines = example_code(client)
    assert len(lines) == 3
    assert all(len(line) <= 72 and "sk-ant" not in line for line in lines)
