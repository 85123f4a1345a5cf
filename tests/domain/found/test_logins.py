"""Claude Code's login: where it is read, how it is sent, and that nothing else is done with it."""

from tests.builders import GOOD, OFFICIAL, OLD, answer, api_key, evidence, login, process, settings, snapshot
from tui.causes.registry import diagnose
from tui.domain.clients.client import OAUTH, ClientId, Place
from tui.domain.clients.header import Header
from tui.domain.found.finding import Finding
from tui.domain.judging.diagnosis import Certainty
from tui.domain.key.value import read_value
from tui.domain.origin import Origin, OriginKind
from tui.domain.probing.probe import ProbeKind, ProbeOutcome, ProbeRequest, Variant
from tui.domain.questions.requests import follow_up_requests, requests_for
from tui.domain.record import replace

LOGIN = api_key("l", prefix="sk-ant-oat01-")
CLAUDE_CODE = ClientId.CLAUDE_CODE


def stored_key(text: str) -> Finding:
    origin = Origin(OriginKind.CLAUDE_SETTINGS, "~/.claude.json", "/home/ada/.claude.json", 3)
    return Finding("primaryApiKey", read_value(text), origin)


def asked(*findings: Finding, client: ClientId = CLAUDE_CODE) -> list[ProbeRequest]:
    return list(requests_for(evidence(snapshot(*findings), client=client, outcomes=())))


def causes(*findings: Finding, accepted: tuple[str, ...]) -> list[str]:
    return [item.cause_id for item in diagnose(evidence(snapshot(*findings), accepted=accepted, client=CLAUDE_CODE))]


def test_a_login_is_asked_about_as_bearer_with_its_mark_and_in_no_other_way() -> None:
    for finding in (login(LOGIN), process(LOGIN, OAUTH), settings(LOGIN, OAUTH)):
        (request,) = asked(finding)
        assert (request.header, request.is_login, request.variant) == (Header.BEARER, True, Variant.AS_FOUND)
        assert causes(finding, accepted=(LOGIN,)) == []


def test_a_login_behind_a_relay_is_still_sent_as_a_login_only() -> None:
    requests = asked(login(LOGIN), process("http://127.0.0.1:4000/v1", "ANTHROPIC_BASE_URL"))
    assert {(item.header, item.is_login) for item in requests} == {(Header.BEARER, True)}


def test_a_key_is_no_login() -> None:
    assert not any(item.is_login for item in asked(process(GOOD)))
    own, *others = asked(process(LOGIN, "ANTHROPIC_AUTH_TOKEN"))
    assert not own.is_login
    assert [(item.is_login, item.variant) for item in others] == [(True, Variant.AS_LOGIN)]


def test_only_claude_code_asks_about_the_login_behind_a_key() -> None:
    mine = [item for item in asked(process(OLD), login(LOGIN)) if item.is_login]
    assert [(item.header, item.base_url, item.variant) for item in mine] == [
        (Header.BEARER, OFFICIAL, Variant.OTHER_VALUE)
    ]
    for client in set(ClientId) - {CLAUDE_CODE}:
        assert not any(item.secret == login(LOGIN).value.secret for item in asked(login(LOGIN), client=client))
        assert not any(item.is_login for item in asked(process(OLD), login(LOGIN), client=client))


def test_a_rejected_key_is_taken_away_where_the_login_is_good() -> None:
    shot = snapshot(process(OLD), login(LOGIN))
    (diagnosis,) = diagnose(evidence(shot, accepted=(LOGIN,), client=CLAUDE_CODE))
    assert (diagnosis.cause_id, diagnosis.certainty) == ("key-overrides-login", Certainty.PROVEN)
    assert diagnosis.remedies[0].command == "unset ANTHROPIC_API_KEY"
    assert "hides Claude Code's own login in `~/.claude/.credentials.json`" in diagnosis.title
    (other,) = diagnose(evidence(shot, accepted=(), client=CLAUDE_CODE))
    assert [remedy.id for remedy in other.remedies] == ["check-console", "create-key"]


def test_a_login_that_was_read_from_the_keychain_is_one() -> None:
    origin = Origin(OriginKind.KEYRING, "keyring: Claude Code-credentials / ada")
    item = Finding("ada", read_value(LOGIN), origin)
    (request,) = asked(item)
    assert (request.header, request.is_login, request.variant) == (Header.BEARER, True, Variant.AS_FOUND)
    assert causes(item, accepted=(LOGIN,)) == []
    goose = Origin(OriginKind.KEYRING, "keyring: goose")
    for other in (replace(item, origin=goose), replace(item, value=read_value(GOOD))):
        assert evidence(snapshot(other), client=CLAUDE_CODE).winner is None


def test_no_paid_call_is_made_with_a_login() -> None:
    for finding, kinds in ((login(LOGIN), set[ProbeKind]()), (process(GOOD), {ProbeKind.HELLO})):
        base = evidence(snapshot(finding), client=CLAUDE_CODE, outcomes=())
        outcomes: list[ProbeOutcome] = [answer(item, (GOOD, LOGIN)) for item in requests_for(base)]
        assert {item.kind for item in follow_up_requests(base, outcomes, hello=True)} == kinds


def test_the_key_that_a_console_login_stored_is_used_as_a_key() -> None:
    seen = evidence(snapshot(stored_key(GOOD)), accepted=(GOOD,), client=CLAUDE_CODE)
    assert (seen.resolution.place, seen.resolution.header) == (Place.LOGIN, Header.X_API_KEY)
    assert not seen.resolution.is_login
    assert seen.is_accepted
    assert diagnose(seen) == ()


def test_a_login_comes_before_the_stored_key_and_a_variable_before_both() -> None:
    both = (stored_key(GOOD), login(LOGIN))
    assert evidence(snapshot(*both), client=CLAUDE_CODE).winner is both[1]
    key = process(OLD)
    assert evidence(snapshot(*both, key), client=CLAUDE_CODE).winner is key
    assert causes(stored_key(GOOD), key, accepted=(GOOD,)) == ["key-overrides-login"]


def test_what_claude_code_or_the_keyring_stores_has_no_wrong_name() -> None:
    kept = (stored_key(GOOD), settings(GOOD, "CLAUDE_API_KEY"), replace(login(GOOD), variable="accessToken"))
    for finding in kept:
        for client in ClientId:
            seen = evidence(snapshot(finding), accepted=(GOOD,), client=client)
            assert "wrong-variable-name" not in {item.cause_id for item in diagnose(seen)}
