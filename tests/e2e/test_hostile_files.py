"""Files and folders that nobody means well with: a clear answer, in bounded time and memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import GOOD, OLD
from tests.e2e.command import World, world
from tui.practice.stand_in import StandIn

MEGABYTE = 1_000_000
MOST_MEMORY = 200 * MEGABYTE
# Starts the command as its own child, so that the memory is that of the command and of what it starts.
_MEASURED = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:]);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(done.returncode)"
)
BROKEN = f"ANTHROPIC_API_KEY=Bearer {GOOD}\n"
FIXED = f"ANTHROPIC_API_KEY={GOOD}\n"


def run(place: World, *arguments: str, project: Path | None = None) -> tuple[int, str]:
    """Run the command; return its exit code and all that it said, and hold it to its time and its memory."""
    measured = [sys.executable, "-c", _MEASURED] if sys.platform != "win32" else []
    done = subprocess.run(
        [*measured, sys.executable, "-m", "tui", *arguments],
        cwd=project or place.project,
        env=dict(place.environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    said, said_too = done.stdout.decode(), done.stderr.decode()
    if measured:
        said_too, _, memory = said_too.rstrip().rpartition("\n")
        in_bytes = int(memory) * (1 if sys.platform == "darwin" else 1024)
        assert in_bytes < MOST_MEMORY, f"{in_bytes / MEGABYTE:.0f} MB"
    assert "Traceback" not in said + said_too
    assert GOOD[20:60] not in said + said_too
    assert OLD[20:60] not in said + said_too
    return done.returncode, said + said_too


HUGE = {
    "50 MB of lines": b"A=1\n" * (50 * MEGABYTE // 4) + BROKEN.encode(),
    "a line of 10 MB": b"A=" + b"x" * (10 * MEGABYTE) + b"\n" + BROKEN.encode(),
    "10 MB of quotation marks": b"A=" + b"\"'" * (5 * MEGABYTE) + b"\n" + BROKEN.encode(),
}


@pytest.mark.parametrize("data", HUGE.values(), ids=HUGE)
def test_a_file_that_is_too_large_is_said_to_be_and_left_alone(tmp_path: Path, api: StandIn, data: bytes) -> None:
    place = world(tmp_path / "home")
    file = place.write(".env", data)
    code, said = run(place, "fix", "--yes", "--api-url", api.url)
    assert code in {1, 3}
    assert "larger than 1 MB" in " ".join(said.split())
    assert file.read_bytes() == data


LARGE = {
    "a line of 900 kB": "A=" + "x" * 900_000 + "\n",
    "quotation marks": "A=" + "\"'" * 100_000 + "\n",
    "backslashes": "A='" + "\\" * 900_000 + "'\n",
    "references": "A=" + "${" * 400_000 + "\n",
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_a_file_just_small_enough_is_repaired_in_time(tmp_path: Path, api: StandIn, text: str) -> None:
    place = world(tmp_path / "home")
    file = place.write(".env", BROKEN + text)
    code, said = run(place, "fix", "--yes", "--api-url", api.url)
    assert code == 0, said[-400:]
    assert file.read_text() == FIXED + text


def test_nul_bytes_are_named_and_nothing_is_written(tmp_path: Path, api: StandIn) -> None:
    place = world(tmp_path / "home")
    data = b"A=\0\0\n" + BROKEN.encode()
    file = place.write(".env", data)
    code, said = run(place, "fix", "--yes", "--api-url", api.url)
    assert code in {1, 3}
    assert "NUL" in said
    assert file.read_bytes() == data


@pytest.mark.skipif(sys.platform == "win32", reason="such names are not possible there")
@pytest.mark.parametrize("name", ['it\'s "mine" $(touch ran) `touch ran`', "\x1b[31mred\x1b[0m\x07", "a\nb", "🗝 clé"])
def test_a_folder_of_any_name_is_shown_escaped_and_repaired(tmp_path: Path, api: StandIn, name: str) -> None:
    place = world(tmp_path / "home")
    project = place.home / name
    place.project.rename(project)
    (project / ".env").write_text(BROKEN)
    code, said = run(place, "fix", "--api-url", api.url, project=project)
    assert code == 1
    assert not any(sign in said for sign in ("\x1b", "\x07"))
    assert all("a\nb" not in line for line in (said,))
    code, said = run(place, "fix", "--yes", "--api-url", api.url, project=project)
    assert code == 0, said
    assert (project / ".env").read_text() == FIXED
    assert sorted(path.name for path in project.iterdir()) == [".env", "main.py", "requirements.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="such names are not possible there")
def test_five_thousand_files_and_one_of_a_wild_name(tmp_path: Path, api: StandIn) -> None:
    place = world(tmp_path / "home")
    for number in range(5_000):
        (place.project / f".env.{number}").write_text(f"ANTHROPIC_API_KEY={OLD}\n")
    (place.project / ".env\n\x1b[31m").write_text(BROKEN)
    file = place.write(".env", BROKEN)
    code, said = run(place, "fix", "--yes", "--api-url", api.url)
    assert code == 0, said
    assert "\x1b" not in said
    assert file.read_text() == FIXED


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_without_waiting(tmp_path: Path, api: StandIn) -> None:
    place = world(tmp_path / "home")
    os.mkfifo(place.project / ".env")
    code, said = run(place, "fix", "--yes", "--api-url", api.url)
    assert code in {1, 3}
    assert "named pipe" in said
