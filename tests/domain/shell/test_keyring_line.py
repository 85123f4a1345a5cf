"""The line that reads a key from the keyring: in every shell, with each system's own command, known again in a file."""

import pytest

from tests.builders import evidence, snapshot
from tests.surroundings import amid
from tui.domain.clients.client import KEY
from tui.domain.code.keyring_references import keyring_command
from tui.domain.found.keyring import KeyringEntry, KeyringSight, KeyringState
from tui.domain.found.machine import Surroundings
from tui.domain.record import replace
from tui.domain.remedies.keyring_place import keep_in_keyring
from tui.domain.shell.keyring_line import keyring_line, start_up_file


@pytest.mark.parametrize(
    ("shell", "platform", "line"),
    [
        ("zsh", "darwin", f'export {KEY}="$(security find-generic-password -s anthropic -a {KEY} -w)"'),
        ("bash", "linux", f'export {KEY}="$(secret-tool lookup service anthropic username {KEY})"'),
        ("sh", "freebsd", f'export {KEY}="$(keyring get anthropic {KEY})"'),
        ("fish", "linux", f"set -gx {KEY} (secret-tool lookup service anthropic username {KEY})"),
        ("powershell", "win32", f"$env:{KEY} = keyring get anthropic {KEY}"),
        ("cmd", "win32", f'for /f "delims=" %a in (\'keyring get anthropic {KEY}\') do @set "{KEY}=%a"'),
    ],
)
def test_the_line_in_the_users_own_shell(shell: str, platform: str, line: str) -> None:
    assert keyring_line(shell, platform, KEY, "anthropic", KEY) == line


def test_a_name_with_blanks_stays_one_word() -> None:
    assert "service 'my keys' username a" in keyring_line("zsh", "linux", KEY, "my keys", "a")


def test_the_step_names_the_command_the_file_and_the_line() -> None:
    (step,) = keep_in_keyring(evidence(snapshot(shell="fish")))
    assert "`fix401 keys add ANTHROPIC_API_KEY`" in step.title
    assert "into `~/.config/fish/config.fish`: `set -gx ANTHROPIC_API_KEY (" in step.title
    assert step.kind == "manual"


def test_cmd_has_no_start_up_file() -> None:
    assert start_up_file("cmd") == ""
    assert "start with this line" in keep_in_keyring(evidence(snapshot(shell="cmd")))[0].title


@pytest.mark.parametrize("platform", ["darwin", "linux", "win32"])
@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_detection_knows_the_line_again(shell: str, platform: str) -> None:
    assert keyring_command(keyring_line(shell, platform, KEY, "anthropic", KEY)) == (KeyringEntry("anthropic", KEY),)


def test_a_keyring_that_is_known_to_be_absent_is_not_offered() -> None:
    shot = snapshot()
    assert keep_in_keyring(evidence(replace(shot, project=replace(shot.project, has_keyring=False)))) == ()
    absent = Surroundings(keyring_sights=(KeyringSight(KeyringState.ABSENT),))
    assert keep_in_keyring(evidence(amid(shot, absent))) == ()
    locked = Surroundings(keyring_sights=(KeyringSight(KeyringState.LOCKED),))
    assert keep_in_keyring(evidence(amid(shot, locked)))
