"""`fix401 keys test NAME`: a real entry of a real keyring, asked about at a real server, in one line."""

import json
import shutil
import signal
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.builders import GOOD, OLD
from tests.e2e.command import World, world
from tests.e2e.test_leaks import FLAWS, assert_no_leak, everything_that_answers
from tests.e2e.test_tmux import Terminal
from tests.secret_service import ServiceState, Session, missing_programs, secret_service
from tests.servers import refusing_port
from tui.domain.key.secret import mask
from tui.practice.rules import Mode, Rules
from tui.practice.stand_in import StandIn

pytestmark = [
    pytest.mark.secret_service,
    pytest.mark.skipif(bool(missing_programs()), reason=missing_programs() or "installed"),
]


@pytest.fixture
def session() -> Generator[Session]:
    with secret_service() as running:
        put(running, "work", GOOD)
        put(running, "old", OLD)
        yield running


@pytest.fixture
def place(tmp_path: Path, session: Session) -> World:
    return world(tmp_path / "home").inside(session.environ)


def put(session: Session, user: str, text: str, service: str = "anthropic") -> None:
    session.put({"service": service, "username": user}, text.encode(), "by another program")


def test_an_accepted_key_is_0_in_one_line(place: World, api: StandIn) -> None:
    result = place.run("keys", "test", "work", "--api-url", api.url)
    assert result.returncode == 0, result.stdout + result.stderr
    (line,) = result.stdout.splitlines()
    assert f"ok: {mask(GOOD)} from keyring: anthropic / work: accepted by 127.0.0.1:{api.port}: 200 in " in line
    assert line.endswith("req_01Practice0000000000000001")
    assert result.stderr == f"fix401: sending 1 free request to 127.0.0.1:{api.port}\n"
    (seen,) = api.requests
    assert (seen.method, seen.path) == ("GET", "/v1/models?limit=1000")
    assert seen.header("authorization") == f"Bearer {GOOD}"


def test_the_header_is_that_of_the_client(place: World, api: StandIn) -> None:
    assert place.run("keys", "test", "work", "--client", "curl", "--api-url", api.url).returncode == 0
    (seen,) = api.requests
    assert (seen.header("x-api-key"), seen.header("authorization")) == (GOOD, None)


def test_a_rejected_key_is_1(place: World, api: StandIn) -> None:
    result = place.run("keys", "test", "old", "--plain", "--api-url", api.url)
    assert result.returncode == 1
    assert result.stdout.startswith(f"x fail: {mask(OLD)} from keyring: anthropic / old: rejected by ")
    assert ": 401 authentication_error in " in result.stdout


def test_other_keys_of_the_machine_are_not_sent(place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={OLD}\n")
    assert place.run("keys", "test", "work", "--api-url", api.url).returncode == 0
    assert len(api.requests) == 1


@pytest.mark.parametrize("name", ["anthropic/work", "anthropic / work"])
def test_the_service_may_be_named(place: World, api: StandIn, name: str) -> None:
    assert place.run("keys", "test", name, "--api-url", api.url).returncode == 0


def test_a_name_is_taken_as_the_list_shows_it(place: World, session: Session, api: StandIn) -> None:
    session.put({"url": "https://api.anthropic.com", "username": "Bearer"}, GOOD.encode(), "zed")
    shown = "https://api.anthropic.com / Bearer"
    assert shown in place.run("keys").stdout.splitlines()
    assert place.run("keys", "test", shown, "--api-url", api.url).returncode == 0


def test_a_damaged_key_is_1_and_the_line_says_what_was_accepted(place: World, session: Session, api: StandIn) -> None:
    put(session, "newline", f"{GOOD}\n")
    result = place.run("keys", "test", "newline", "--api-url", api.url)
    assert result.returncode == 1
    (line,) = result.stdout.splitlines()
    assert "as found: not sent: trailing newline: the Python SDK refuses to build the header; trimmed: accepted" in line
    trimming = place.run("keys", "test", "newline", "--client", "typescript-sdk", "--api-url", api.url)
    assert trimming.returncode == 0


def test_json_says_the_same(place: World, session: Session, api: StandIn) -> None:
    put(session, "bearer", f"Bearer {GOOD}")
    result = place.run("keys", "test", "bearer", "--json", "--api-url", api.url)
    report = json.loads(result.stdout)
    assert result.returncode == 1
    assert (report["schema_version"], report["result"], report["client"]["id"]) == (1, "rejected", "python-sdk")
    assert report["key"]["place"] == "keyring: anthropic / bearer"
    assert (report["key"]["hint"], report["key"]["length"]) == (mask(f"Bearer {GOOD}"), 115)
    assert report["key"]["flaws"] == ["begins with `Bearer`"]
    probes = [(item["variant"], item["result"], item["status"], item["header"]) for item in report["probes"]]
    assert probes == [("as found", "fail", 401, "bearer"), ("repaired", "ok", 200, "bearer")]
    assert {item["finding"] for item in report["probes"]} == {report["key"]["fingerprint"]}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ServiceState.LOCKED, "the keyring is locked"),
        (ServiceState.NO_DAEMON, "there is no keyring in this session"),
        (ServiceState.SILENT, "the keyring did not answer in time"),
        (ServiceState.UNLOCKED, "the entry is no longer there"),
    ],
    ids=lambda value: value.name if isinstance(value, ServiceState) else "",
)
def test_an_entry_that_cannot_be_read_is_3(tmp_path: Path, api: StandIn, state: ServiceState, words: str) -> None:
    with secret_service(state) as session:
        place = world(tmp_path / "home").inside(session.environ)
        result = place.run("keys", "test", "work", "--api-url", api.url)
        told = json.loads(place.run("keys", "test", "work", "--json", "--api-url", api.url).stdout)
    assert result.returncode == 3
    (line,) = result.stdout.splitlines()
    assert f"could not check: keyring: anthropic / work: {words}" in line
    assert told["result"] == "could-not-check"
    assert words in told["problem"]
    assert api.requests == ()


def test_a_network_without_an_answer_is_3(place: World) -> None:
    with refusing_port() as url:
        result = place.run("keys", "test", "work", "--api-url", url)
    assert result.returncode == 3
    assert "could not check: " in result.stdout
    assert "so this key was not judged" in result.stdout


def test_an_answer_that_judges_nothing_is_3(place: World, api: StandIn) -> None:
    api.rules = Rules(keys=(GOOD,), mode=Mode.HTML_PORTAL)
    result = place.run("keys", "test", "work", "--json", "--api-url", api.url)
    assert result.returncode == 3
    assert json.loads(result.stdout)["result"] == "could-not-check"


def test_offline_sends_nothing_and_is_3(place: World, api: StandIn) -> None:
    result = place.run("keys", "test", "work", "--offline", "--api-url", api.url)
    assert result.returncode == 3
    assert "--offline: nothing is sent" in result.stdout
    assert api.requests == ()


def test_a_key_of_another_provider_is_not_sent(place: World, session: Session, api: StandIn) -> None:
    put(session, "openai", f"sk-proj-{'a1B2' * 12}")
    result = place.run("keys", "test", "openai", "--api-url", api.url)
    assert result.returncode == 3
    assert "not sent: a key of OpenAI is not shown to 127.0.0.1" in result.stdout
    assert api.requests == ()


def test_it_can_be_interrupted(place: World, api: StandIn) -> None:
    api.rules = Rules(keys=(GOOD,), mode=Mode.SLOW, slow_seconds=60)
    child = place.start("keys", "test", "work", "--api-url", api.url)
    assert child.stderr is not None
    assert "sending" in child.stderr.readline()
    child.send_signal(signal.SIGINT)
    output, narration = child.communicate(timeout=10)
    assert (child.returncode, output) == (130, "")
    assert "Traceback" not in narration


@pytest.mark.tmux
@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_t_reads_and_tests_an_entry_in_one_go(tmp_path: Path, place: World, api: StandIn) -> None:
    place.write(".env", f"ANTHROPIC_API_KEY={OLD}\n")
    terminal = Terminal(tmp_path, place, (80, 24), "--api-url", api.url)
    try:
        terminal.wait_for("Next: Keys")
        terminal.press("Enter")
        terminal.wait_for("2 entries")
        terminal.press("Down")
        terminal.wait(lambda screen: "> Next" not in screen, "the list with the focus")
        terminal.press("End", "t")
        terminal.wait(lambda screen: "Test this key alone?" in screen and mask(GOOD) in screen, "the question")
        assert api.requests == ()
        terminal.press("y")
        shown = terminal.wait_for(f"accepted by 127.0.0.1:{api.port}: 200 in")
        assert GOOD[20:32] not in shown
        terminal.press("q")
        assert "requests were sent, but no verdict stands" in terminal.wait_for("exit code 3")
        assert [seen.header("authorization") for seen in api.requests] == [f"Bearer {GOOD}"]
    finally:
        terminal.run("kill-server")


def test_without_a_name_it_is_2(place: World) -> None:
    result = place.run("keys", "test")
    assert result.returncode == 2
    assert "keys test needs a name" in result.stderr


def test_the_key_is_not_shown_however_it_is_damaged(place: World, session: Session, api: StandIn) -> None:
    for flaw, text in FLAWS.items():
        put(session, flaw, text)
    codes, said = place.run_each(*(["keys", "test", flaw, "--json", "--api-url", api.url] for flaw in FLAWS))
    assert codes == [1] * len(FLAWS)
    assert_no_leak(said)


def test_the_key_is_not_shown_whatever_answers(place: World, session: Session) -> None:
    put(session, "bearer", FLAWS["bearer"])
    with everything_that_answers() as urls:
        codes, said = place.run_each(*(["keys", "test", "bearer", "--timeout", "1", "--api-url", url] for url in urls))
    assert set(codes) == {1, 3}
    assert "Traceback" not in said
    assert_no_leak(said)
