"""For any lines of a `.env` the winner's text is what the real python-dotenv leaves in the environment."""

import os
from collections.abc import Generator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from dotenv import load_dotenv
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import GOOD, OLD
from tui.adapters.reading.env_files import EnvFiles
from tui.adapters.reading.places import Places
from tui.adapters.reading.project_code import ProjectCode
from tui.domain.clients.client import KEY, ClientChoice, ClientId
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.found.finding import Finding
from tui.domain.found.names import read_finding
from tui.domain.found.project import Project
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.resolution import resolve
from tui.domain.resolving.snapshot import Reading, Snapshot

CLIENT = ClientChoice(ClientId.PYTHON_SDK, "a test")
BEFORE = st.sampled_from(["", "", "export ", " ", "export\t", "# ", "#", "\ufeff"])
NAMES = st.sampled_from([KEY, KEY, KEY, f"'{KEY}'", f'"{KEY}"', "MINE", KEY.lower(), "CLAUDE_API_KEY"])
# Not among them: a name without any sign, which takes an earlier line of that name back, and which nobody writes.
EQUALS = st.sampled_from(["=", "=", " = ", "= ", "\t=", ":", " : ", "=="])
VALUES = st.sampled_from([GOOD, OLD, "", "${MINE}", "${THEIRS}", "$MINE", "${NO:-sk-ant-x}", "a b", "a#b", "\\n", "é"])
FORMS = st.sampled_from(["{}", "{}", '"{}"', "'{}'", "`{}`", '"{}', "{}'"])
QUOTED = st.tuples(FORMS, VALUES).map(lambda pair: pair[0].replace("{}", pair[1]))
AFTER = st.sampled_from(["", "", " ", "\t", " # mine", "#mine", "\u00a0", "\u200b", "\r", ";", "\\"])
LINES = st.tuples(BEFORE, NAMES, EQUALS, QUOTED, AFTER).map("".join)
FILES = st.lists(LINES | st.sampled_from(["", "# a comment", "LOG=info"]), max_size=5).map("\n".join)
# No name that is referred to stands in both: with `override=True` the file's own would count, which is not held.
ENVIRONMENTS = st.sampled_from([{}, {}, {KEY: ""}, {KEY: OLD}, {"THEIRS": GOOD}])


@pytest.fixture(scope="module")
def folder() -> Generator[Path]:
    with TemporaryDirectory() as path:
        yield Path(path).resolve()


@settings(max_examples=60, derandomize=True, database=None)
@given(text=FILES, environment=ENVIRONMENTS, overrides=st.booleans())
def test_the_winner_is_what_python_dotenv_loads(
    folder: Path, text: str, environment: Mapping[str, str], *, overrides: bool
) -> None:
    (folder / ".env").write_bytes(text.encode())
    with patch.dict(os.environ, environment, clear=True):
        load_dotenv(folder / ".env", override=overrides)
        expected = os.environ.get(KEY)
    winner = winner_in(folder, environment, overrides=overrides)
    assert (winner.value.secret if winner else None) == (None if expected is None else Secret(expected))


@pytest.mark.parametrize("named", [".env", "./.env", ".env.local", "config/.env", "config/../x.env", "missing.env"])
def test_a_named_file_is_the_one_that_python_dotenv_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    project = tmp_path.resolve()
    for number, name in enumerate((".env", ".env.local", "x.env", "config/.env", "src/.env")):
        path = project / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{KEY}={GOOD}{number}\n")
    (project / "src" / "main.py").write_text(f'from dotenv import load_dotenv\nload_dotenv("{named}")\n')
    monkeypatch.chdir(project)
    with patch.dict(os.environ, {}, clear=True):
        load_dotenv(named)
        expected = os.environ.get(KEY)
    places = Places(project.parent, project, {})
    readings = (EnvFiles(places).read(), ProjectCode(places).read())
    about = Project(str(project), "~", str(project / ".env"), "~/.env")
    winner = resolve(CLIENT, Snapshot(about, "https://api.anthropic.com", readings)).credential
    assert (winner.value.secret if winner else None) == (None if expected is None else Secret(expected))


def winner_in(folder: Path, environment: Mapping[str, str], *, overrides: bool) -> Finding | None:
    """Return the definition that the product says wins, an empty one too."""
    process = Origin(OriginKind.PROCESS, "the environment")
    program = Origin(OriginKind.SOURCE, "main.py", str(folder / "main.py"), 1)
    given_by_environment = tuple(read_finding(name, text, process) for name, text in environment.items())
    readings = (
        EnvFiles(Places(folder, folder, environment)).read(),
        Reading(given_by_environment, loaders=(Loader(LoaderKind.PYTHON_DOTENV, program, overrides),), code_files=1),
    )
    project = Project(str(folder), "~", str(folder / ".env"), "~/.env")
    resolution = resolve(CLIENT, Snapshot(project, "https://api.anthropic.com", readings))
    return resolution.credential or next(iter(resolution.empty), None)
