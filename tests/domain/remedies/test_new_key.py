"""What is offered in the place of a useless key: every remedy of the list together must be enough."""

from tests.builders import GOOD, OLD, dotenv, evidence, keyring, literal, process, profile, settings, snapshot
from tui.domain.clients.client import ClientId
from tui.domain.dotenv.edit import SetVariable
from tui.domain.judging.diagnosis import Remedy
from tui.domain.remedies.common import new_key


def kinds(remedies: tuple[Remedy, ...]) -> list[str]:
    return [remedy.id for remedy in remedies]


def test_without_another_key_one_is_to_be_created() -> None:
    assert kinds(new_key(evidence(snapshot(dotenv(OLD))))) == ["create-key"]


def test_a_literal_is_to_be_dropped_as_well() -> None:
    assert kinds(new_key(evidence(snapshot(literal(OLD))))) == ["create-key", "read-from-environment"]


def test_a_bad_key_in_a_file_is_replaced_there_under_its_own_name() -> None:
    shot = snapshot(dotenv(OLD, "MY_KEY"), keyring(GOOD), mentions=("MY_KEY",))
    first, *_ = new_key(evidence(shot, accepted=(GOOD,)))
    assert isinstance(first.edit, SetVariable)
    assert first.edit.variable == "MY_KEY"


def test_removing_is_enough_where_the_good_key_waits_behind() -> None:
    shot = snapshot(process(OLD), profile(OLD), dotenv(GOOD))
    assert kinds(new_key(evidence(shot, accepted=(GOOD,)))) == ["unset-variable", "delete-line", "create-key"]


def test_removing_is_not_enough_where_the_good_key_has_another_name() -> None:
    shot = snapshot(process(OLD), dotenv(GOOD, "CLAUDE_KEY"))
    assert kinds(new_key(evidence(shot, accepted=(GOOD,)))) == ["unset-variable", "set-anthropic_api_key", "create-key"]


def test_claude_codes_settings_are_cleared_before_the_environments_key() -> None:
    shot = snapshot(settings(OLD), process(GOOD))
    seen = evidence(shot, accepted=(GOOD,), client=ClientId.CLAUDE_CODE)
    assert kinds(new_key(seen)) == ["delete-line", "create-key"]


def test_a_client_without_loader_gets_the_key_through_the_shell() -> None:
    copied = evidence(snapshot(process(GOOD, "CLAUDE_KEY")), accepted=(GOOD,), client=ClientId.CURL)
    assert new_key(copied)[0].command == 'export ANTHROPIC_API_KEY="$CLAUDE_KEY"'
    exported = evidence(snapshot(keyring(GOOD)), accepted=(GOOD,), client=ClientId.CURL)
    assert kinds(new_key(exported)) == ["export-key", "create-key"]


def test_a_new_key_goes_where_the_bad_one_is_read() -> None:
    for shot, place in (
        (snapshot(process(OLD), dotenv("other")), "set ANTHROPIC_API_KEY to it in place of the one in the environment"),
        (snapshot(process(OLD), profile(OLD)), "set ANTHROPIC_API_KEY to it in `~/.zshrc:"),
        (snapshot(dotenv(OLD)), "write ANTHROPIC_API_KEY=... with it into `~/project/.env`"),
    ):
        assert place in new_key(evidence(shot))[-1].title
