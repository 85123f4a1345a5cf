"""A write that is killed or failed at any moment: the old or the new file, whole, and nothing for git beside it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.endurance.kills import CHANGING, ERRORS, ROOT, Place, calls_of_a_write, can_trace, failed_at, killed_at

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
WHOLE = {"old", "new"}


@needs_git
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a platform that can fork")
def test_killed_before_and_after_every_call_into_the_system() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.endurance.self_kills"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    counts = json.loads(done.stdout)
    assert set(counts) == WHOLE
    assert counts["old"] > 50
    assert counts["new"] > 10


@needs_git
@pytest.mark.skipif(not can_trace(), reason="needs strace and the right to trace")
def test_killed_and_failed_at_the_system_calls_that_change_something(tmp_path: Path) -> None:
    place = Place(tmp_path / "place")
    calls = [call for call in calls_of_a_write(place) if call[0] in CHANGING]
    assert len(calls) > 12
    assert {killed_at(place, *call) for call in calls[::2]} == WHOLE
    errors = [(call, ERRORS[number % len(ERRORS)]) for number, call in enumerate(calls[1::2])]
    assert {failed_at(place, *call, error) for call, error in errors} <= WHOLE


@needs_git
def test_a_file_that_git_would_take_along_is_noticed(tmp_path: Path) -> None:
    place = Place(tmp_path / "place")
    place.prepare()
    assert place.untracked() == []
    (place.file.parent / ".env.bak").write_bytes(b"")
    assert place.untracked() == ["?? .env.bak"]
