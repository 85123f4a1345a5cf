"""Which files the loaders of a project read, in which order, told from its text."""

from collections.abc import Mapping

import pytest

from tests.builders import GOOD, OLD, api_key, dotenv, process
from tui.domain.clients.client import KEY, ClientChoice, ClientId
from tui.domain.code.keys import find_keys
from tui.domain.code.loaders import find_loaders
from tui.domain.code.text import CODE, language_of, source_text
from tui.domain.found.finding import Finding
from tui.domain.found.project import Project
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.loading import files_read, loads_env_file
from tui.domain.resolving.resolution import resolve
from tui.domain.resolving.snapshot import Reading, Snapshot

PYTHON = ClientChoice(ClientId.PYTHON_SDK, "a test")
SCRIPT = ClientChoice(ClientId.TYPESCRIPT_SDK, "a test")
CURL = ClientChoice(ClientId.CURL, "a test")
CLAUDE_CODE = ClientChoice(ClientId.CLAUDE_CODE, "a test")
NAMES = (
    *(".env", ".env.local", ".env.development", ".env.development.local", ".env.production", ".env.production.local"),
    *(".env.test", ".env.test.local", ".env.staging", ".flaskenv"),
)
EVERY_FILE = tuple(dotenv(api_key(name[-1]), path=f"/p/{name}") for name in NAMES)


def shot(files: Mapping[str, str], *findings: Finding) -> Snapshot:
    """Return what is seen in a project of these files, and of these definitions."""
    readings: list[Reading] = [Reading(findings=findings)]
    for name, text in files.items():
        language = language_of(name.rpartition("/")[2])
        assert language is not None
        source = source_text(Origin(OriginKind.SOURCE, name, f"/p/{name}"), name, language, text.encode())
        keys = find_keys(source)
        readings.append(
            Reading(
                loaders=find_loaders(source),
                variables=keys.variables,
                keyless=keys.keyless,
                worked_out=keys.worked_out,
                code_files=int(language in CODE),
            )
        )
    return Snapshot(Project("/p", "~/p", "/p/.env", "~/p/.env"), "https://api.anthropic.com", tuple(readings))


def read(client: ClientChoice, files: Mapping[str, str], *findings: Finding) -> list[str]:
    """Return the names of the files that are read, those that win first."""
    over, plain = files_read(client, shot(files, *(findings or EVERY_FILE)))
    return [path.removeprefix("/p/") for path in (*over, *plain)]


def package(dependency: str, **scripts: str) -> Mapping[str, str]:
    commands = ", ".join(f'"{name}": "{command}"' for name, command in scripts.items())
    return {"package.json": f'{{"dependencies": {{"{dependency}": "^1.0.0"}}, "scripts": {{{commands}}}}}'}


DEVELOPMENT = [".env.development.local", ".env.local", ".env.development", ".env"]
PRODUCTION = [".env.production.local", ".env.local", ".env.production", ".env"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (package("next", dev="next dev", build="next build", start="next start"), DEVELOPMENT),
        (package("next", build="next build", start="next start"), PRODUCTION),
        (package("next"), DEVELOPMENT),
        (package("bun-types"), DEVELOPMENT),
        (package("astro", dev="astro dev"), [".env.development.local", ".env.development", ".env.local", ".env"]),
        (package("astro", dev="astro dev --mode staging"), [".env.staging", ".env.local", ".env"]),
        (package("astro", build="astro build"), [".env.production.local", ".env.production", ".env.local", ".env"]),
        (package("nuxt", dev="nuxt dev"), [".env"]),
        (package("x", dev="node --env-file=.env --env-file=.env.local a.js"), [".env.local", ".env"]),
        (package("x", dev="dotenv -e .env.local -e .env -- node a.js"), [".env.local", ".env"]),
        (package("x", dev="dotenvx run -f .env.production -- node a.js"), [".env.production"]),
        (package("x", dev="env-cmd -f .env.test node a.js"), [".env.test"]),
        ({"a.ts": 'dotenv.config({ path: [".env.local", ".env"] });'}, [".env.local", ".env"]),
        ({"a.ts": 'dotenv.config({ path: [".env", ".env.local"], override: true });'}, [".env.local", ".env"]),
        ({"a.ts": 'import "dotenv-flow/config";'}, [".env.local", ".env"]),
        ({"a.ts": 'ConfigModule.forRoot({ envFilePath: [".env.local", ".env"] })'}, [".env.local", ".env"]),
        ({"a.ts": "process.loadEnvFile('.env.local');"}, [".env.local"]),
    ],
)
def test_the_files_of_a_script(files: Mapping[str, str], expected: list[str]) -> None:
    assert read(SCRIPT, files) == expected


def test_what_vite_hands_to_the_page_is_not_for_the_client() -> None:
    assert loads_env_file(SCRIPT, shot({**package("vite"), "a.ts": "x"}), "VITE_KEY")
    assert not loads_env_file(SCRIPT, shot({**package("vite"), "a.ts": "x"}), KEY)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"main.py": "load_dotenv()"}, [".env"]),
        ({"main.py": 'load_dotenv(".env.local")\nload_dotenv()'}, [".env.local", ".env"]),
        ({"main.py": 'load_dotenv()\nload_dotenv(".env.local", override=True)'}, [".env.local", ".env"]),
        ({"Makefile": "run:\n\tuv run --env-file .env --env-file .env.local main.py"}, [".env.local", ".env"]),
        ({"Makefile": "run:\n\tuvicorn app:app --env-file .env.local"}, [".env.local"]),
        ({"Makefile": "run:\n\tdotenv -f .env.local run python a.py"}, [".env.local"]),
        ({"Makefile": "include .env\nexport\nrun:\n\tpython a.py"}, [".env"]),
        ({"Procfile": "web: honcho start"}, [".env"]),
        ({"justfile": "set dotenv-load\nrun:\n  python a.py"}, [".env"]),
        ({"justfile": 'set dotenv-filename := ".env.local"'}, [".env.local"]),
        ({"app.py": "from flask import Flask\napp = Flask(__name__)"}, [".env"]),
        ({"Pipfile": "[packages]\nanthropic = '*'"}, [".env"]),
        ({"main.py": 'uvicorn.run("app:app", env_file=".env.local")'}, [".env.local"]),
        ({".envrc": "dotenv .env.local"}, [".env.local"]),
        ({"a.sh": "docker run --env-file .env app"}, [".env"]),
        ({".envrc": "dotenv\nexport A=1"}, [".envrc", ".env"]),
        ({".envrc": "source_env ../shared"}, ["/shared/.envrc"]),
    ],
)
def test_the_files_of_a_python_program(files: Mapping[str, str], expected: list[str]) -> None:
    assert read(PYTHON, files) == expected


@pytest.mark.parametrize(
    "files",
    [
        {"Makefile": "include .env\nrun:\n\tpython a.py", "a.py": ""},
        {"justfile": "set dotenv-load := false", "a.py": ""},
        {"a.sh": "docker run --env-file .env postgres:17", "a.py": ""},
        {"a.py": "# load_dotenv()"},
    ],
)
def test_what_gives_the_program_nothing(files: Mapping[str, str]) -> None:
    assert not loads_env_file(PYTHON, shot(files))


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ("load_dotenv()", "app/.env"),
        ("load_dotenv(find_dotenv())", "app/.env"),
        ("load_dotenv(find_dotenv(usecwd=True))", ".env"),
        ("load_dotenv(find_dotenv('', False, True))", ".env"),
        ("environ.Env.read_env()", "app/.env"),
        ("load_dotenv('.env')", ".env"),
    ],
)
def test_where_a_call_looks(looks: str, expected: str) -> None:
    both = (dotenv(GOOD, path="/p/.env"), dotenv(OLD, path="/p/app/.env"))
    assert read(PYTHON, {"app/main.py": looks}, *both) == [expected]


def test_django_environ_does_not_climb() -> None:
    assert read(PYTHON, {"app/settings.py": "environ.Env.read_env()"}, dotenv(GOOD, path="/p/.env")) == []


def test_direnv_serves_every_program_of_the_shell() -> None:
    for client in (PYTHON, SCRIPT, CURL, CLAUDE_CODE):
        assert read(client, {".envrc": "dotenv", "a.py": ""}) == [".env"]


def test_uv_takes_the_first_of_two_lines_and_the_others_the_last() -> None:
    lines = (dotenv(GOOD, path="/p/.env", line=1), dotenv(OLD, path="/p/.env", line=2))
    for command, line in (("uv run --env-file .env main.py", 1), ("honcho start", 2)):
        resolution = resolve(PYTHON, shot({"a.sh": command}, *lines))
        assert resolution.credential is not None
        assert resolution.credential.origin.line == line
        assert len(resolution.losers) == 1


HANDS_OVER = {
    "dotenv_values": "values = dotenv_values()\nclient = Anthropic({})",
    "decouple": "from decouple import config\nclient = Anthropic({})",
    "environs": "from environs import Env\nenv = Env()\nenv.read_env()\nclient = Anthropic({})",
    "pydantic-settings": 'class S(BaseSettings):\n    model_config = SettingsConfigDict(env_file=".env")\n'
    "client = Anthropic({})",
    "starlette": 'from starlette.config import Config\nconfig = Config(".env")\nclient = Anthropic({})',
}
PASSES = {
    "dotenv_values": f'api_key=values["{KEY}"]',
    "decouple": f'api_key=config("{KEY}")',
    "environs": f'api_key=env.str("{KEY}")',
    "pydantic-settings": "api_key=settings.anthropic_api_key",
    "starlette": f'api_key=config("{KEY}")',
}


@pytest.mark.parametrize("library", HANDS_OVER)
def test_what_only_hands_values_over_counts_where_the_code_passes_them_on(library: str) -> None:
    for passed, is_read in (("", False), (PASSES[library], True), (f'api_key=os.environ["{KEY}"]', False)):
        seen = shot({"main.py": HANDS_OVER[library].format(passed)}, dotenv(GOOD, path="/p/.env"))
        assert (resolve(PYTHON, seen).credential is not None) is is_read, passed


def test_values_of_a_file_come_before_the_environment_where_the_code_takes_them() -> None:
    text = HANDS_OVER["dotenv_values"].format(PASSES["dotenv_values"])
    found = resolve(PYTHON, shot({"main.py": text}, process(OLD), dotenv(GOOD, path="/p/.env"))).credential
    assert found is not None
    assert found.origin.kind is OriginKind.DOTENV


def test_an_empty_variable_gives_way_to_the_one_that_the_code_names_next() -> None:
    code = 'Anthropic(api_key=os.getenv("TEAM_KEY") or os.getenv("ANTHROPIC_API_KEY"))'
    for first, winner in (("", KEY), (OLD, "TEAM_KEY")):
        seen = shot({"main.py": code}, process(first, "TEAM_KEY"), process(GOOD))
        found = resolve(PYTHON, seen).credential
        assert found is not None
        assert found.variable == winner


def test_what_the_code_trims_is_sent_trimmed() -> None:
    for call, is_trimmed in ((".strip()", True), ("", False)):
        code = f'Anthropic(api_key=os.environ["{KEY}"]{call})'
        sent = resolve(PYTHON, shot({"main.py": code}, process(f"{GOOD}\n"))).sent
        assert sent is not None
        assert (sent.secret.reveal() == GOOD) is is_trimmed


def test_a_raw_call_has_no_key_but_the_one_that_it_names() -> None:
    code = 'requests.get("https://api.anthropic.com/v1/models", headers={"x-api-key": os.getenv("CLAUDE_KEY")})'
    raw = ClientChoice(ClientId.CURL, "a test", program=ClientId.PYTHON_SDK)
    assert resolve(raw, shot({"main.py": code}, process(GOOD))).credential is None
    assert resolve(raw, shot({"main.py": code}, process(GOOD, "CLAUDE_KEY"))).credential is not None
