"""Of several definitions, the product names the one that the real SDK sends, whatever stands in its way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from tests.oracle.said import said
from tests.oracle.sdk import Sdk
from tests.oracle.set_ups import MAIN, OVERRIDING, line, set_up
from tests.practice.speak import GOOD, OLD
from tui.domain.clients.client import KEY, TOKEN
from tui.practice.made_up_keys import made_up_key

SPARE = made_up_key("spare")
GOOD_LINE, OLD_LINE = line(GOOD), line(OLD)
NO_LOADER = MAIN.replace("load_dotenv()", "")
MAKES = "from anthropic import Anthropic\nclient = Anthropic(max_retries=0)\n"
CALLS = MAIN.partition("client = Anthropic(max_retries=0)\n")[2]
IMPORTS = "from dotenv import load_dotenv\n"


@dataclass(frozen=True)
class Case:
    """A set-up and the key that is sent; none when the SDK finds none."""

    sent: str | None
    dotenv: str | None = field(default=None, repr=False)
    environment: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    main: str = MAIN
    files: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    home: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    program: str = "main.py"


def passes(argument: str) -> str:
    """Return the program with this argument of the client."""
    return f"import os\n{MAIN}".replace("max_retries=0", f"{argument}, max_retries=0")


def late(environment: Mapping[str, str], *, arguments: str = "") -> Case:
    """Return a set-up whose file is loaded between the client's making and its call."""
    main = f"{IMPORTS}{MAKES}load_dotenv({arguments})\n{CALLS}"
    return Case(environment.get(KEY), GOOD_LINE, environment, main)


def loads_by(*lines: str) -> str:
    """Return the program with these lines in place of its loader."""
    return MAIN.replace("from dotenv import load_dotenv", "from dotenv import *").replace(
        "load_dotenv()", "\n".join(lines)
    )


def in_app(main: str) -> dict[str, str]:
    """Return the files of a program in a folder of its own, which has a `.env` too."""
    return {"app/main.py": main, "app/.env": OLD_LINE}


OFF = "PYTHON_DOTENV_DISABLED"
LOCAL = {".env.local": GOOD_LINE}
VALUES = "values = dotenv_values()"
CASES = {
    "switched off": Case(None, GOOD_LINE, {OFF: "TRUE"}),
    "switched off, environment": Case(OLD, GOOD_LINE, {OFF: "t", KEY: OLD}, OVERRIDING),
    "not switched off": Case(GOOD, GOOD_LINE, {OFF: "on"}),
    "from the working folder": Case(
        GOOD,
        GOOD_LINE,
        main=NO_LOADER,
        files=in_app(loads_by("load_dotenv(find_dotenv(usecwd=True))")),
        program="app/main.py",
    ),
    "from the program's folder": Case(
        OLD, GOOD_LINE, main=NO_LOADER, files=in_app(loads_by("load_dotenv(find_dotenv())")), program="app/main.py"
    ),
    "another name is searched": Case(
        GOOD, OLD_LINE, main=loads_by('load_dotenv(find_dotenv(".env.local"))'), files=LOCAL
    ),
    "another name is searched above": Case(
        GOOD,
        OLD_LINE,
        main=NO_LOADER,
        files={**in_app(loads_by('load_dotenv(find_dotenv(".env.local"))')), **LOCAL},
        program="app/main.py",
    ),
    "from a stream": Case(GOOD, OLD_LINE, main=loads_by('load_dotenv(stream=open(".env.local"))'), files=LOCAL),
    "several files, the first wins": Case(
        GOOD, OLD_LINE, main=loads_by('load_dotenv(".env.local")', "load_dotenv()"), files=LOCAL
    ),
    "several files, the first has no key": Case(
        OLD, OLD_LINE, main=loads_by('load_dotenv(".env.local")', "load_dotenv()"), files={".env.local": "A=1\n"}
    ),
    "several files, the last overrides": Case(
        GOOD, OLD_LINE, main=loads_by("load_dotenv()", 'load_dotenv(".env.local", override=True)'), files=LOCAL
    ),
    "several files, both override": Case(
        OLD,
        OLD_LINE,
        main=loads_by('load_dotenv(".env.local", override=True)', "load_dotenv(override=True)"),
        files=LOCAL,
    ),
    "a path of the program's own": Case(
        GOOD,
        OLD_LINE,
        main=loads_by(
            "from pathlib import Path", "HERE = Path(__file__).resolve().parent", 'load_dotenv(HERE / ".env.local")'
        ),
        files=LOCAL,
    ),
    "values of the file stay with the program": Case(None, GOOD_LINE, main=loads_by(VALUES)),
    "values of the file are handed over": Case(
        GOOD,
        GOOD_LINE,
        {KEY: OLD},
        loads_by(VALUES).replace("max_retries=0", f'api_key=values["{KEY}"], max_retries=0'),
    ),
    "values of the file are handed over by get": Case(
        GOOD, GOOD_LINE, main=loads_by(VALUES).replace("max_retries=0", f'api_key=values.get("{KEY}"), max_retries=0')
    ),
    "values of the file are put into the environment": Case(
        GOOD, GOOD_LINE, {KEY: OLD}, loads_by("import os", "os.environ.update(dotenv_values())")
    ),
    "loaded too late": late({}),
    "loaded too late, environment": late({KEY: OLD}),
    "loaded too late, overriding": late({KEY: OLD}, arguments="override=True"),
    "loaded in time and again": Case(GOOD, GOOD_LINE, main=f"{IMPORTS}load_dotenv()\n{MAKES}load_dotenv()\n{CALLS}"),
    "loaded by a function that is called in time": Case(
        GOOD, GOOD_LINE, main=f"{IMPORTS}def a():\n    load_dotenv()\na()\n{MAKES}{CALLS}"
    ),
    "loaded by a function that is called too late": Case(
        None, GOOD_LINE, main=f"{IMPORTS}def a():\n    load_dotenv()\n{MAKES}a()\n{CALLS}"
    ),
    "client of a module that is imported too early": Case(
        None, GOOD_LINE, main=f"{IMPORTS}from made import client\nload_dotenv()\n{CALLS}", files={"made.py": MAKES}
    ),
    "client of a module that is imported in time": Case(
        GOOD, GOOD_LINE, main=f"{IMPORTS}load_dotenv()\nfrom made import client\n{CALLS}", files={"made.py": MAKES}
    ),
    "client made by a function that is called in time": Case(
        GOOD,
        GOOD_LINE,
        main=f"{IMPORTS}from made import make\nload_dotenv()\nclient = make()\n{CALLS}",
        files={"made.py": "from anthropic import Anthropic\ndef make():\n    return Anthropic(max_retries=0)\n"},
    ),
    "nothing": Case(None),
    "environment": Case(GOOD, None, {KEY: GOOD}),
    "environment before dotenv": Case(OLD, GOOD_LINE, {KEY: OLD}),
    "dotenv overrides": Case(GOOD, GOOD_LINE, {KEY: OLD}, OVERRIDING),
    "dotenv overrides with nothing": Case(None, line(""), {KEY: OLD}, OVERRIDING),
    "dotenv overrides, without the name": Case(OLD, "A=1\n", {KEY: OLD}, OVERRIDING),
    "dotenv without a loader": Case(None, GOOD_LINE, main=NO_LOADER),
    "empty environment hides dotenv": Case(None, GOOD_LINE, {KEY: ""}),
    "key before token": Case(GOOD, None, {KEY: GOOD, TOKEN: OLD}),
    "token alone": Case(OLD, None, {TOKEN: OLD}),
    "empty key, token": Case(OLD, None, {KEY: "", TOKEN: OLD}),
    "blank key, token": Case(None, None, {KEY: " ", TOKEN: OLD}),
    "empty token, key": Case(GOOD, None, {KEY: GOOD, TOKEN: ""}),
    "both empty": Case(None, None, {KEY: "", TOKEN: ""}),
    "token in the environment, key in dotenv": Case(GOOD, GOOD_LINE, {TOKEN: OLD}),
    "key in the environment, token in dotenv": Case(GOOD, line(OLD, TOKEN), {KEY: GOOD}),
    "both in dotenv": Case(GOOD, line(OLD, TOKEN) + GOOD_LINE),
    "empty environment, both in dotenv": Case(OLD, line(OLD, TOKEN) + GOOD_LINE, {KEY: ""}),
    "another case of the name": Case(None, line(GOOD, KEY.lower()), {"Anthropic_Api_Key": GOOD}),
    "twice in a file": Case(OLD, GOOD_LINE + OLD_LINE),
    "twice, the last one empty": Case(None, GOOD_LINE + line("")),
    "twice, the last one commented out": Case(GOOD, f"{GOOD_LINE}# {OLD_LINE}"),
    "twice, the last one broken": Case(GOOD, f'{GOOD_LINE}{KEY}="{OLD}\n'),
    "twice, and in the environment": Case(SPARE, GOOD_LINE + OLD_LINE, {KEY: SPARE}),
    "exported": Case(GOOD, f"export {GOOD_LINE}"),
    "exported twice": Case(None, f"export export {GOOD_LINE}"),
    "blanks round the equals sign": Case(GOOD, f"  {KEY}  =  {GOOD}  \n"),
    "quoted name": Case(GOOD, f"'{KEY}'={GOOD}\n"),
    "name in double quotes": Case(None, f'"{KEY}"={GOOD}\n'),
    "inline comment": Case(GOOD, f"{KEY}={GOOD} # mine\n"),
    "comment without a blank": Case(f"{GOOD}#mine", line(f"{GOOD}#mine")),
    "comment behind quotes": Case(GOOD, line(f"'{GOOD}'# mine")),
    "comment alone": Case(None, f"{KEY}= # paste it here\n"),
    "text behind quotes": Case(None, line(f'"{GOOD}" mine')),
    "colon for the equals sign": Case(None, f"{KEY}: {GOOD}\n"),
    "no line end": Case(GOOD, f"{KEY}={GOOD}"),
    "CRLF": Case(GOOD, f"A=1\r\n{KEY}={GOOD}\r\nB=2\r\n"),
    "CR": Case(GOOD, f"A=1\r{KEY}={GOOD}\rB=2\r"),
    "byte order mark": Case(GOOD, f"\ufeff{GOOD_LINE}"),
    "byte order mark before a comment": Case(GOOD, f"\ufeff# mine\n{GOOD_LINE}"),
    "swallowed by a quote above": Case(None, f"A='\n{GOOD_LINE}B='\n"),
    "reference to the file": Case(GOOD, f"MINE={GOOD}\n{KEY}=${{MINE}}\n"),
    "reference to the environment": Case(GOOD, line("${MINE}"), {"MINE": GOOD}),
    "reference, environment before file": Case(OLD, f"MINE={GOOD}\n{KEY}=${{MINE}}\n", {"MINE": OLD}),
    "reference to a later line": Case(None, f"{KEY}=${{MINE}}\nMINE={GOOD}\n"),
    "reference to nothing": Case(None, line("${MINE}")),
    "reference to nothing, and a token": Case(OLD, line("${MINE}") + line(OLD, TOKEN)),
    "reference to nothing, overriding": Case(None, line("${MINE}"), {KEY: OLD}, OVERRIDING),
    "reference to itself": Case(None, line(f"${{{KEY}}}")),
    "reference to itself, overriding": Case(OLD, line(f"${{{KEY}}}"), {KEY: OLD}, OVERRIDING),
    "reference with a default": Case(GOOD, line(f"${{MINE:-{GOOD}}}")),
    "reference in single quotes": Case(OLD, line("'${MINE}'"), {"MINE": OLD}),
    "part of it is a reference": Case(GOOD, f"TAIL={GOOD[50:]}\n{KEY}={GOOD[:50]}${{TAIL}}\n"),
    "dollar without braces": Case("$MINE", line("$MINE"), {"MINE": GOOD}),
    "parent folder": Case(GOOD, home={".env": GOOD_LINE}),
    "nearer file": Case(GOOD, GOOD_LINE, home={".env": OLD_LINE}),
    "nearer file without the key": Case(None, "A=1\n", home={".env": GOOD_LINE}),
    "nearer file, empty": Case(None, "", home={".env": GOOD_LINE}),
    "nearer folder of that name": Case(GOOD, files={".env/x": ""}, home={".env": GOOD_LINE}),
    "above the repository": Case(GOOD, files={".git/HEAD": ""}, home={".env": GOOD_LINE}),
    "beside the program": Case(
        GOOD, OLD_LINE, main=NO_LOADER, files={"app/main.py": MAIN, "app/.env": GOOD_LINE}, program="app/main.py"
    ),
    "above the program": Case(GOOD, GOOD_LINE, main=NO_LOADER, files={"app/main.py": MAIN}, program="app/main.py"),
    "beside another program": Case(GOOD, GOOD_LINE, files={"app/.env": OLD_LINE}),
    "other files": Case(None, files={".env.local": GOOD_LINE, ".env.example": GOOD_LINE, ".env.txt": GOOD_LINE}),
    "literal before everything": Case(SPARE, GOOD_LINE, {KEY: OLD}, passes(f'api_key="{SPARE}"')),
    "empty literal": Case(None, GOOD_LINE, {KEY: OLD}, passes('api_key=""')),
    "literal token": Case(SPARE, GOOD_LINE, main=passes(f'auth_token="{SPARE}"')),
    "own variable": Case(GOOD, line(GOOD, "CLAUDE_KEY") + OLD_LINE, main=passes('api_key=os.environ["CLAUDE_KEY"]')),
    "own variable, unset": Case(OLD, OLD_LINE, main=passes('api_key=os.getenv("CLAUDE_KEY")')),
    "own variable, empty": Case(
        None, line("", "CLAUDE_KEY") + OLD_LINE, main=passes('api_key=os.getenv("CLAUDE_KEY")')
    ),
    "own variable, unset, and a token": Case(OLD, None, {TOKEN: OLD}, passes('api_key=os.getenv("CLAUDE_KEY")')),
    "empty key by name, token": Case(None, None, {KEY: "", TOKEN: OLD}, passes(f'api_key=os.getenv("{KEY}")')),
    "token by name, key": Case(OLD, GOOD_LINE, {TOKEN: OLD}, passes(f'auth_token=os.environ["{TOKEN}"]')),
    "key by name, token": Case(GOOD, GOOD_LINE, {TOKEN: OLD}, passes(f'api_key=os.environ["{KEY}"]')),
}


@pytest.mark.parametrize("name", CASES)
def test_the_winner_is_what_the_sdk_sends(name: str, sdk: Sdk) -> None:
    case = CASES[name]
    with set_up(case.dotenv, main=case.main, files=case.files, home=case.home, environment=case.environment) as place:
        expected, run = said(place), sdk.run(place, case.program)
    assert (run.sent.value if run.sent else None) == (f"Bearer {case.sent}".encode() if case.sent else None), run
    assert run.sent == expected
