import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.practice.speak import GOOD, VERSION, ask, bearer
from tui.practice.lab import Lab, find_lab, load_labs
from tui.practice.set_up import practice

posix = pytest.mark.skipif(os.name != "posix", reason="file modes and signals of POSIX")


def lab(lab_id: str = "prefix-pasted") -> Lab:
    found = find_lab(lab_id)
    assert found is not None
    return found


@pytest.fixture
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_everything_is_gone_at_the_end(own_temporary_folder: Path) -> None:
    with practice(lab()) as place:
        assert place.home.is_relative_to(own_temporary_folder.resolve())
        (place.state / "undo").write_text("left by a run")
        (place.project / "new.txt").write_text("left by a person")
        url, server = place.url, place.server
        assert ask(server, bearer(GOOD), VERSION).status == 200
    assert list(own_temporary_folder.iterdir()) == []
    with pytest.raises(ConnectionRefusedError):
        ask(server, bearer(GOOD), VERSION)
    assert url.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_everything_is_gone_after_an_exception(own_temporary_folder: Path, error: type[BaseException]) -> None:
    def fail_inside() -> None:
        with practice(lab()) as place:
            assert place.project.is_dir()
            raise error

    with pytest.raises(error):
        fail_inside()
    assert list(own_temporary_folder.iterdir()) == []


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP", "SIGTERM"])
def test_a_signal_removes_everything(tmp_path: Path, name: str) -> None:
    number = signal.Signals[name]
    program = (
        "import sys; from tui.practice.lab import load_labs; from tui.practice.set_up import practice\n"
        "with practice(load_labs()[0]) as place:\n"
        "    print(place.home, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    assert child.stdout is not None
    home = Path(child.stdout.readline().strip())
    assert home.is_dir()
    begin = time.monotonic()
    child.send_signal(number)
    _, errors = child.communicate(timeout=10)
    assert time.monotonic() - begin < 5
    assert errors.rstrip().endswith("KeyboardInterrupt") is (name == "SIGINT")
    assert child.returncode in {-number, 128 + number}
    assert list(tmp_path.iterdir()) == []


@posix
def test_only_the_owner_can_look(own_temporary_folder: Path) -> None:
    with practice(lab("environment-overrides-dotenv")) as place:
        (root,) = own_temporary_folder.iterdir()
        for folder in (root, place.home, place.project, place.state):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        for path in (place.project / ".env", place.home / ".zshrc"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_environment_is_made_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "CLAUDE_CONFIG_DIR", "CLAUDE_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "from the real machine")
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.setenv(name, "from the real machine")
    monkeypatch.setenv("PATH", "/bin:/usr/bin")
    with practice(lab("environment-overrides-dotenv")) as place:
        environment = place.environment
    assert "from the real machine" not in environment.values()
    assert environment["PATH"] == "/bin:/usr/bin"
    assert environment["HOME"] == str(place.home)
    assert environment["SHELL"] == "/bin/zsh"
    assert environment["ANTHROPIC_API_KEY"] in (lab("environment-overrides-dotenv").home[".zshrc"])
    assert [name for name in environment if name.startswith(("ANTHROPIC_", "CLAUDE_"))] == ["ANTHROPIC_API_KEY"]


def test_two_labs_can_stand_at_once() -> None:
    first, second, *_ = load_labs()
    with practice(first) as one, practice(second) as other:
        assert one.home != other.home
        assert one.url != other.url


def test_the_record_of_a_practice_hides_the_keys() -> None:
    with practice(lab("key-rejected")) as place:
        assert "PRACTICE" not in repr(place)
