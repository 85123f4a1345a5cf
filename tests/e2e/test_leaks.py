"""One unmistakable key goes through everything, and no piece of it may come out anywhere."""

import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.e2e.command import World, on_a_terminal, world
from tui.practice.rules import Mode, Rules
from tui.practice.stand_in import StandIn

CANARY = "sk-ant-api03-" + ("CaNaRyLeAk_7Qz-" * 7)[:93] + "AA"
FLAWS = {
    "clean": CANARY,
    "newline": f'"{CANARY}\\n"',
    "bearer": f"Bearer {CANARY}",
    "curly": f"\u201c{CANARY}\u201d",
    "inner space": f"{CANARY[:40]} {CANARY[40:]}",
    "wrapped": f"{CANARY[:80]}\n{CANARY[80:]}",
    "twice": f"{CANARY}{CANARY}",
}
PIECE = 12
# The fix is taken back in between, so that both forms of it have the same to say.
COMMANDS = ("check", "check --json", "fix --yes --json", "undo", "fix --yes")


def pieces() -> list[bytes]:
    """Every piece of the secret part; the mask shows three characters and the last four only."""
    secret = CANARY[len("sk-ant-api03-") :]
    return [secret[index : index + PIECE].encode() for index in range(len(secret) - PIECE)]


@contextmanager
def everything_that_answers() -> Generator[list[str]]:
    """Start a stand-in for each way in which the API may answer, and give their addresses."""
    elsewhere = "http://127.0.0.1:1"
    with ExitStack() as stack:
        rules = (Rules(keys=(CANARY,), mode=mode, slow_seconds=30, redirect_to=elsewhere) for mode in Mode)
        yield [stack.enter_context(StandIn(item)).url for item in rules]


def assert_no_leak(*outputs: str | bytes) -> None:
    for output in outputs:
        data = output if isinstance(output, bytes) else output.encode("utf-8", "surrogatepass")
        assert not [piece for piece in pieces() if piece in data]


@pytest.fixture
def place(tmp_path: Path) -> World:
    made = world(tmp_path / "home")
    made.write("~/.zshrc", f"export ANTHROPIC_API_KEY='{CANARY}'\n# export CLAUDE_KEY={CANARY}\n")
    made.write("other.py", f"client = Anthropic(api_key='{CANARY}')\nURL = 'https://u:{CANARY}@host/'\n")
    made.write(".claude/settings.json", f'{{"env": {{"ANTHROPIC_AUTH_TOKEN": "{CANARY}"}}}}')
    made.write("docker-compose.yml", f"services:\n  a:\n    environment:\n      ANTHROPIC_API_KEY: {CANARY}\n")
    return made


@pytest.fixture
def api() -> Iterator[StandIn]:
    with StandIn(Rules(keys=("sk-ant-api03-" + "z" * 95,))) as server:
        yield server


@pytest.mark.parametrize("flaw", FLAWS)
def test_no_command_shows_the_key(place: World, api: StandIn, flaw: str) -> None:
    (place.project / "other.py").unlink()
    place.write(
        ".env", f"ANTHROPIC_API_KEY={FLAWS[flaw]}\nANTHROPIC_BASE_URL=http://me:{CANARY}@127.0.0.1:1/?{CANARY}\n"
    )
    codes, said = place.run_each(*([*command.split(), "--api-url", api.url] for command in COMMANDS))
    assert 0 not in codes[:3]
    assert "Traceback" not in said
    assert_no_leak(said)


def test_no_answer_shows_the_key(place: World) -> None:
    made = replace(place, environ={**place.environ, "ANTHROPIC_API_KEY": CANARY})
    with everything_that_answers() as urls:
        codes, said = made.run_each(*(["check", "--json", "--api-url", url, "--timeout", "1"] for url in urls))
    assert set(codes) == {0, 1, 3}
    assert "Traceback" not in said
    assert_no_leak(said)


def test_the_other_commands_do_not_show_it(place: World) -> None:
    made = replace(place, environ={**place.environ, "ANTHROPIC_API_KEY": CANARY})
    _, said = made.run_each(
        ["keys"],
        ["keys", "--json"],
        ["undo", "--list"],
        ["explain", CANARY],
        ["keys", "remove", CANARY[:8]],
        ["keys", "test", CANARY],
        ["keys", "test", CANARY, "--json"],
    )
    assert_no_leak(said)
    added = place.run("keys", "add", "ANTHROPIC_API_KEY", stdin=f"  {CANARY}\n")
    assert_no_leak(added.stdout, added.stderr)


TYPED = (
    "keys {}",
    "keys add {}",
    "keys add {} --json",
    "keys test {}",
    "keys remove {}",
    "practice {}",
    "check --project {}",
    "check --project /{}/nowhere",
    "check --api-url https://{}",
    "check --api-url https://{}.example.com --json",
    "check --client {}",
    "check --timeout {}",
    "check --{}",
    "undo {}",
    "{}",
    "--{} x",
)


@pytest.mark.parametrize("cut", [None, 40])
def test_a_key_that_is_typed_as_an_argument_is_refused_and_not_shown(place: World, cut: int | None) -> None:
    codes, said = place.run_each(*(command.format(CANARY[:cut]).split() for command in TYPED))
    assert codes == [2] * len(TYPED)
    assert said.count("stands in the shell's history now") == len(TYPED)
    assert "Traceback" not in said
    assert_no_leak(said)


@pytest.mark.parametrize("action", ["add", "test", "remove"])
def test_a_key_is_no_name_of_an_entry(place: World, action: str) -> None:
    result = place.run("keys", action, CANARY, stdin=CANARY)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "this is a key, not a name" in result.stderr
    assert ("standard input" in result.stderr) is (action == "add")
    assert_no_leak(result.stderr)


def test_the_prompt_for_a_key_is_not_reached_with_one(place: World) -> None:
    code, output = on_a_terminal(place, "keys", "add", CANARY)
    assert code == 2
    assert "(not shown)" not in output
    assert_no_leak(output)


def test_a_folder_named_like_a_key_is_masked(place: World, api: StandIn) -> None:
    folder = place.project / CANARY
    folder.mkdir()
    (folder / ".env").write_text(f"ANTHROPIC_API_KEY=Bearer {CANARY}\n")
    (place.home / ".zshrc").unlink()
    api.rules = Rules(keys=(CANARY,))
    wanted = (*COMMANDS[:3], "undo --list", *COMMANDS[3:])
    options = ("--api-url", api.url, "--project", str(folder))
    codes, said = place.run_each(*([*command.split(), *options] for command in wanted))
    assert codes == [1, 1, 0, 0, 0, 0]
    assert_no_leak(said)


def test_a_crash_does_not_show_it(place: World) -> None:
    script = (
        "import sys, tui.flow.session as s\n"
        "def crash(self):\n"
        "    key = sys.argv[1]\n"
        "    raise ValueError(key) from RuntimeError(key)\n"
        "s.Session.detect = crash\n"
        "from tui.cli import run\n"
        "sys.exit(run(['check']))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script, CANARY], env=dict(place.environ), capture_output=True, text=True, check=False
    )
    assert result.returncode == 70
    assert "ValueError" in result.stderr
    assert_no_leak(result.stdout, result.stderr)


def test_only_the_env_file_and_its_backup_hold_it_after_a_fix(place: World) -> None:
    (place.project / "other.py").unlink()
    (place.home / ".zshrc").unlink()
    place.write(".env", f"ANTHROPIC_API_KEY=Bearer {CANARY}\n")
    before = {path for path in place.home.rglob("*") if path.is_file()}
    with StandIn(Rules(keys=(CANARY,))) as server:
        assert place.run("fix", "--yes", "--api-url", server.url).returncode == 0
    new = {path for path in place.home.rglob("*") if path.is_file()} - before
    holding = [path for path in new if CANARY.encode() in path.read_bytes()]
    assert new
    assert all(path.is_relative_to(place.home / ".local" / "state" / "fix401") for path in holding)
    assert all(path.stat().st_mode & 0o077 == 0 for path in holding)


PASSWORD = "hunter2pwCanary99"
ADDRESSES = {
    "user": f"http://ada:{PASSWORD}@127.0.0.1:1",
    "slash": f"http://ada:x/{PASSWORD}@127.0.0.1:1",
    "two ats": f"http://ada:x@{PASSWORD}@127.0.0.1:1",
    "blank": f'" http://ada:{PASSWORD}@127.0.0.1:1"',
    "query": f"http://127.0.0.1:1?key={PASSWORD}",
    "fragment": f"http://127.0.0.1:1/#{PASSWORD}",
    "no scheme": f"ada:{PASSWORD}@127.0.0.1:1",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_command_shows_a_password_in_an_address(tmp_path: Path, api: StandIn, address: str) -> None:
    made = world(tmp_path / "home", ANTHROPIC_BASE_URL=ADDRESSES[address].strip('"'))
    made.write(".env", f"# password {PASSWORD}\nANTHROPIC_API_KEY=Bearer {'z' * 40}\n")
    made.write("~/.zshrc", f"export ANTHROPIC_BASE_URL={ADDRESSES[address]}\n")
    options = ("--api-url", api.url, "--timeout", "3")
    codes, said = made.run_each(*([*command.split(), *options] for command in COMMANDS))
    assert {*codes[:3], codes[4]} <= {1, 3, 4}
    assert PASSWORD not in said


def test_an_official_address_with_a_password_is_refused(place: World) -> None:
    urls = [url for name, url in ADDRESSES.items() if name != "blank"]
    codes, said = place.run_each(*(["check", "--json", "--api-url", url] for url in urls))
    assert codes == [2] * len(urls)
    assert said.count("fix401: --api-url: ") == len(urls)
    assert PASSWORD not in said


@pytest.mark.parametrize("address", ["user", "query"])
def test_one_in_the_environment_is_refused_too(place: World, address: str) -> None:
    result = place.run("check", "--json", FIX401_API_URL=ADDRESSES[address])
    assert result.returncode == 2
    assert "FIX401_API_URL: " in result.stderr
    assert PASSWORD not in result.stdout + result.stderr
