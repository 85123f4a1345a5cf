import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import api_key
from tui.domain.code.clients import find_client, locked_version
from tui.domain.code.keys import find_keys
from tui.domain.code.loaders import find_loaders
from tui.domain.code.models import find_models
from tui.domain.code.text import Language, SourceText, language_of, source_text
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin, OriginKind

GOOD = api_key("g")
_URL = "https://api.anthropic.com/v1/messages"


def source(name: str, text: str | bytes) -> SourceText:
    language = language_of(name)
    assert language is not None
    data = text.encode() if isinstance(text, str) else text
    return source_text(Origin(OriginKind.SOURCE, name, f"/p/{name}"), name, language, data)


def keys(name: str, text: str) -> list[tuple[str, Secret, int | None]]:
    found = find_keys(source(name, text)).findings
    return [(finding.variable, finding.value.secret, finding.origin.line) for finding in found]


def variables(name: str, text: str) -> list[tuple[str, int | None]]:
    return [(mention.variable, mention.origin.line) for mention in find_keys(source(name, text)).variables]


def loaders(name: str, text: str) -> list[tuple[str, int | None, bool]]:
    return [(item.kind.value, item.origin.line, item.overrides) for item in find_loaders(source(name, text))]


def test_the_ai_sdk_wants_the_version_in_its_base_url() -> None:
    for name, is_wanted in (("@ai-sdk/anthropic", True), ("@anthropic-ai/sdk", False)):
        sign = find_client(source("package.json", f'{{"dependencies": {{"{name}": "^3.0.0"}}}}'))
        assert sign is not None
        assert sign.mention.wants_version_path is is_wanted


def client(name: str, text: str) -> tuple[str, str, str] | None:
    sign = find_client(source(name, text))
    return (sign.mention.client_id, sign.mention.why, sign.mention.version) if sign else None


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("main.py", Language.PYTHON),
        ("a.ipynb", Language.NOTEBOOK),
        ("a.test.tsx", Language.SCRIPT),
        ("run.sh", Language.SHELL),
        ("Makefile", Language.SHELL),
        (".envrc", Language.SHELL),
        ("docker-compose.override.yml", Language.COMPOSE),
        ("compose.yaml", Language.COMPOSE),
        ("Dockerfile.dev", Language.DOCKERFILE),
        ("requirements-dev.txt", Language.REQUIREMENTS),
        ("package.json", Language.PACKAGE_JSON),
        ("uv.lock", Language.LOCK),
        ("tsconfig.json", None),
        ("README.md", None),
        (".py", None),
        ("py", None),
    ],
)
def test_languages(name: str, language: Language | None) -> None:
    assert language_of(name) is language


# Keys


@pytest.mark.parametrize(
    ("name", "text", "variable", "value", "line"),
    [
        ("a.py", 'c = Anthropic(api_key="<KEY>")', "api_key", "<KEY>", 1),
        ("a.py", 'c = anthropic.Anthropic(\n  timeout=f(3),\n  api_key = "your-key",\n)', "api_key", "your-key", 3),
        ("a.py", "c = AsyncAnthropic(auth_token='x y ')", "auth_token", "x y ", 1),
        ("a.py", 'Anthropic(api_key="")', "api_key", "", 1),
        ("a.py", f'h = {{"Api-Key": "abc"}}\npost("{_URL}", headers=h)', "x-api-key", "abc", 1),
        ("a.py", f'h = {{"Authorization": "Bearer abc"}}\npost("{_URL}", headers=h)', "authorization", "abc", 1),
        ("a.py", f'k = "abc"\npost("{_URL}", headers={{"Authorization": f"Bearer {{k}}"}})', "authorization", "abc", 1),
        ("a.py", 'KEY = "abc"\nc = Anthropic(api_key=KEY)', "api_key", "abc", 1),
        ("a.py", f'h = {{"x-api-key": "abc"}}\npost("{_URL}", headers=h)', "x-api-key", "abc", 1),
        ("a.py", 'os.environ["ANTHROPIC_API_KEY"] = "abc"', "api_key", "abc", 1),
        ("a.py", 'api_key = "<KEY>"', "literal", "<KEY>", 1),
        ("a.py", 'OPENAI = "<KEY>"', "literal", "<KEY>", 1),
        ("a.py", 'ChatAnthropic(anthropic_api_key="abc")', "api_key", "abc", 1),
        ("a.ts", "new Anthropic({\n  apiKey: 'abc',\n})", "apiKey", "abc", 2),
        ("a.ts", "const k: string = 'abc';\nnew Anthropic({ apiKey: k })", "apiKey", "abc", 1),
        ("a.ts", "const apiKey = `abc`;\nnew Anthropic({ apiKey, x })", "apiKey", "abc", 1),
        ("a.js", "createAnthropic({ 'apiKey': \"abc\" })", "apiKey", "abc", 1),
        ("a.js", f"fetch('{_URL}', {{headers: {{'x-api-key': 'abc'}}}})", "x-api-key", "abc", 1),
        ("a.sh", f'curl {_URL} \\\n -H "x-api-key: <KEY>"', "x-api-key", "<KEY>", 2),
        ("a.sh", f"curl {_URL} -H 'X-Api-Key: YOUR_KEY'", "x-api-key", "YOUR_KEY", 1),
        ("a.sh", f'curl {_URL} -H "Authorization: Bearer <KEY>"', "authorization", "<KEY>", 1),
        ("a.sh", f'K=abc\ncurl {_URL} -H "x-api-key: $K"', "x-api-key", "abc", 1),
        ("a.http", f"POST {_URL}\nx-api-key: <KEY>\n", "x-api-key", "<KEY>", 2),
        ("Dockerfile", "ENV ANTHROPIC_API_KEY=abc", "ANTHROPIC_API_KEY", "abc", 1),
        ("compose.yml", "x:\n  environment:\n    - ANTHROPIC_API_KEY=abc", "ANTHROPIC_API_KEY", "abc", 3),
        ("compose.yml", "x:\n  environment:\n    CLAUDE_KEY: 'abc'", "CLAUDE_KEY", "abc", 3),
    ],
)
def test_a_key_in_the_source(name: str, text: str, variable: str, value: str, line: int) -> None:
    found = keys(name, text.replace("<KEY>", GOOD))
    assert found == [(variable, Secret(value.replace("<KEY>", GOOD)), line)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", '# Anthropic(api_key="<KEY>")'),
        ("a.py", '"""\nAnthropic(api_key="<KEY>")\n"""'),
        ("a.py", 'OpenAI(api_key="abc")'),
        ("a.py", 'AnthropicBedrock(api_key="abc")'),
        ("a.py", 'Anthropic(api_key=f"{x}")'),
        ("a.py", 'Anthropic(api_key="sk-" + x)'),
        ("a.py", 'Anthropic(api_key=open("x").read())'),
        ("a.py", 'key.startswith("sk-ant-")'),
        ("a.py", 'print("sk-ant-your-key-here")'),
        ("a.py", 'OpenAI(\n    api_key="abc",\n)\nAnthropic(api_key=api_key)'),
        ("a.py", 'headers = {"x-api-key": "abc"}'),
        ("a.py", 'key = "unset"\nimport config\nkey = config.get()\nAnthropic(api_key=key)'),
        ("a.py", 'api_key = "unset"\nif x:\n    api_key = y\nAnthropic(\n    api_key=api_key\n)'),
        ("a.py", 'def make(api_key="changeme"):\n    return Anthropic(api_key=api_key)'),
        ("a.ts", "let apiKey = 'abc';\napiKey = load();\nnew Anthropic({ apiKey })"),
        ("a.ts", "// new Anthropic({apiKey: '<KEY>'})"),
        ("a.ts", "/*\nnew Anthropic({apiKey: '<KEY>'})\n*/"),
        ("a.ts", "new OpenAI({ apiKey: 'abc' })"),
        ("a.ts", "new Anthropic({ apiKey: `${x}` })"),
        ("a.sh", '# curl -H "x-api-key: <KEY>"'),
        ("a.sh", 'curl https://x.example -H "x-api-key: abc"'),
        ("a.http", f"POST {_URL}\nx-api-key: {{{{key}}}}"),
        (
            "compose.yml",
            "x:\n  environment:\n    - ANTHROPIC_API_KEY=${ANTHROPIC_API_KEY}\n    # - ANTHROPIC_API_KEY=b",
        ),
        ("compose.yml", "x:\n  environment:\n    - ANTHROPIC_API_KEY\n    - OPENAI_API_KEY=abc"),
    ],
)
def test_what_is_no_key_in_the_source(name: str, text: str) -> None:
    assert keys(name, text.replace("<KEY>", GOOD)) == []


def test_two_calls_and_a_stray_key() -> None:
    text = f'Anthropic(api_key="one")\nAnthropic(api_key="two")\nx = "{GOOD}"'
    assert keys("a.py", text) == [
        ("api_key", Secret("one"), 1),
        ("api_key", Secret("two"), 2),
        ("literal", Secret(GOOD), 3),
    ]


def notebook(*cells: tuple[str, list[str]]) -> str:
    made: list[dict[str, object]] = [
        {"cell_type": kind, "metadata": {}, "outputs": [], "source": lines} for kind, lines in cells
    ]
    return json.dumps({"cells": made, "nbformat": 4}, indent=1)


def test_a_notebook() -> None:
    text = notebook(
        ("markdown", [f'Anthropic(api_key="{GOOD}")\n', "load_dotenv()"]),
        ("code", ["import anthropic\n", '# api_key="no"\n', f'c = anthropic.Anthropic(api_key="{GOOD}")']),
        ("code", ["%load_ext dotenv\n", "%dotenv -o"]),
    )
    line = next(number for number, row in enumerate(text.split("\n"), 1) if "c = anthropic" in row)
    magic = next(number for number, row in enumerate(text.split("\n"), 1) if "%dotenv" in row)
    assert keys("a.ipynb", text) == [("api_key", Secret(GOOD), line)]
    assert loaders("a.ipynb", text) == [("load_dotenv", magic, True)]
    assert client("a.ipynb", text) == ("python-sdk", "a.ipynb imports anthropic", "")


def test_a_notebook_without_line_breaks() -> None:
    cells = ("markdown", ["load_dotenv()"]), ("code", ["import anthropic\n", f'anthropic.Anthropic(api_key="{GOOD}")'])
    text = json.dumps(json.loads(notebook(*cells)))
    assert keys("a.ipynb", text) == [("api_key", Secret(GOOD), 2)]
    assert loaders("a.ipynb", text) == []
    assert keys("a.ipynb", text[:-1]) == keys("a.ipynb", '{"cells": 3}') == []


# Variables and models


@pytest.mark.parametrize(
    ("name", "text", "variable", "line"),
    [
        ("a.py", 'Anthropic(api_key=os.environ["CLAUDE_KEY"])', "CLAUDE_KEY", 1),
        ("a.py", 'Anthropic(\n api_key=os.environ.get("CLAUDE_KEY", ""))', "CLAUDE_KEY", 2),
        ("a.py", "Anthropic(api_key=os.getenv('CLAUDE_KEY'))", "CLAUDE_KEY", 1),
        ("a.py", 'key = os.getenv("CLAUDE_KEY")\nAnthropic(api_key=key)', "CLAUDE_KEY", 1),
        ("a.ts", "new Anthropic({ apiKey: process.env.CLAUDE_KEY! })", "CLAUDE_KEY", 1),
        ("a.ts", "new Anthropic({ apiKey: process.env['CLAUDE_KEY'] })", "CLAUDE_KEY", 1),
        ("a.ts", "const k = Bun.env.CLAUDE_KEY;\nnew Anthropic({ apiKey: k })", "CLAUDE_KEY", 1),
        ("a.sh", f'curl {_URL} -H "x-api-key: ${{CLAUDE_KEY}}"', "CLAUDE_KEY", 1),
        ("a.py", 'Anthropic(api_key=os.environ["ANTHROPIC_API_KEY"])', "ANTHROPIC_API_KEY", 1),
        ("a.py", 'Anthropic(auth_token=os.getenv("ANTHROPIC_AUTH_TOKEN"))', "ANTHROPIC_AUTH_TOKEN", 1),
        ("a.ts", "new Anthropic({ apiKey: process.env.ANTHROPIC_API_KEY })", "ANTHROPIC_API_KEY", 1),
        ("a.sh", f'curl {_URL} -H "x-api-key: $ANTHROPIC_API_KEY"', "ANTHROPIC_API_KEY", 1),
        ("a.ts", "new Anthropic({ apiKey: useRuntimeConfig(event).anthropicApiKey })", "NUXT_ANTHROPIC_API_KEY", 1),
        (
            "a.ts",
            "const config = useRuntimeConfig()\nnew Anthropic({ apiKey: config.ai.claudeKey })",
            "NUXT_AI_CLAUDE_KEY",
            2,
        ),
    ],
)
def test_a_variable_that_the_code_names(name: str, text: str, variable: str, line: int) -> None:
    assert variables(name, text) == [(variable, line)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", 'Anthropic(api_key=os.getenv("A") or os.getenv("B"))'),
        ("a.py", 'Anthropic(api_key=os.environ.get("A") or os.environ["B"])'),
        ("a.py", 'Anthropic(api_key=os.getenv("A", os.getenv("B")))'),
        ("a.py", 'key = os.getenv("A") or os.getenv("B")\nAnthropic(api_key=key)'),
        ("a.ts", "new Anthropic({ apiKey: process.env.A || process.env.B })"),
        ("a.ts", "new Anthropic({ apiKey: process.env.A?.trim() ?? process.env['B'] })"),
    ],
)
def test_a_variable_and_the_one_in_its_place(name: str, text: str) -> None:
    found = find_keys(source(name, text)).variables
    assert [(item.variable, item.has_other) for item in found] == [("A", True), ("B", False)]


@pytest.mark.parametrize(
    ("name", "text", "is_trimmed"),
    [
        ("a.py", 'Anthropic(api_key=os.environ["A"].strip())', True),
        ("a.py", 'Anthropic(api_key=os.getenv("A", "").strip())', False),
        ("a.py", 'Anthropic(api_key=os.environ["A"])', False),
        ("a.py", 'key = os.environ["A"].strip()\nAnthropic(api_key=key)', True),
        ("a.ts", "new Anthropic({ apiKey: process.env.A!.trim() })", True),
    ],
)
def test_a_variable_that_the_code_trims(name: str, text: str, *, is_trimmed: bool) -> None:
    (mention,) = find_keys(source(name, text)).variables
    assert (mention.variable, mention.is_trimmed, mention.has_other) == ("A", is_trimmed, False)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", 'OpenAI(api_key=os.environ["OPENAI_API_KEY"])'),
        ("a.py", '# Anthropic(api_key=os.environ["X"])'),
        ("a.sh", 'curl https://x.example -H "x-api-key: $X"'),
    ],
)
def test_variables_that_tell_nothing(name: str, text: str) -> None:
    assert variables(name, text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", '\nclient.messages.create(model="claude-x-1")'),
        ("a.py", 'client.messages.stream(\n    model="claude-x-1",\n)'),
        ("a.py", '\nMODEL = "claude-x-1"\nclient.messages.parse(max_tokens=1, model=MODEL)'),
        ("a.py", '\nmodel: str = "claude-x-1"\nclient.messages.count_tokens(\n    model=model,\n)'),
        ("a.py", '\nllm = ChatAnthropic(model="claude-x-1")'),
        ("a.ts", "\nawait client.messages.create({ model: 'claude-x-1' })"),
        ("a.ts", "\nexport const model = 'claude-x-1';\nawait client.messages.countTokens({ model, messages })"),
        ("a.ts", 'import { anthropic } from "@ai-sdk/anthropic"\ngenerateText({ model: anthropic("claude-x-1") })'),
        ("a.sh", '\ncurl -d \'{"model": "claude-x-1"}\''),
        ("a.sh", '\ncurl -d "{\\"model\\": \\"claude-x-1\\"}"'),
    ],
)
def test_models(name: str, text: str) -> None:
    assert [(item.model, item.origin.line) for item in find_models(source(name, text))] == [("claude-x-1", 2)]


@pytest.mark.parametrize(
    "text",
    [
        '# client.messages.create(model="claude-x-1")',
        'client.messages.create(name="claude-x-1")',
        'client.messages.create(model="gpt-4")',
        'PRICES = [{"model": "claude-x-1", "price": 1}]',
        'model = "claude-x-1"',
        'MODEL = "claude-x-1"\nMODEL = pick()\nclient.messages.create(model=MODEL)',
        'client.messages.create(model=MODELS["claude-x-1"])',
    ],
)
def test_what_is_no_model(text: str) -> None:
    assert find_models(source("a.py", text)) == ()


# Calls that are handed no key of the file


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.py", "import anthropic\nc = anthropic.Anthropic()", [2]),
        ("a.py", 'Anthropic(api_key="one")\nAnthropic(max_retries=0)', [2]),
        ("a.py", 'Anthropic(api_key=os.environ["CLAUDE_KEY"])', [1]),
        ("a.py", 'key = "unset"\nkey = load()\nAnthropic(api_key=key)', [3]),
        ("a.py", 'key = "abc"\nAnthropic(api_key=key)\nAsyncAnthropic(api_key=key)', []),
        ("a.py", 'Anthropic(default_headers={"X-Api-Key": "abc"})', [1]),
        ("a.py", 'os.environ["ANTHROPIC_API_KEY"] = "abc"\nAnthropic()', []),
        ("a.py", "class Anthropic(Base): ...", []),
        ("a.ts", "new Anthropic()", [1]),
        ("a.ts", "const apiKey = 'abc';\nnew Anthropic({ apiKey })", []),
    ],
)
def test_calls_without_a_key_of_the_file(name: str, text: str, lines: list[int]) -> None:
    assert [origin.line for origin in find_keys(source(name, text)).keyless] == lines


# Loaders


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.py", "\nload_dotenv()", ("load_dotenv", 2, False)),
        ("a.py", "dotenv.load_dotenv(\n  override=True\n)", ("load_dotenv", 1, True)),
        ("a.py", "load_dotenv(override=False)", ("load_dotenv", 1, False)),
        ("a.py", "v = dotenv_values()", ("dotenv_values", 1, True)),
        ("a.py", "env.read_env(overwrite=True)", ("django-environ", 1, True)),
        ("a.py", 'c = SettingsConfigDict(env_file=".env")', ("pydantic-settings", 1, False)),
        ("a.py", "from decouple import config", ("decouple", 1, False)),
        ("a.ts", "import 'dotenv/config'", ("dotenv.config", 1, False)),
        ("a.js", "require('dotenv').config()", ("dotenv.config", 1, False)),
        ("a.js", "dotenv.config({\n override: true })", ("dotenv.config", 1, True)),
        ("a.ts", "import { config } from 'dotenv'\nconfig()", ("dotenv.config", 2, False)),
        ("a.js", "process.loadEnvFile()", ("--env-file", 1, False)),
        ("a.ts", "loadEnvConfig(process.cwd())", ("Next.js", 1, False)),
        ("package.json", '{"dependencies": {\n"next": "^15.0.0"}}', ("Next.js", 2, False)),
        ("package.json", '{"scripts": {\n"a": "node --env-file=.env a.js"}}', ("--env-file", 2, False)),
        ("package.json", '{"scripts": {"a": "node -r dotenv/config a.js"}}', ("dotenv.config", 1, False)),
        ("package.json", '{"scripts": {"a": "env-cmd node a.js"}}', ("env-cmd", 1, True)),
        ("package.json", '{"scripts": {"a": "mastra dev"}}', ("framework", 1, False)),
        ("package.json", '{"dependencies": {\n"@remix-run/dev": "^2.0.0"}}', ("framework", 2, False)),
        ("deno.json", '{"tasks": {\n"a": "deno run --env-file main.ts"}}', ("--env-file", 2, False)),
        ("a.py", "settings = Dynaconf(envvar_prefix=False, load_dotenv=True)", ("Dynaconf", 1, False)),
        ("compose.yml", "services:\n  a:\n    env_file:\n      - .env", ("env_file", 4, False)),
        ("a.sh", "set -a\nsource .env\nset +a", ("source", 2, True)),
        ("a.sh", "\n. ./.env", ("source", 2, True)),
        ("a.sh", 'set -a; . "$DIR/.env"', ("source", 1, True)),
        ("a.sh", "export $(grep -v '^#' .env | xargs)", ("source", 1, True)),
        ("a.sh", "uv run --env-file .env main.py", ("uv run --env-file", 1, False)),
        ("a.sh", "docker run --env-file .env image", ("docker run --env-file", 1, False)),
        ("Makefile", "include .env\nexport", ("source", 1, True)),
        ("Makefile", "run:\n\tdotenv run -- python a.py", ("dotenv run", 2, True)),
        ("Procfile", "web: uv run --env-file .env a.py", ("uv run --env-file", 1, False)),
        (".envrc", "dotenv", ("direnv", 1, True)),
        (".envrc", "layout python\ndotenv_if_exists .env.local", ("direnv", 2, True)),
    ],
)
def test_a_loader(name: str, text: str, expected: tuple[str, int, bool]) -> None:
    assert loaders(name, text) == [expected]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "# load_dotenv()"),
        ("a.py", "    # load_dotenv(override=True)\n"),
        ("a.py", '"""\nload_dotenv()\n"""'),
        ("a.py", "from dotenv import load_dotenv"),
        ("a.py", "def load_dotenv(): ..."),
        ("a.py", 'open(".env").read()'),
        ("a.py", "env_file=None"),
        ("a.ts", "// require('dotenv').config()"),
        ("a.ts", "/* dotenv.config() */"),
        ("a.ts", "import { config } from './config'\nconfig()"),
        ("package.json", '{"dependencies": {"dotenv": "^16.0.0", "nextra": "^1"}}'),
        ("package.json", '{"scripts": {"vite": "vite build"}}'),
        ("compose.yml", "#   env_file: .env"),
        ("a.sh", "# source .env"),
        ("a.sh", "cp .env.example .env"),
        ("a.sh", "source .venv/bin/activate"),
        ("a.sh", "echo ./.envrc"),
        (".envrc", "# dotenv"),
    ],
)
def test_what_loads_nothing(name: str, text: str) -> None:
    assert loaders(name, text) == []


# Clients


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.py", "import anthropic", ("python-sdk", "a.py imports anthropic", "")),
        ("a.py", "  from anthropic import Anthropic", ("python-sdk", "a.py imports anthropic", "")),
        ("a.py", "from langchain_anthropic import X", ("python-sdk", "a.py imports langchain_anthropic", "")),
        ("a.py", "import claude_agent_sdk", ("claude-code", "a.py imports claude_agent_sdk", "")),
        ("a.py", f'requests.post("{_URL}")', ("curl", "a.py calls api.anthropic.com without the SDK", "")),
        (
            "a.ts",
            "import Anthropic from '@anthropic-ai/sdk'",
            ("typescript-sdk", "a.ts imports @anthropic-ai/sdk", ""),
        ),
        ("a.js", 'require("@anthropic-ai/sdk")', ("typescript-sdk", "a.js imports @anthropic-ai/sdk", "")),
        (
            "package.json",
            '{"dependencies": {"@anthropic-ai/sdk": "0.30.1"}}',
            ("typescript-sdk", "package.json depends on @anthropic-ai/sdk", "0.30.1"),
        ),
        (
            "package.json",
            '{"dependencies": {"@ai-sdk/anthropic": "^1", "@anthropic-ai/sdk": "^0.30.1"}}',
            ("typescript-sdk", "package.json depends on @anthropic-ai/sdk", ""),
        ),
        ("requirements.txt", "x\nanthropic\n", ("python-sdk", "requirements.txt names anthropic", "")),
        (
            "requirements.txt",
            "anthropic[vertex] == 0.40.0\n",
            ("python-sdk", "requirements.txt names anthropic", "0.40.0"),
        ),
        ("requirements.txt", "anthropic>=0.40\n", ("python-sdk", "requirements.txt names anthropic", "")),
        (
            "pyproject.toml",
            'dependencies = ["x", "anthropic>=2,<3"]',
            ("python-sdk", "pyproject.toml depends on anthropic", ""),
        ),
        ("pyproject.toml", 'anthropic = "^2"', ("python-sdk", "pyproject.toml depends on anthropic", "")),
        ("Pipfile", 'anthropic = "*"', ("python-sdk", "Pipfile depends on anthropic", "")),
        ("a.sh", f"curl {_URL}", ("curl", "a.sh calls api.anthropic.com", "")),
        ("a.http", f"POST {_URL}", ("curl", "a.http calls api.anthropic.com", "")),
    ],
)
def test_a_client(name: str, text: str, expected: tuple[str, str, str]) -> None:
    assert client(name, text) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "# import anthropic"),
        ("a.py", "import anthropic_tools"),
        ("a.ts", "// import x from '@anthropic-ai/sdk'"),
        ("requirements.txt", "# anthropic\nanthropic-tools\nopenai"),
        ("pyproject.toml", 'keywords = ["anthropic"]'),
        ("pyproject.toml", '# "anthropic"'),
        ("package.json", '{"name": "@anthropic-ai/sdk"}'),
        ("a.sh", "curl https://x.example"),
        ("a.sh", "echo api.anthropic.com"),
    ],
)
def test_no_client(name: str, text: str) -> None:
    assert client(name, text) is None


def test_the_version_of_a_lock_file() -> None:
    assert locked_version('[[package]]\nname = "anthropic"\nversion = "2.12.0"\n') == "2.12.0"
    assert locked_version('name = "anthropic-tools"\nversion = "1.0"\n') == ""


# Strange input

_NAMES = ("a.py", "a.ts", "a.sh", "a.http", "a.ipynb", "package.json", "compose.yml", "Dockerfile", "pyproject.toml")
_WORDS = """Anthropic( api_key apiKey = : " ' ` ( ) { } # // /* */ \\ $X sk-ant-api03-xxxxxxxxxxxx model claude-x ]
    load_dotenv( override=True x-api-key api.anthropic.com os.environ[ process.env. é"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n", " ", "\0", "source .env", '"source": [', '"cell_type": "code"'])


@given(st.sampled_from(_NAMES), st.lists(_PIECES, max_size=40).map("".join).map(str.encode) | st.binary(max_size=200))
def test_no_file_makes_the_search_fail(name: str, data: bytes) -> None:
    text = source(name, data)
    last = data.count(b"\n") + data.count(b"\r") + 1
    found = find_keys(text)
    places = [item.origin for item in (*found.findings, *found.variables, *find_models(text), *find_loaders(text))]
    assert all(place.line is not None and 1 <= place.line <= last for place in places)
    find_client(text)


_STRANGE = (
    "Anthropic(" * 6_000,
    "Anthropic(api_key=a " * 3_000,
    '"' * 60_001,
    "\n" * 60_000,
    "{config " * 7_000,
    "/*" * 30_000,
    'curl api.anthropic.com "x-api-key: $A ' * 1_500,
    "export $(.env" * 4_000,
    "A=1\n" * 15_000,
    "load_dotenv(" * 5_000,
)


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("number", range(len(_STRANGE)))
def test_a_strange_file_costs_no_time(name: str, number: int) -> None:
    started = time.perf_counter()
    made = source(name, _STRANGE[number])
    for find in (find_keys, find_models, find_loaders, find_client):
        find(made)
    assert time.perf_counter() - started < 3


_CURL = f"curl {_URL} "


@pytest.mark.parametrize(
    ("text", "variable", "literal"),
    [
        (f"{_CURL}-H 'x-api-key: $ANTHROPIC_API_KEY'", "x-api-key", "$ANTHROPIC_API_KEY"),
        (f"{_CURL}-H 'x-api-key: ${{ANTHROPIC_API_KEY}}'", "x-api-key", "${ANTHROPIC_API_KEY}"),
        (f"{_CURL}\\\n  -H 'Authorization: Bearer $KEY'", "authorization", "$KEY"),
        (f"echo \"don't\"  # can't\n{_CURL}-H 'x-api-key: $KEY'", "x-api-key", "$KEY"),
    ],
)
def test_a_reference_in_single_quotes_is_sent_as_it_is_written(text: str, variable: str, literal: str) -> None:
    assert [(name, secret) for name, secret, _ in keys("call.sh", text)] == [(variable, Secret(literal))]
    assert variables("call.sh", text) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("call.sh", f'{_CURL}-H "x-api-key: $KEY"'),
        ("call.sh", f"sh -c \"{_CURL}-H 'x-api-key: $KEY'\""),
        ("call.sh", f"eval {_CURL}-H 'x-api-key: $KEY'"),
        ("call.sh", f"cat <<EOF | sh\n{_CURL}-H 'x-api-key: $KEY'\nEOF"),
        ("call.sh", f"sh -c '{_CURL}-H \"x-api-key: $KEY\"'"),
        ("Makefile", f"call:\n\t{_CURL}-H 'x-api-key: $(KEY)'"),
        ("call.http", f"GET {_URL}\nx-api-key: $KEY"),
    ],
)
def test_a_reference_that_somebody_fills_in_is_none_of_the_code(name: str, text: str) -> None:
    assert keys(name, text) == []
