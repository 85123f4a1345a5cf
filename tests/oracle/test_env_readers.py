"""After a fix every reader that is there really yields the same key; and who is said to stumble really does."""

from pathlib import Path

import pytest

from tests.endurance.edits import BROKEN, KEY, NEW, SET, Trial, trials
from tests.oracle.packages import scripts_or_skip
from tests.readers import Reader, readers, script_dotenv
from tui.domain.dotenv.editing import apply_edit
from tui.domain.dotenv.lint import hindrances

READERS = readers()
# The last version that says nothing of itself, the one that brought the tips, and a newest one.
SCRIPT = ("16.6.1", "17.2.3", "18.0.10")
NAMES = (*READERS, *(f"npm dotenv {version}" for version in SCRIPT))
every_reader = pytest.mark.parametrize("name", NAMES)
NEIGHBOURS = b"# the team's settings\nLOG_LEVEL=info\n\nURL=https://example.com/a\n"
# A line each over which some reader stumbles, before the key and behind it.
ODD = (
    *("foo\n", "my keys are here\n", "[dev]\n", "; note\n", "// note\n", "=x\n", "my-var=1\n", "1VAR=1\n"),
    *("OTHER=a b\n", "MSG=it's\n", "A=b(c)\n", "A=${\n", "# caf\udce9\n"),
)


@pytest.fixture
def read(name: str, packages: Path) -> Reader:
    """Return the reader of this name."""
    if name in READERS:
        return READERS[name]
    named = [f"dotenv-{version}@npm:dotenv@{version}" for version in SCRIPT]
    folder = scripts_or_skip(packages / f"dotenv-{'-'.join(SCRIPT)}", *named)
    return script_dotenv(folder / "node_modules" / f"dotenv-{name.rsplit(maxsplit=1)[-1]}")


@every_reader
def test_every_reader_yields_the_key_after_the_fix(tmp_path: Path, name: str, read: Reader) -> None:
    last = [trial for trial in trials(NEIGHBOURS) if not trial.below]
    assert {trial.form for trial in last} == set(BROKEN)
    for number, trial in enumerate(last):
        path = tmp_path / str(number) / ".env"
        path.parent.mkdir()
        path.write_bytes(_fixed(trial))
        losers = {reader for item in hindrances(path.read_bytes(), KEY) for reader in item.readers}
        assert read(path) == (None if name in losers else NEW), trial.form


def _fixed(trial: Trial) -> bytes:
    after = apply_edit(trial.data, SET)
    assert isinstance(after, bytes)
    return after


@every_reader
@pytest.mark.parametrize("is_before", [True, False], ids=["before", "behind"])
def test_who_is_said_to_stumble_does_and_nobody_else(
    tmp_path: Path, name: str, read: Reader, *, is_before: bool
) -> None:
    line = f"{KEY}={NEW}\n"
    for number, odd in enumerate(ODD):
        data = (odd + line if is_before else line + odd).encode("utf-8", "surrogateescape")
        path = tmp_path / str(number) / ".env"
        path.parent.mkdir()
        path.write_bytes(data)
        said = {reader for item in hindrances(data, KEY) for reader in item.readers}
        stumbles = name in said or (name == "python-dotenv" and "every Python reader" in said)
        assert (read(path) != NEW) is stumbles, odd


def test_the_readers_that_a_python_project_needs_are_there() -> None:
    assert {"python-dotenv", "docker run"} <= set(READERS)
