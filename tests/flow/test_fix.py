"""A file that changes while it is looked at: refused, and nothing of anybody's is lost."""

import os
import shutil
import subprocess
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.builders import GOOD
from tui import wiring
from tui.domain.reporting.exit_code import ExitCode
from tui.flow.cancellation import StopSignal
from tui.flow.outcome import exit_code
from tui.flow.ports import Refusal
from tui.flow.session import Session
from tui.options import Options
from tui.practice.rules import Rules
from tui.practice.stand_in import StandIn

BROKEN = f"ANTHROPIC_API_KEY=Bearer {GOOD}\n".encode()
FIXED = BROKEN.replace(b"Bearer ", b"")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "main.py").write_text(
        "from dotenv import load_dotenv\nfrom anthropic import Anthropic\nload_dotenv()\n"
    )
    (tmp_path / "requirements.txt").write_text("anthropic==2.12.0\n")
    (tmp_path / ".env").write_bytes(BROKEN)
    return tmp_path


@pytest.fixture
def session(project: Path) -> Generator[Session]:
    """Give a walk over the real devices that has come to its plan."""
    with StandIn(Rules(keys=(GOOD,))) as api:
        options = Options(project=project, api_url=api.url, client="python-sdk")
        walk = Session(wiring.toolkit(options))
        walk.detect()
        list(walk.probe(StopSignal()))
        assert walk.plan_fix().is_writable
        yield walk


def assert_refused(session: Session, words: str) -> None:
    refusal = session.write()
    assert isinstance(refusal, Refusal)
    assert words in refusal.reason
    assert session.receipts == session.toolkit.files.history() == ()
    assert exit_code(session) is ExitCode.FIX_FAILED


@pytest.mark.parametrize("edited", [b"", b"OTHER=1\n" + BROKEN, BROKEN.replace(b"\n", b"\r\n")], ids=range(3))
def test_an_edit_between_plan_and_write_is_kept(session: Session, project: Path, edited: bytes) -> None:
    (project / ".env").write_bytes(edited)
    assert_refused(session, "was changed by another program meanwhile")
    assert (project / ".env").read_bytes() == edited
    assert sorted(path.name for path in project.iterdir()) == [".env", "main.py", "requirements.txt"]


def test_a_removal_between_plan_and_write_is_respected(session: Session, project: Path) -> None:
    (project / ".env").unlink()
    assert_refused(session, "was changed by another program meanwhile")
    assert not (project / ".env").exists()


def test_looking_again_after_the_edit_writes_beside_it(session: Session, project: Path) -> None:
    (project / ".env").write_bytes(b"OTHER=1\n" + BROKEN)
    assert isinstance(session.write(), Refusal)
    session.detect()
    list(session.probe(StopSignal()))
    session.plan_fix()
    assert not isinstance(session.write(), Refusal)
    assert session.refusal is None
    assert (project / ".env").read_bytes() == b"OTHER=1\n" + FIXED


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_file_that_a_link_leads_to_is_asked_about_as_well(session: Session, project: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "HOME": str(project), "GIT_CONFIG_NOSYSTEM": "1"}
    (project / "shared").mkdir()
    (project / ".env").rename(project / "shared" / "env")
    (project / ".env").symlink_to("shared/env")
    for words in (["init", "-q"], ["add", "-f", "shared/env"]):
        subprocess.run(["git", *words], cwd=project, env=environ, check=True)
    session.detect()
    list(session.probe(StopSignal()))
    plan = session.plan_fix()
    assert plan.is_published
    assert any("rm --cached env`" in step for item in plan.publications for step in item.steps)
