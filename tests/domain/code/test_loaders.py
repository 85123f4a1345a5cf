"""Which loader counts for which client, and which file it names."""

import pytest

from tests.builders import ENV, GOOD, OLD, dotenv, evidence, process, snapshot
from tui.causes.registry import diagnose
from tui.domain.clients.client import ClientChoice, ClientId
from tui.domain.code.loaders import find_loaders
from tui.domain.code.text import language_of, source_text
from tui.domain.code.unread import find_unread
from tui.domain.dotenv.loader import Loader, LoaderKind
from tui.domain.found.finding import UnreadSource
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind
from tui.domain.record import replace
from tui.domain.reporting.verdict import VerdictKind, judge_verdict
from tui.domain.resolving.loading import loads_env_file
from tui.domain.resolving.resolution import resolve

_MAIN = Origin(OriginKind.SOURCE, "main.py", "/p/src/main.py", 1)


@pytest.mark.parametrize(
    ("name", "text", "path", "is_computed"),
    [
        ("main.py", "load_dotenv()", "", False),
        ("main.py", 'load_dotenv(".env.local", override=True)', ".env.local", False),
        ("main.py", 'load_dotenv(dotenv_path="config/.env")', "config/.env", False),
        ("main.py", 'load_dotenv(Path(__file__).parent / "x.env")', "/p/src/x.env", False),
        ("main.py", 'load_dotenv(Path(__file__).resolve().parent.parent / ".env")', "/p/.env", False),
        ("main.py", 'load_dotenv(os.path.join(os.path.dirname(__file__), ".env"))', "/p/src/.env", False),
        ("main.py", 'load_dotenv(BASE / ".env")', "", False),
        ("main.py", 'load_dotenv(BASE / "x.env")', "", True),
        ("main.py", 'HERE = Path(__file__).parent\nload_dotenv(HERE / "x.env")', "/p/src/x.env", False),
        ("main.py", 'P = "config/x.env"\nload_dotenv(P)', "config/x.env", False),
        ("main.py", 'load_dotenv(stream=open("x.env"))', "x.env", False),
        ("main.py", "load_dotenv(stream=StringIO(text))", "", True),
        ("main.py", 'environ.Env.read_env(os.path.join(BASE_DIR, ".env"))', "", False),
        ("main.py", 'uvicorn.run(app, env_file="x.env")', "x.env", False),
        ("main.py", "load_dotenv(find_dotenv())", "", False),
        ("main.py", "load_dotenv(path_of_mine)", "", True),
        ("a.ts", 'dotenv.config({ path: ".env.local" })', ".env.local", False),
        ("a.ts", 'dotenv.config({ path: path.join(__dirname, "../.env") })', "/p/.env", False),
        ("a.ts", "dotenv.config({ path: `.env.${process.env.NODE_ENV}` })", "", True),
        ("package.json", '{"scripts": {"dev": "node --env-file=.env.local a.js"}}', "/p/src/.env.local", False),
        (
            "package.json",
            '{"scripts": {"dev": "DOTENV_CONFIG_PATH=x.env node -r dotenv/config a"}}',
            "/p/src/x.env",
            False,
        ),
        ("package.json", '{"scripts": {"dev": "dotenv -e x.env -- next dev"}}', "/p/src/x.env", False),
        ("deno.json", '{"tasks": {"a": "deno run --env-file main.ts"}}', "", False),
        ("deno.json", '{"tasks": {"a": "deno run --env-file=x.env main.ts"}}', "/p/src/x.env", False),
        ("run.sh", "source ./config/.env", "config/.env", False),
        ("justfile", 'set dotenv-path := "x.env"', "x.env", False),
    ],
)
def test_the_file_that_a_loader_names(name: str, text: str, path: str, *, is_computed: bool) -> None:
    language = language_of(name)
    assert language is not None
    origin = Origin(OriginKind.SOURCE, name, f"/p/src/{name}")
    (loader,) = find_loaders(source_text(origin, name, language, text.encode()))
    assert (loader.path, loader.is_computed) == (path, is_computed)


@pytest.mark.parametrize(
    ("client", "kind", "prefix", "expected"),
    [
        (ClientId.PYTHON_SDK, LoaderKind.PYTHON_DOTENV, "", True),
        (ClientId.PYTHON_SDK, LoaderKind.FRAMEWORK, "", False),
        (ClientId.PYTHON_SDK, LoaderKind.COMPOSE, "", False),
        (ClientId.TYPESCRIPT_SDK, LoaderKind.FRAMEWORK, "", True),
        (ClientId.TYPESCRIPT_SDK, LoaderKind.FRAMEWORK, "VITE_", False),
        (ClientId.TYPESCRIPT_SDK, LoaderKind.PYTHON_DOTENV, "", False),
        (ClientId.CURL, LoaderKind.SHELL_SOURCE, "", True),
        (ClientId.CLAUDE_CODE, LoaderKind.SHELL_SOURCE, "", False),
    ],
)
def test_a_loader_counts_for_clients_of_its_kind(
    client: ClientId, kind: LoaderKind, prefix: str, *, expected: bool
) -> None:
    shot = snapshot(dotenv(GOOD), loads=False)
    reading = replace(shot.readings[0], loaders=(Loader(kind, _MAIN, prefix=prefix),))
    assert loads_env_file(ClientChoice(client, "a test"), replace(shot, readings=(reading,))) is expected


def test_a_loader_of_another_file_overrides_nothing_for_the_client() -> None:
    shot = snapshot(process(OLD), dotenv(GOOD))
    other = Loader(LoaderKind.PYTHON_DOTENV, replace(_MAIN, path="/home/ada/project/tools/x.py"), overrides=True)
    reading = replace(shot.readings[0], loaders=(*shot.readings[0].loaders, other))
    winner = resolve(ClientChoice(ClientId.PYTHON_SDK, "a test"), replace(shot, readings=(reading,))).credential
    assert winner is not None
    assert winner.origin.kind is OriginKind.PROCESS


def test_a_computed_file_leaves_the_env_file_unread() -> None:
    shot = snapshot(dotenv(OLD))
    main = replace(_MAIN, path=ENV.replace(".env", "main.py"))
    loader = Loader(LoaderKind.PYTHON_DOTENV, main, is_computed=True)
    reading = replace(shot.readings[0], loaders=(loader,))
    assert resolve(ClientChoice(ClientId.PYTHON_SDK, "a test"), replace(shot, readings=(reading,))).credential is None


def test_a_source_that_was_not_read_makes_the_verdict_unknown_and_is_named() -> None:
    source = UnreadSource("an SDK profile may supply the credential", _MAIN, ("python-sdk",))
    found = evidence(snapshot(unread=(source,)))
    verdict = judge_verdict(found, diagnose(found))
    assert verdict.kind is VerdictKind.UNKNOWN
    assert verdict.sentence == "an SDK profile may supply the credential; fix401 cannot test it yet"


def test_a_source_that_was_not_read_leaves_a_cause_likely() -> None:
    source = UnreadSource("an SDK profile may supply the credential", _MAIN, ("python-sdk",))
    for unread, certainty in (((source,), Certainty.LIKELY), ((), Certainty.PROVEN)):
        shot = snapshot(dotenv(GOOD), loads=False, unread=unread)
        (diagnosis,) = diagnose(evidence(shot, accepted=(GOOD,)))
        assert (diagnosis.cause_id, diagnosis.certainty) == ("dotenv-not-loaded", certainty)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("client = AnthropicBedrock()", "builds `AnthropicBedrock`"),
        ("client = Anthropic(api_key=get_key())", "works out the `api_key`"),
        ("client = Anthropic(api_key=key)", "works out the `api_key`"),
        ('client = Anthropic(base_url=os.environ["GW"])', "another host by `base_url`"),
        ('client = Anthropic(base_url=f"https://{host}")', "another host by `base_url`"),
        ('client = Anthropic(base_url="https://gateway.example")', ""),
        ('client = Anthropic(api_key=os.environ["GW_KEY"])', ""),
        ('key = "sk-ant-x"\nclient = Anthropic(api_key=key)', ""),
        ("client = Anthropic(api_key=None, base_url=None)", ""),
    ],
)
def test_what_the_code_works_out(text: str, words: str) -> None:
    language = language_of("main.py")
    assert language is not None
    found = find_unread(source_text(_MAIN, "main.py", language, text.encode()))
    assert [words in source.what for source in found] == ([True] if words else [])
