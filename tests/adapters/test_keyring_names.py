"""The lists of macOS and Windows, from what their programs print and return."""

import sys
from pathlib import Path

import pytest

from tests.contract.key_store import ENTRY
from tui.adapters.keyrings import credential_names, keychain_names
from tui.adapters.keyrings.os_keyring import OsKeyring
from tui.domain.found.keyring import KeyringEntry, KeyringState

DUMP = r"""keychain: "/Users/ada/Library/Keychains/login.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="Claude Code"
    0x00000008 <blob>=<NULL>
    "acct"<blob>="ada"
    "cdat"<timedate>=0x32303236303130313132303030305A00  "20260101120000Z\000"
    "gena"<blob>=<NULL>
    "svce"<blob>="Claude Code"
    "type"<uint32>=<NULL>
keychain: "/Users/ada/Library/Keychains/login.keychain-db"
version: 512
class: "inet"
attributes:
    0x00000007 <blob>="api.anthropic.com"
    "acct"<blob>="Bearer"
    "srvr"<blob>="api.anthropic.com"
keychain: "/Users/ada/Library/Keychains/login.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="Claude Safe Storage"
    "acct"<blob>="Claude Key"
    "svce"<blob>="Claude Safe Storage"
keychain: "/Users/ada/Library/Keychains/login.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="anthropic"
    "acct"<blob>=0xC383C2A4646100  "\303\203\302\244da\000"
    "svce"<blob>="anthropic"
keychain: "/Users/ada/Library/Keychains/login.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="claude, by hand"
    "acct"<blob>=<NULL>
    "svce"<blob>="my "key""
keychain: "/Users/ada/Library/Keychains/login.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="Wi-Fi"
    "acct"<blob>="home"
    "svce"<blob>="AirPort"
"""
CREDENTIALS: list[dict[str, object]] = [
    {"Type": 1, "TargetName": "anthropic", "UserName": "ANTHROPIC_API_KEY"},
    {"Type": 1, "TargetName": "api_key@anthropic", "UserName": "api_key"},
    {"Type": 1, "TargetName": "git:https://github.com", "UserName": "ada"},
    {"Type": 2, "TargetName": "claude.example.org", "UserName": "ada"},
    {"Type": 1, "TargetName": "anthropic-api", "UserName": None},
    {},
]


def program(folder: Path, body: str) -> str:
    path = folder / "security"
    path.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_generic_passwords_of_a_keychain_dump() -> None:
    assert list(keychain_names.entries_in(DUMP)) == [
        KeyringEntry("Claude Code", "ada", "Claude Code"),
        KeyringEntry("anthropic", "\u00c3\u00a4da\0", "anthropic"),
        KeyringEntry('my "key"', "", "claude, by hand"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the program is a script")
def test_the_program_is_asked_for_names_only(tmp_path: Path) -> None:
    body = f"import sys; assert sys.argv[1:] == ['dump-keychain']; print({DUMP!r})"
    listing = keychain_names.list_entries(20.0, program(tmp_path, body))
    assert listing.state is KeyringState.OK
    assert [entry.service for entry in listing.entries] == ["Claude Code", "anthropic", 'my "key"']


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the program is a script")
@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("raise SystemExit(1)", KeyringState.FAILED),
        ("import threading; threading.Event().wait()", KeyringState.NO_ANSWER),
    ],
)
def test_a_program_that_does_not_do_it(tmp_path: Path, body: str, state: KeyringState) -> None:
    assert (
        keychain_names.list_entries(0.3 if state is KeyringState.NO_ANSWER else 20.0, program(tmp_path, body)).state
        is state
    )


def test_without_the_program_there_is_no_keychain(tmp_path: Path) -> None:
    assert keychain_names.list_entries(5.0, str(tmp_path / "security")).state is KeyringState.ABSENT


FOUND = "import sys; assert sys.argv[1:] == ['find-generic-password', '-s', 'bot', '-a', 'ada']"
OPEN = "import sys; raise SystemExit(0)"
CLOSED = "import sys; raise SystemExit(36 if sys.argv[1] == 'show-keychain-info' else 0)"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the program is a script")
@pytest.mark.parametrize(
    ("body", "is_remote", "state"),
    [
        (FOUND, False, KeyringState.OK),
        (OPEN, True, KeyringState.OK),
        (CLOSED, True, KeyringState.LOCKED),
        (CLOSED, False, KeyringState.OK),
        ("raise SystemExit(44)", True, KeyringState.NOT_FOUND),
        ("raise SystemExit(1)", False, KeyringState.FAILED),
    ],
)
def test_an_entry_of_the_keychain_is_looked_up(
    tmp_path: Path, body: str, state: KeyringState, *, is_remote: bool
) -> None:
    entry = KeyringEntry("bot", "ada")
    assert keychain_names.look_up(entry, 20.0, is_remote=is_remote, program=program(tmp_path, body)) is state


def test_without_the_program_nothing_is_looked_up(tmp_path: Path) -> None:
    found = keychain_names.look_up(KeyringEntry("bot", ""), 5.0, is_remote=False, program=str(tmp_path / "security"))
    assert found is KeyringState.ABSENT


def test_an_entry_of_windows_is_looked_up_under_any_name() -> None:
    credentials = [*CREDENTIALS, {"Type": 1, "TargetName": "bot", "UserName": "ada"}]
    for entry in (KeyringEntry("bot", "ada"), KeyringEntry("bot", ""), KeyringEntry("anthropic", "api_key")):
        assert credential_names.state_in(credentials, entry) is KeyringState.OK
    for entry in (KeyringEntry("bot", "bob"), KeyringEntry("claude.example.org", "ada")):
        assert credential_names.state_in(credentials, entry) is KeyringState.NOT_FOUND


def test_the_generic_credentials_of_windows() -> None:
    assert list(credential_names.entries_in(CREDENTIALS)) == [
        KeyringEntry("anthropic", "ANTHROPIC_API_KEY"),
        KeyringEntry("anthropic", "api_key"),
        KeyringEntry("anthropic-api", ""),
    ]


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="these platforms have the keyring")
@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_a_keyring_of_another_platform_is_a_state_and_no_crash(platform: str) -> None:
    store = OsKeyring({}, platform=platform)
    assert store.entries().state in {KeyringState.ABSENT, KeyringState.FAILED}
    assert store.look_up(ENTRY) in {KeyringState.ABSENT, KeyringState.FAILED}
    assert store.reads_unasked is (platform == "win32")
    assert store.read(ENTRY).state is KeyringState.ABSENT
