import pytest

from tests.builders import GOOD, OLD, api_key, login, process, profile, settings, shows, snapshot
from tests.causes.answers import RELAY, by_host, forbids, has_no_credit, rejects, rejects_as_a_relay, to_hello
from tests.causes.claude_code import CLAUDE_CODE, asked, dated, seen, stored_key
from tui.causes.registry import diagnose
from tui.causes.winner.key_overrides_login import CAUSE
from tui.domain.clients.client import BASE_URL, OAUTH, TOKEN, ClientId
from tui.domain.judging.diagnosis import Certainty
from tui.domain.probing.probe import BadRequest, ProbeOutcome, ProbeRequest

LOGIN = api_key("l", prefix="sk-ant-oat01-")


def test_fires_for_a_refused_key_over_an_accepted_login() -> None:
    shot = snapshot(process(OLD), profile(OLD), login(LOGIN), claude_code=dated(is_past=False, is_renewed=True))
    diagnosis = CAUSE.find(seen(shot, LOGIN))

    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("key-overrides-login", Certainty.PROVEN)
    assert "ANTHROPIC_API_KEY" in diagnosis.title
    assert "the environment is rejected and hides Claude Code's own login" in diagnosis.title
    assert "(plan: max)" in diagnosis.explanation
    assert diagnosis.remedies[0].command == "unset ANTHROPIC_API_KEY"
    assert [remedy.id for remedy in diagnosis.remedies] == ["unset-variable", "delete-line", "decline-key"]
    assert not shows(diagnosis, OLD, LOGIN)


@pytest.mark.parametrize("hidden", [login(LOGIN), process(LOGIN, OAUTH), settings(LOGIN, OAUTH)])
def test_fires_for_a_token_over_each_kind_of_login(hidden: object) -> None:
    diagnosis = CAUSE.find(seen(snapshot(process("relay-token", TOKEN), hidden), LOGIN))  # pyright: ignore[reportArgumentType] - a finding
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert [remedy.unsets for remedy in diagnosis.remedies] == [(TOKEN,)]


def test_a_key_in_the_settings_is_deleted_there() -> None:
    diagnosis = CAUSE.find(seen(snapshot(settings(OLD), login(LOGIN)), LOGIN))
    assert diagnosis is not None
    assert diagnosis.remedies[0].title == "remove `ANTHROPIC_API_KEY` from `env` in `~/.claude/settings.json`"


def test_everything_that_stands_before_the_login_goes() -> None:
    shot = snapshot(process("relay-token", TOKEN), process(OLD), login(LOGIN))
    diagnosis = CAUSE.find(seen(shot, LOGIN))
    assert diagnosis is not None
    assert [remedy.command for remedy in diagnosis.remedies if remedy.command] == [
        "unset ANTHROPIC_AUTH_TOKEN",
        "unset ANTHROPIC_API_KEY",
    ]


def _disabled(request: ProbeRequest) -> ProbeOutcome:
    text = "This organization has been disabled."
    return BadRequest(request, 9.0, 400, "invalid_request_error", text, "req_6", speaks_anthropic=True)


@pytest.mark.parametrize("refusal", [_disabled, has_no_credit, forbids])
def test_fires_when_the_account_of_the_key_is_what_says_no(refusal: object) -> None:
    def reply(request: ProbeRequest) -> ProbeOutcome:
        return by_host(rejects, LOGIN)(request) if request.is_login else refusal(request)  # pyright: ignore[reportCallIssue, reportUnknownVariableType] - a reply

    diagnosis = CAUSE.find(asked(snapshot(process(GOOD), login(LOGIN)), reply))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.PROVEN
    assert "rejected" not in diagnosis.title


def test_fires_when_only_the_paid_call_shows_that_there_is_no_credit() -> None:
    shot = snapshot(process(GOOD), login(LOGIN))
    found = asked(shot, to_hello(has_no_credit, GOOD, LOGIN), hello=True)
    assert [item.cause_id for item in diagnose(found)] == ["key-overrides-login", "credit-too-low"]


def test_a_relays_token_is_only_likely_and_its_address_goes_too() -> None:
    shot = snapshot(process("relay-token", TOKEN), process(RELAY, BASE_URL), login(LOGIN))
    diagnosis = CAUSE.find(asked(shot, by_host(rejects_as_a_relay, LOGIN)))
    assert diagnosis is not None
    assert diagnosis.certainty is Certainty.LIKELY
    assert [remedy.unsets for remedy in diagnosis.remedies] == [(TOKEN,), (BASE_URL,)]


def test_near_miss_the_key_is_accepted() -> None:
    assert CAUSE.find(seen(snapshot(process(GOOD), login(LOGIN)), GOOD, LOGIN)) is None


def test_near_miss_the_login_is_refused_too() -> None:
    assert [item.cause_id for item in diagnose(seen(snapshot(process(OLD), login(LOGIN))))] == ["key-rejected"]


def test_near_miss_another_client_has_no_login() -> None:
    from tests.builders import evidence

    shot = snapshot(process(OLD), login(LOGIN))
    for client in set(ClientId) - {CLAUDE_CODE}:
        assert CAUSE.find(evidence(shot, accepted=(LOGIN,), client=client)) is None


def test_belongs_to_another_when_a_good_key_is_next() -> None:
    shot = snapshot(process("relay-token", TOKEN), process(GOOD), login(LOGIN))
    first, *others = diagnose(seen(shot, GOOD, LOGIN))
    assert first.cause_id == "auth-token-and-key-conflict"
    assert "key-overrides-login" not in {item.cause_id for item in others}


def test_a_stored_key_of_a_console_account_is_a_login_too() -> None:
    assert [item.cause_id for item in diagnose(seen(snapshot(process(OLD), stored_key(GOOD)), GOOD))] == [
        "key-overrides-login"
    ]
