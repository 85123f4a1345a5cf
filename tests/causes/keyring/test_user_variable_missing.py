from tests.builders import GOOD, evidence, login, process, snapshot
from tests.causes.claude_code import CLAUDE_CODE, seen
from tui.causes.keyring.user_variable_missing import CAUSE
from tui.causes.registry import diagnose
from tui.domain.clients.claude_code import ClaudeCode, Keychain
from tui.domain.clients.client import ClientId
from tui.domain.found.finding import Finding, UnreadSource
from tui.domain.judging.diagnosis import Certainty
from tui.domain.origin import Origin, OriginKind
from tui.domain.resolving.snapshot import Snapshot


def on_macos(*findings: Finding, has_user: bool = False, shell: str = "zsh") -> Snapshot:
    source = UnreadSource("the keychain may hold it", Origin(OriginKind.CLAUDE_LOGIN, "x"), (CLAUDE_CODE.value,))
    return snapshot(*findings, claude_code=ClaudeCode(keychain=Keychain(has_user)), unread=(source,), shell=shell)


def test_fires_when_the_login_is_in_the_keychain_and_user_is_not_set() -> None:
    diagnosis = CAUSE.find(seen(on_macos()))

    assert diagnosis is not None
    assert (diagnosis.cause_id, diagnosis.certainty) == ("user-variable-missing", Certainty.LIKELY)
    assert diagnosis.title.startswith("USER is not set")
    assert diagnosis.remedies[0].command == 'export USER="$(id -un)"'
    assert [item.cause_id for item in diagnose(seen(on_macos()))] == [CAUSE.id]


def test_the_command_is_that_of_the_users_shell() -> None:
    diagnosis = CAUSE.find(seen(on_macos(shell="fish")))
    assert diagnosis is not None
    assert diagnosis.remedies[0].command == "set -gx USER (id -un)"


def test_near_miss_user_is_set() -> None:
    assert diagnose(seen(on_macos(has_user=True))) == ()


def test_near_miss_a_key_or_a_login_in_a_file_is_used() -> None:
    for finding in (process(GOOD), login(GOOD)):
        assert diagnose(seen(on_macos(finding), GOOD)) == ()


def test_near_miss_another_client_does_not_ask_the_keychain() -> None:
    for client in set(ClientId) - {CLAUDE_CODE}:
        assert CAUSE.find(evidence(on_macos(), client=client)) is None


def test_belongs_to_another_when_there_is_no_keychain() -> None:
    assert CAUSE.find(seen(snapshot())) is None
