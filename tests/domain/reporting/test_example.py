"""The example says where the key comes from: by its name, its loader and its command."""

import pytest

from tests.builders import GOOD, dotenv, evidence, keyring, literal, process, snapshot
from tui.domain.clients.client import BASE_URL, KEY, TOKEN, ClientId
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.found.finding import Finding
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.domain.reporting.example import example_code
from tui.domain.resolving.snapshot import Reading, Snapshot

PYTHON, SCRIPT = "Anthropic()  # reads {} by itself", "new Anthropic();  // reads {} by itself"


def example(shot: Snapshot, client: ClientId = ClientId.PYTHON_SDK) -> str:
    return "\n".join(example_code(evidence(shot, client=client).resolution, shot))


def loaded_by(kind: LoaderKind, *findings: Finding, file: str = "Makefile", mentions: tuple[str, ...] = ()) -> Snapshot:
    """Return a project in which a command, or a line of code, loads its `.env`."""
    place = Origin(OriginKind.SOURCE, f"~/project/{file}", f"/home/ada/project/{file}", 1)
    shot = snapshot(*findings, loads=False, mentions=mentions)
    return replace(shot, readings=(*shot.readings, Reading(loaders=(Loader(kind, place),))))


@pytest.mark.parametrize("name", [KEY, TOKEN])
def test_a_variable_of_the_client_is_read_by_itself(name: str) -> None:
    assert PYTHON.format(name) in example(snapshot(process(GOOD, name)))
    assert SCRIPT.format(name) in example(snapshot(process(GOOD, name)), ClientId.TYPESCRIPT_SDK)


def test_a_variable_that_the_code_names_is_handed_over() -> None:
    shot = snapshot(process(GOOD, "MY_KEY"), mentions=("MY_KEY",))
    assert 'import os\nfrom anthropic import Anthropic\nclient = Anthropic(api_key=os.environ["MY_KEY"])' in example(
        shot
    )


def test_a_script_hands_over_the_variable_that_it_names() -> None:
    shot = snapshot(process(GOOD, "CLAUDE_KEY"), mentions=("CLAUDE_KEY",))
    (reading,) = shot.readings
    (mention,) = reading.variables
    in_script = replace(mention, origin=literal("", file="main.ts").origin)
    shot = replace(shot, readings=(replace(reading, variables=(in_script,)),))
    assert "new Anthropic({ apiKey: process.env.CLAUDE_KEY });" in example(shot, ClientId.TYPESCRIPT_SDK)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (LoaderKind.UV, "# start it with: uv run --env-file .env python try_it.py"),
        (LoaderKind.DOTENV_RUN, "# start it with: dotenv -f .env run -- python try_it.py"),
        (LoaderKind.SHELL_SOURCE, "# before you start it: set -a; . ./.env; set +a"),
        (LoaderKind.DECOUPLE, ""),
        (LoaderKind.PYTHON_DOTENV, "from dotenv import load_dotenv\nfrom anthropic import Anthropic\nload_dotenv()"),
    ],
)
def test_a_file_is_loaded_as_it_is_for_the_program(kind: LoaderKind, words: str) -> None:
    file = "main.py" if kind in {LoaderKind.PYTHON_DOTENV, LoaderKind.DECOUPLE} else "Makefile"
    assert words in example(loaded_by(kind, dotenv(GOOD), file=file))


def test_a_library_that_hands_values_over_does_so_here() -> None:
    shot = loaded_by(LoaderKind.DECOUPLE, dotenv(GOOD, "MY_KEY"), file="main.py", mentions=("MY_KEY",))
    (reading, loaders) = shot.readings
    handed = tuple(replace(mention, is_handed_over=True) for mention in reading.variables)
    shot = replace(shot, readings=(replace(reading, variables=handed), loaders))
    assert "from decouple import config" in example(shot)
    assert 'Anthropic(api_key=config("MY_KEY"))' in example(shot)


@pytest.mark.parametrize(
    ("kind", "file", "words"),
    [
        (LoaderKind.JS_DOTENV, "main.ts", 'import "dotenv/config";\nimport Anthropic'),
        (LoaderKind.JS_DOTENV, "package.json", "// start it with: node --env-file=.env try_it.mjs"),
        (LoaderKind.NODE_ENV_FILE, "package.json", "// start it with: node --env-file=.env try_it.mjs"),
        (LoaderKind.NEXT, "package.json", "// start it with: node --env-file=.env try_it.mjs"),
        (LoaderKind.BUN, "package.json", "// start it with: bun try_it.mjs"),
    ],
)
def test_a_script_loads_the_file_as_its_project_does(kind: LoaderKind, file: str, words: str) -> None:
    shot = loaded_by(kind, dotenv(GOOD), file=file)
    assert words in example(shot, ClientId.TYPESCRIPT_SDK)


def test_a_key_of_the_keyring_is_read_from_it() -> None:
    entry = keyring(GOOD)
    shown = replace(entry, origin=replace(entry.origin, shown="keyring: claude / ada"))
    seen = evidence(snapshot())
    resolution = replace(seen.resolution, credential=shown, is_passed=True)
    lines = example_code(resolution, seen.snapshot)
    assert 'client = Anthropic(api_key=keyring.get_password("claude", "ada"))' in lines


def test_a_key_that_stands_in_the_code_is_not_shown_and_its_line_is_named() -> None:
    shown = example(snapshot(literal(GOOD)))
    assert GOOD not in shown
    assert "# that of line 7 of main.py" in shown


def test_curl_sends_the_variable_with_the_key_to_the_host_that_is_called() -> None:
    shown = example(snapshot(process(GOOD, "MINE"), mentions=()), ClientId.CURL)
    assert '"https://api.anthropic.com/v1/models"' in shown
    relayed = snapshot(process(GOOD), process("http://localhost:8080", BASE_URL))
    assert '"http://localhost:8080/v1/models"' in example(relayed, ClientId.CURL)
    assert f"x-api-key: ${KEY}" in example(relayed, ClientId.CURL)


def test_claude_code_has_commands_of_its_own() -> None:
    assert "claude auth status" in example(snapshot(process(GOOD)), ClientId.CLAUDE_CODE)


@pytest.mark.parametrize("client", list(ClientId))
def test_its_lines_fit_and_hold_no_key(client: ClientId) -> None:
    for shot in (snapshot(), snapshot(process(GOOD)), snapshot(dotenv(GOOD))):
        assert all(len(line) <= 72 and GOOD[:20] not in line for line in example(shot, client).splitlines())
