import pytest

from tests.builders import GOOD, OFFICIAL, OLD, dotenv, evidence, process, profile, settings, shows, snapshot
from tests.causes.answers import RELAY, Reply, accepts, answered, finds_nothing, is_dead, rejects, rejects_as_a_relay
from tui.causes.request.base_url_path import CAUSE
from tui.domain.clients.client import BASE_URL, ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.key.secret import Secret
from tui.domain.probing.probe import ProbeOutcome, ProbeRequest, Redirected, Unsendable


def test_fires_when_only_the_corrected_address_answers() -> None:
    shot = snapshot(dotenv(GOOD), dotenv(f"{OFFICIAL}/v1", BASE_URL, line=2))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))

    assert diagnosis is not None
    assert diagnosis.cause_id == "base-url-path"
    assert diagnosis.certainty is Certainty.PROVEN
    assert diagnosis.title == (
        "ANTHROPIC_BASE_URL in `~/project/.env:2` ends in `/v1`, which the Python SDK adds by itself"
    )
    (remedy,) = diagnosis.remedies
    assert remedy.kind == "edit"
    assert isinstance(remedy.edit, SetVariable)
    assert remedy.edit.variable == BASE_URL
    assert remedy.edit.secret == Secret(OFFICIAL)
    assert f"`{OFFICIAL}`" in remedy.title
    assert not shows(diagnosis, GOOD)


def test_the_official_host_needs_no_variable_in_the_shell() -> None:
    shot = snapshot(process(GOOD), process(f"{OFFICIAL}/v1", BASE_URL), profile(f"{OFFICIAL}/v1", BASE_URL))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,)))

    assert diagnosis is not None
    assert [remedy.kind for remedy in diagnosis.remedies] == ["command", "manual"]
    assert diagnosis.remedies[0].command == "unset ANTHROPIC_BASE_URL"
    assert diagnosis.remedies[0].unsets == (BASE_URL,)


@pytest.mark.parametrize(
    ("shell", "command"),
    [
        ("zsh", f"export ANTHROPIC_BASE_URL='{RELAY}'"),
        ("fish", f"set -gx ANTHROPIC_BASE_URL '{RELAY}'"),
        ("powershell", f"$env:ANTHROPIC_BASE_URL = '{RELAY}'"),
        ("cmd", f"set ANTHROPIC_BASE_URL={RELAY}"),
    ],
)
def test_another_host_is_corrected_in_the_shell(shell: str, command: str) -> None:
    shot = snapshot(process(GOOD), process(f"{RELAY}/v1/messages", BASE_URL), shell=shell)
    diagnosis = CAUSE.find(answered(shot, _only_at(RELAY)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert diagnosis.remedies[0].command == command


def test_other_places_are_left_to_the_person() -> None:
    shot = snapshot(settings(GOOD), settings(f"{RELAY}/v1", BASE_URL))
    diagnosis = CAUSE.find(answered(shot, _only_at(RELAY), client=ClientId.CLAUDE_CODE))

    assert diagnosis is not None
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]
    assert "~/.claude/settings.json:4" in diagnosis.remedies[0].title


def test_a_url_with_a_password_is_never_written_nor_shown() -> None:
    whole = "http://ada:hunter2hunter2@127.0.0.1:4000/v1"
    base_url = process(whole, BASE_URL)
    shown = Finding(BASE_URL, base_url.value, base_url.origin, text=f"{RELAY}/v1")
    diagnosis = CAUSE.find(answered(snapshot(process(GOOD), shown), _only_at(RELAY)))

    assert diagnosis is not None
    assert [remedy.kind for remedy in diagnosis.remedies] == ["manual"]
    assert not shows(diagnosis, "hunter2hunter2")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("api.anthropic.com", "begins without `https://`"),
        ("http://api.anthropic.com", "says `http:`"),
        (f'"{OFFICIAL}"', "stands in quotation marks"),
        (f"{OFFICIAL} ", "has white space beside it"),
        (f" {OFFICIAL}", "has white space beside it"),
        (f"{OFFICIAL}/v1/messages/", "ends in `/v1/messages`"),
    ],
)
def test_says_what_is_wrong_with_the_address(url: str, words: str) -> None:
    shot = snapshot(dotenv(GOOD), dotenv(url, BASE_URL, line=2))
    diagnosis = CAUSE.find(answered(shot, _only_at(OFFICIAL)))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert words in diagnosis.title


def test_fires_when_the_corrected_address_reaches_the_api_and_the_key_is_refused_there() -> None:
    shot = snapshot(process(OLD), process(f"{OFFICIAL}/v1", BASE_URL))
    diagnosis = CAUSE.find(evidence(shot))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN


def test_fires_as_likely_when_nothing_was_sent() -> None:
    diagnosis = CAUSE.find(evidence(snapshot(process(GOOD), process(f"{OFFICIAL}/v1", BASE_URL)), offline=True))

    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY


@pytest.mark.parametrize("url", [OFFICIAL, f"{OFFICIAL}/", RELAY, "https://relay.example/anthropic"])
def test_near_miss_the_address_is_a_plain_one(url: str) -> None:
    shot = snapshot(process(GOOD), process(url, BASE_URL))
    assert CAUSE.find(evidence(shot, offline=True)) is None
    assert CAUSE.find(answered(shot, finds_nothing)) is None


def test_near_miss_the_strange_address_is_accepted() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD), process(f"{RELAY}/v1", BASE_URL)), accepts)) is None


def test_belongs_to_another_when_the_key_is_refused_at_that_address() -> None:
    shot = snapshot(process(GOOD), process(f"{RELAY}/v1", BASE_URL))
    assert CAUSE.find(answered(shot, rejects_as_a_relay)) is None
    assert CAUSE.find(answered(shot, rejects)) is None


def test_belongs_to_another_when_the_corrected_address_is_dead_too() -> None:
    assert CAUSE.find(answered(snapshot(process(GOOD), process(f"{RELAY}/v1", BASE_URL)), is_dead)) is None


def _only_at(host: str) -> Reply:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        if request.base_url == host:
            return accepts(request)
        return (
            Redirected(request, 4.0, 301, message="elsewhere")
            if "http://api" in request.base_url
            else finds_nothing(request)
        )

    return reply


def test_belongs_to_another_when_something_else_answers_at_the_corrected_address() -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return finds_nothing(request) if request.base_url.endswith("/v1") else rejects_as_a_relay(request)

    assert CAUSE.find(answered(snapshot(process(GOOD), process(f"{RELAY}/v1", BASE_URL)), reply)) is None


@pytest.mark.parametrize(
    ("host", "fixed"),
    [("gw.example", "https://gw.example"), ("localhost:4000", "http://localhost:4000"), ("[::1]:1", "http://[::1]:1")],
)
def test_an_address_without_a_scheme_is_none_whoever_answers(host: str, fixed: str) -> None:
    shot = snapshot(process(GOOD), dotenv(host, BASE_URL))

    def reply(request: ProbeRequest) -> ProbeOutcome:
        return Unsendable(request, 0.0, "no address") if "://" not in request.base_url else is_dead(request)

    diagnosis = CAUSE.find(answered(shot, reply))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert f"it should be `{fixed}`" in diagnosis.title


@pytest.mark.parametrize(("path", "ends_without"), [("", True), ("/", True), ("/v1", False), ("/v1/", False)])
def test_the_ai_sdk_adds_no_version_by_itself(path: str, *, ends_without: bool) -> None:
    shot = snapshot(dotenv(GOOD), dotenv(f"{OFFICIAL}{path}", BASE_URL, line=2))
    diagnosis = CAUSE.find(evidence(shot, accepted=(GOOD,), client=ClientId.TYPESCRIPT_SDK, wants_version_path=True))
    assert (diagnosis is not None) is ends_without
    if diagnosis is not None:
        assert "ends without `/v1`" in diagnosis.title
        assert f"as `{OFFICIAL}/v1`" in diagnosis.remedies[0].title
