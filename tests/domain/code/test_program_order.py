"""Which loaders come after the client has been made, told from the text of a project's files."""

from collections.abc import Mapping

import pytest

from tui.domain.code.keys import find_keys
from tui.domain.code.loader_order import in_order
from tui.domain.code.loaders import find_loaders
from tui.domain.code.text import SourceText, language_of, source_text
from tui.domain.origin import Origin, OriginKind

_PYTHON = "from anthropic import Anthropic\nfrom dotenv import load_dotenv\n"
_SCRIPT = 'import Anthropic from "@anthropic-ai/sdk";\nimport dotenv from "dotenv";\n'
_LOADS_ONLY = "from dotenv import load_dotenv\n"
_BUILDS = "from anthropic import Anthropic\nclient = Anthropic()\n"
_EXPORTS = 'import Anthropic from "@anthropic-ai/sdk";\nexport const client = new Anthropic();\n'
_LAZY = 'import Anthropic from "@anthropic-ai/sdk";\nexport function get() {\n  return new Anthropic();\n}\n'


def order(files: Mapping[str, str], *, is_module: bool = False) -> list[tuple[str, str]]:
    """Return every loader that is left, with the client that was made before it."""
    sources: list[SourceText] = []
    for name, text in files.items():
        language = language_of(name.rpartition("/")[2])
        assert language is not None
        origin = Origin(OriginKind.SOURCE, name, f"/p/{name}")
        sources.append(source_text(origin, name, language, text.encode()))
    loaders = [loader for source in sources for loader in find_loaders(source)]
    keyless = [origin for source in sources for origin in find_keys(source).keyless]
    found = in_order(loaders, keyless, sources, "/p", is_module=is_module)
    return [(item.origin.label, item.late_for.label if item.late_for else "") for item in found]


@pytest.mark.parametrize(
    ("text", "late_for"),
    [
        ("client = Anthropic()\nload_dotenv()\n", "main.py:3"),
        ("load_dotenv()\nclient = Anthropic()\n", ""),
        ("load_dotenv(); client = Anthropic()\n", ""),
        ("def get():\n    return Anthropic()\nload_dotenv()\n", ""),
        ("def get(): return Anthropic()\nload_dotenv()\n", ""),
        ("get = lambda: Anthropic()\nload_dotenv()\n", ""),
        ("def get(client=Anthropic()):\n    pass\nload_dotenv()\n", "main.py:3"),
        ("def main():\n    client = Anthropic()\n    load_dotenv()\nmain()\n", "main.py:4"),
        ("def main():\n    load_dotenv()\n    client = Anthropic()\nmain()\n", ""),
        ("client = Anthropic()\ndef main():\n    load_dotenv()\nif __name__ == '__main__':\n    main()\n", "main.py:3"),
        ("client = Anthropic()\ndef main():\n    load_dotenv()\n", "main.py:3"),
        ("def set_up():\n    load_dotenv()\nset_up()\nclient = Anthropic()\n", ""),
        ("try:\n    client = Anthropic()\nfinally:\n    load_dotenv()\n", "main.py:4"),
        ("class Bot:\n    client = Anthropic()\nload_dotenv()\n", "main.py:4"),
        (
            "class Bot:\n    def __init__(self):\n        self.c = Anthropic()\nbot = Bot()\nload_dotenv()\n",
            "main.py:5",
        ),
        ("class Bot:\n    def __init__(self):\n        self.c = Anthropic()\nload_dotenv()\nbot = Bot()\n", ""),
        ("async def main():\n    client = Anthropic()\n    load_dotenv()\nasyncio.run(main())\n", "main.py:4"),
        ("def main():\n    client = Anthropic()\n    load_dotenv()\ntyper.run(main)\n", "main.py:4"),
        ('client = Anthropic(api_key="sk-ant-x")\nload_dotenv()\n', ""),
        ("app = App(\n    client=Anthropic(),\n)\nload_dotenv()\n", "main.py:4"),
    ],
)
def test_in_one_python_file(text: str, late_for: str) -> None:
    ((_, found),) = order({"main.py": _PYTHON + text})
    assert found == late_for


@pytest.mark.parametrize(
    ("text", "late_for"),
    [
        ("const client = new Anthropic();\ndotenv.config();\n", "a.ts:3"),
        ("dotenv.config();\nconst client = new Anthropic();\n", ""),
        ('const client = new Anthropic();\nimport "dotenv/config";\n', ""),
        ("const get = () => new Anthropic();\ndotenv.config();\n", ""),
        ("const get = () => {\n  return new Anthropic();\n};\ndotenv.config();\n", ""),
        ("const get = () => {\n  return new Anthropic();\n};\nget();\ndotenv.config();\n", "a.ts:4"),
        ("async function main() {\n  const c = new Anthropic();\n  dotenv.config();\n}\nmain().catch(x);\n", "a.ts:4"),
        ("(async () => {\n  const c = new Anthropic();\n  dotenv.config();\n})();\n", "a.ts:4"),
        ("app.get('/', async (a: A, b) => {\n  new Anthropic();\n});\ndotenv.config();\n", ""),
        ("class B {\n  c = new Anthropic();\n}\ndotenv.config();\nnew B();\n", ""),
        ("class B {\n  constructor() {\n    this.c = new Anthropic();\n  }\n}\nnew B();\ndotenv.config();\n", "a.ts:5"),
        ("if (ready(x)) {\n  client = new Anthropic();\n}\ndotenv.config();\n", "a.ts:4"),
        ("const client = new Anthropic();\nasync function main() {\n  dotenv.config();\n}\n", "a.ts:3"),
        ("const client = new Anthropic();\nconst broken = {;\ndotenv.config();\n", ""),
        ("const provider = createAnthropic();\ndotenv.config();\n", ""),
    ],
)
def test_in_one_script(text: str, late_for: str) -> None:
    ((_, found),) = order({"a.ts": _SCRIPT + text})
    assert found == late_for


@pytest.mark.parametrize(
    ("main", "client", "late_for"),
    [
        ("from client import client\nload_dotenv()\n", "client.py", "client.py:2"),
        ("import client\nload_dotenv()\n", "client.py", "client.py:2"),
        ("import client as c, os\nload_dotenv()\n", "client.py", "client.py:2"),
        ("from app import client\nload_dotenv()\n", "app/client.py", "app/client.py:2"),
        ("from app.client import client\nload_dotenv()\n", "app/client.py", "app/client.py:2"),
        ("from app import (\n    client,\n)\nload_dotenv()\n", "app/client.py", "app/client.py:2"),
        ("from app import client\nload_dotenv()\n", "app/__init__.py", "app/__init__.py:2"),
        ("from app import client\nload_dotenv()\n", "src/app/client.py", "src/app/client.py:2"),
        ("load_dotenv()\nfrom client import client\n", "client.py", ""),
        ("def main():\n    from client import client\nload_dotenv()\nmain()\n", "client.py", ""),
        ("from other import client\nload_dotenv()\n", "client.py", ""),
    ],
)
def test_a_client_of_an_imported_python_module(main: str, client: str, late_for: str) -> None:
    ((_, found),) = order({"main.py": _LOADS_ONLY + main, client: _BUILDS})
    assert found == late_for


@pytest.mark.parametrize("name", [".client", "..app.client"])
def test_a_client_of_a_neighbour_in_a_package(name: str) -> None:
    files = {"app/main.py": f"{_LOADS_ONLY}from {name} import client\nload_dotenv()\n", "app/client.py": _BUILDS}
    assert order(files) == [("app/main.py:3", "app/client.py:2")]


@pytest.mark.parametrize(
    ("main", "module", "is_module", "late_for"),
    [
        ('import { client } from "./lib/client";\ndotenv.config();\n', _EXPORTS, False, "lib/client.ts:2"),
        ('import { client } from "./lib/client.js";\ndotenv.config();\n', _EXPORTS, True, "lib/client.ts:2"),
        ('import { client } from "@/lib/client";\ndotenv.config();\n', _EXPORTS, True, "lib/client.ts:2"),
        ('const { client } = require("./lib/client");\ndotenv.config();\n', _EXPORTS, False, "lib/client.ts:2"),
        ('dotenv.config();\nimport { client } from "./lib/client";\n', _EXPORTS, True, "lib/client.ts:2"),
        ('dotenv.config();\nimport { client } from "./lib/client";\n', _EXPORTS, False, ""),
        ('dotenv.config();\nconst { client } = await import("./lib/client");\n', _EXPORTS, True, ""),
        ('import type { Client } from "./lib/client";\ndotenv.config();\n', _EXPORTS, True, ""),
        ('import { get } from "./lib/client";\ndotenv.config();\n', _LAZY, True, ""),
    ],
)
def test_a_client_of_an_imported_script(main: str, module: str, late_for: str, *, is_module: bool) -> None:
    files = {"main.ts": f'import dotenv from "dotenv";\n{main}', "lib/client.ts": module}
    ((_, found),) = order(files, is_module=is_module)
    assert found == late_for


def test_an_import_of_the_loader_runs_among_the_imports() -> None:
    for first, second, late_for in (
        ('"./client"', '"dotenv/config"', "client.mjs:2"),
        ('"dotenv/config"', '"./client"', ""),
    ):
        found = order({"main.mjs": f"import {first};\nimport {second};\n", "client.mjs": _EXPORTS})
        assert [late for _, late in found] == [late_for]


def test_a_loader_behind_a_client_that_was_served_is_none() -> None:
    files = {
        "main.py": f"{_LOADS_ONLY}import config\nfrom client import client\nload_dotenv()\n",
        "config.py": f"{_LOADS_ONLY}load_dotenv()\n",
        "client.py": _BUILDS,
    }
    assert order(files) == [("config.py:2", "")]


def test_a_loader_that_serves_any_program_in_time_is_not_late() -> None:
    files = {
        "config.py": f"{_LOADS_ONLY}load_dotenv()\n",
        "one.py": f"{_BUILDS}import config\n",
        "two.py": f"import config\n{_BUILDS}",
    }
    assert order(files) == [("config.py:2", "")]


def test_modules_that_import_each_other_come_to_an_end() -> None:
    files = {"a.py": f"import b\n{_PYTHON}client = Anthropic()\n", "b.py": f"{_LOADS_ONLY}import a\nload_dotenv()\n"}
    assert order(files)[0][0] == "b.py:3"


def test_functions_that_call_each_other_come_to_an_end() -> None:
    text = "def a():\n    b()\ndef b():\n    a()\n    load_dotenv()\nclient = Anthropic()\na()\n"
    assert order({"main.py": _PYTHON + text}) == [("main.py:7", "main.py:8")]
