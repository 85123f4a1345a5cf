"""The real adapter on a real Secret Service in each of its states."""

import os
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from tests.builders import GOOD, OLD
from tests.contract.key_store import ENTRY, Change, KeyStoreContract
from tests.fakes.key_store import FakeKeyStore
from tests.secret_service import UNTIL_LOGOUT, ServiceState, Session, missing_programs, secret_service
from tui.adapters.keyrings.os_keyring import OsKeyring
from tui.adapters.keyrings.session_bus import SessionBus
from tui.domain.found.keyring import KeyringEntry, KeyringState
from tui.domain.key.secret import Secret

needs_secret_service = [
    pytest.mark.secret_service,
    pytest.mark.skipif(bool(missing_programs()), reason=missing_programs() or "installed"),
]
NAMES = {"service": ENTRY.service, "username": ENTRY.user}
LONGEST_SECONDS = 2.5
EXPECTED = {
    ServiceState.UNLOCKED: (KeyringState.OK, KeyringState.NOT_FOUND),
    ServiceState.LOCKED: (KeyringState.LOCKED, KeyringState.LOCKED),
    ServiceState.NO_KEYRING: (KeyringState.OK, KeyringState.NOT_FOUND),
    ServiceState.NO_DAEMON: (KeyringState.ABSENT, KeyringState.ABSENT),
    ServiceState.SILENT: (KeyringState.NO_ANSWER, KeyringState.NO_ANSWER),
}


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Generator[Session]:
    with secret_service() as running:
        running.enter(monkeypatch)
        yield running


@pytest.fixture
def key_store(session: Session) -> OsKeyring:
    return OsKeyring(dict(session.environ))


class TestFakeKeyStore(KeyStoreContract):
    @pytest.fixture
    def key_store(self) -> FakeKeyStore:
        return FakeKeyStore()

    @pytest.fixture
    def change(self, key_store: FakeKeyStore) -> Change:
        return lambda state: setattr(key_store, "state", state)


class TestOsKeyring(KeyStoreContract):
    pytestmark = needs_secret_service

    @pytest.fixture
    def change(self, session: Session) -> Change:
        actions = {
            KeyringState.LOCKED: session.lock,
            KeyringState.ABSENT: session.end_daemon,
            KeyringState.NO_ANSWER: session.silence,
        }
        return lambda state: actions[state]()


class TestStates:
    pytestmark = needs_secret_service

    @pytest.mark.parametrize("state", ServiceState, ids=lambda state: state.name)
    def test_every_call_answers_in_time(self, state: ServiceState, monkeypatch: pytest.MonkeyPatch) -> None:
        with secret_service(state) as running:
            running.enter(monkeypatch)
            store = OsKeyring(running.environ)
            calls = {
                "entries": lambda: store.entries().state,
                "look_up": lambda: store.look_up(ENTRY),
                "read": lambda: store.read(ENTRY).state,
                "remove": lambda: store.remove(ENTRY).state,
            }
            for name, call in calls.items():
                started = time.monotonic()
                answer = call()
                assert time.monotonic() - started < LONGEST_SECONDS, name
                assert answer is EXPECTED[state][name != "entries"], name

    def test_looking_up_gives_up_early(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with secret_service(ServiceState.SILENT) as running:
            running.enter(monkeypatch)
            started = time.monotonic()
            assert OsKeyring(running.environ).look_up(ENTRY) is KeyringState.NO_ANSWER
            assert time.monotonic() - started < LONGEST_SECONDS / 2

    @pytest.mark.parametrize("address", ["", "unix:path=/nonexistent", "garbage", "tcp:host=127.0.0.1,port=1"])
    def test_without_a_bus_there_is_no_keyring(self, address: str) -> None:
        store = OsKeyring({"DBUS_SESSION_BUS_ADDRESS": address})
        assert store.entries().state is KeyringState.ABSENT
        assert store.look_up(ENTRY) is KeyringState.ABSENT
        assert store.read(ENTRY).state is KeyringState.ABSENT
        assert store.store(ENTRY, Secret(GOOD)).state is KeyringState.ABSENT

    def test_no_keyring_is_created_where_nobody_can_be_asked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with secret_service(ServiceState.NO_KEYRING) as running:
            running.enter(monkeypatch)
            store = OsKeyring(running.environ)
            assert store.store(ENTRY, Secret(GOOD)).state is KeyringState.ABSENT
            assert store.entries().entries == ()

    def test_a_service_that_answers_again_is_used_again(self, session: Session, key_store: OsKeyring) -> None:
        session.silence()
        assert key_store.entries().state is KeyringState.NO_ANSWER
        session.wake()
        assert key_store.entries().state is KeyringState.OK
        assert key_store.read(ENTRY).state is KeyringState.NOT_FOUND


class TestItemsOfOtherPrograms:
    pytestmark = needs_secret_service

    def test_names_and_labels_are_listed_and_nothing_else(self, session: Session, key_store: OsKeyring) -> None:
        session.put(NAMES, b"1", "Mine")
        session.put({"service": "goose", "username": "secrets"}, b"2", "goose")
        session.put({"url": "https://api.anthropic.com", "username": "Bearer"}, b"3", "zed")
        session.put({"service": "my-bot", "account": "prod"}, b"4", "key for Claude")
        session.put({"Title": "Anthropic", "UserName": "ada"}, b"5", "Anthropic")
        session.put({"service": "github", "username": "ada"}, b"6", "token")
        session.put({"application": "claude-desktop"}, b"7", "Chromium Safe Storage")
        entries = key_store.entries().entries
        assert [(entry.service, entry.user, entry.label) for entry in entries] == [
            ("Anthropic", "ada", "Anthropic"),
            ("anthropic", "ANTHROPIC_API_KEY", "Mine"),
            ("goose", "secrets", "goose"),
            ("https://api.anthropic.com", "Bearer", "zed"),
            ("my-bot", "prod", "key for Claude"),
        ]
        for entry, value in zip(entries, "51234", strict=True):
            finding = key_store.read(entry).finding
            assert finding is not None
            assert finding.value.secret == Secret(value)

    def test_listing_asks_for_no_value(self, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        session.put(NAMES, GOOD.encode())
        asked: list[str] = []
        call = SessionBus.call

        def recording(bus: SessionBus, *parts: object) -> tuple[object, ...]:
            asked.append(str(parts[3]))
            return call(bus, *parts)  # pyright: ignore[reportArgumentType] - passed on as they came

        monkeypatch.setattr(SessionBus, "call", recording)
        store = OsKeyring(session.environ)
        store.entries()
        store.look_up(ENTRY)
        session.restart_locked()
        store.entries()
        store.look_up(ENTRY)
        assert "GetAll" in asked
        assert not {"GetSecret", "GetSecrets", "OpenSession", "Unlock", "Prompt"} & set(
            asked[: asked.index("NameHasOwner")]
        )
        assert set(asked) <= {"GetAll", "SearchItems", "NameHasOwner", "ReadAlias"}

    def test_of_two_with_one_name_there_is_one_entry(self, session: Session, key_store: OsKeyring) -> None:
        session.put({**NAMES, "application": "one"}, OLD.encode())
        session.put({**NAMES, "application": "two"}, OLD.encode())
        assert len(key_store.entries().entries) == 1
        answer = key_store.remove(ENTRY)
        assert answer.state is KeyringState.OK
        assert "second entry" in answer.detail
        assert key_store.remove(ENTRY).detail == ""
        assert key_store.read(ENTRY).state is KeyringState.NOT_FOUND

    def test_replacing_keeps_what_another_program_looks_for(self, session: Session, key_store: OsKeyring) -> None:
        session.put({**NAMES, "target": "default"}, OLD.encode(), "of another program")
        assert key_store.store(ENTRY, Secret(GOOD)).state is KeyringState.OK
        (entry,) = key_store.entries().entries
        assert entry.label == "of another program"
        assert key_store.remove(ENTRY).detail == ""

    def test_all_of_one_name_are_replaced(self, session: Session, key_store: OsKeyring) -> None:
        session.put({**NAMES, "application": "one"}, OLD.encode())
        session.put({**NAMES, "application": "two"}, OLD.encode())
        assert key_store.store(ENTRY, Secret(GOOD)).state is KeyringState.OK
        assert "second entry" in key_store.remove(ENTRY).detail
        finding = key_store.read(ENTRY).finding
        assert finding is not None
        assert finding.value.secret == Secret(GOOD)

    def test_one_in_another_collection_is_read_and_replaced_there(self, session: Session, key_store: OsKeyring) -> None:
        session.put(NAMES, OLD.encode(), collection=UNTIL_LOGOUT)
        finding = key_store.read(ENTRY).finding
        assert finding is not None
        assert finding.value.secret == Secret(OLD)
        assert key_store.store(ENTRY, Secret(GOOD)).state is KeyringState.OK
        session.lock()  # only the login collection
        finding = key_store.read(ENTRY).finding
        assert finding is not None
        assert finding.value.secret == Secret(GOOD)

    def test_one_without_a_user_is_read_and_removed(self, session: Session, key_store: OsKeyring) -> None:
        session.put({"service": "anthropic-api"}, GOOD.encode(), "by hand")
        (entry,) = key_store.entries().entries
        assert (entry.service, entry.user) == ("anthropic-api", "")
        finding = key_store.read(entry).finding
        assert finding is not None
        assert finding.variable == "anthropic-api"
        assert finding.value.secret == Secret(GOOD)
        assert key_store.remove(entry).state is KeyringState.OK
        assert key_store.entries().entries == ()

    def test_one_without_a_user_is_not_mistaken_for_another(self, session: Session, key_store: OsKeyring) -> None:
        session.put(NAMES, GOOD.encode())
        session.put({"service": ENTRY.service}, OLD.encode())
        for answer in (
            key_store.read(KeyringEntry(ENTRY.service, "")),
            key_store.remove(KeyringEntry(ENTRY.service, "")),
        ):
            assert (answer.state, answer.finding) == (KeyringState.FAILED, None)
            assert "cannot be told" in answer.detail

    def test_a_value_that_is_not_text_is_refused(self, session: Session, key_store: OsKeyring) -> None:
        session.put(NAMES, b"\xff\xfe\xfd")
        assert key_store.read(ENTRY).state is KeyringState.FAILED

    def test_a_keyring_locked_since_the_login_tells_known_names(self, session: Session, key_store: OsKeyring) -> None:
        session.put(NAMES, GOOD.encode(), "Mine")
        session.put({"service": "anthropic", "username": "some other"}, OLD.encode())
        session.put({"url": "https://api.anthropic.com", "username": "Bearer"}, OLD.encode())
        session.restart_locked()
        listing = key_store.entries()
        assert listing.state is KeyringState.LOCKED
        assert [(entry.service, entry.user) for entry in listing.entries] == [
            ("anthropic", ""),
            ("anthropic", "ANTHROPIC_API_KEY"),
            ("https://api.anthropic.com", "Bearer"),
        ]
        for entry in listing.entries:
            assert key_store.read(entry).state is KeyringState.LOCKED


BACKEND = """
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 1

    def get_password(self, service, username):
        return "something else"

    def set_password(self, service, username, password):
        pass

class Raising(Keyring):
    def get_password(self, service, username):
        raise {error}
"""


class TestOtherBackends:
    @pytest.fixture
    def module(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
        def write(error: str) -> str:
            name = f"backend_{tmp_path.name}"
            (tmp_path / f"{name}.py").write_text(BACKEND.format(error=error), encoding="utf-8")
            monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
            return name

        return write

    def test_what_was_stored_is_read_back(self, module: Callable[[str], str]) -> None:
        store = OsKeyring({"PYTHON_KEYRING_BACKEND": f"{module('KeyError')}.Keyring"})
        answer = store.store(ENTRY, Secret(GOOD))
        assert answer.state is KeyringState.FAILED
        assert "another value" in answer.detail
        assert store.store(ENTRY, Secret("something else")).state is KeyringState.OK

    def test_it_cannot_be_listed_and_says_so(self, module: Callable[[str], str]) -> None:
        name = f"{module('KeyError')}.Keyring"
        listing = OsKeyring({"PYTHON_KEYRING_BACKEND": name}).entries()
        assert (listing.state, listing.entries, listing.backend) == (KeyringState.OK, (), name)
        assert listing.detail

    @pytest.mark.parametrize(
        ("error", "state"),
        [
            ("__import__('keyring.errors').errors.KeyringLocked('sk-ant-1')", KeyringState.LOCKED),
            ("__import__('keyring.errors').errors.NoKeyringError('sk-ant-1')", KeyringState.ABSENT),
            ("ConnectionResetError('sk-ant-1')", KeyringState.FAILED),
            ("TimeoutError('sk-ant-1')", KeyringState.NO_ANSWER),
            ("type('error', (Exception,), dict(winerror=1312))('sk-ant-1')", KeyringState.ABSENT),
            ("RecursionError('sk-ant-1')", KeyringState.FAILED),
        ],
    )
    def test_an_error_becomes_a_state_and_its_text_is_dropped(
        self, module: Callable[[str], str], error: str, state: KeyringState
    ) -> None:
        store = OsKeyring({"PYTHON_KEYRING_BACKEND": f"{module(error)}.Raising"})
        answer = store.read(ENTRY)
        assert answer.state is state
        assert "sk-ant-1" not in repr(answer)


class TestSettings:
    pytestmark = needs_secret_service

    @pytest.mark.parametrize(
        ("name", "state"),
        [
            ("keyring.backends.null.Keyring", KeyringState.ABSENT),
            ("keyring.backends.fail.Keyring", KeyringState.ABSENT),
            ("nosuch.module.Keyring", KeyringState.FAILED),
            ("keyring.backends.SecretService.Nope", KeyringState.FAILED),
            ("keyring.backends.macOS.Keyring", KeyringState.FAILED),
            ("keyrings.alt.file.PlaintextKeyring", KeyringState.FAILED),
            ("keyrings.cryptfile.cryptfile.CryptFileKeyring", KeyringState.FAILED),
            ("Keyring", KeyringState.FAILED),
            ("", KeyringState.FAILED),
        ],
    )
    def test_a_setting_that_cannot_be_used_is_named(self, session: Session, name: str, state: KeyringState) -> None:
        session.put(NAMES, GOOD.encode())
        store = OsKeyring({**session.environ, "PYTHON_KEYRING_BACKEND": name})
        answers = (store.read(ENTRY), store.store(ENTRY, Secret(OLD)), store.remove(ENTRY))
        for answer in answers:
            assert answer.state is state
            assert (name or "(empty)") in answer.detail
        listing = store.entries()
        assert (listing.state, listing.entries) == (state, ())
        assert (name or "(empty)") in listing.detail

    @pytest.mark.parametrize("name", ["SecretService.Keyring", "chainer.ChainerBackend"])
    def test_the_setting_for_the_secret_service_is_followed(self, session: Session, name: str) -> None:
        session.put(NAMES, GOOD.encode())
        store = OsKeyring({**session.environ, "PYTHON_KEYRING_BACKEND": f"keyring.backends.{name}"})
        assert len(store.entries().entries) == 1
        assert store.read(ENTRY).state is KeyringState.OK

    def test_the_setting_of_the_process_is_not_looked_at_behind_our_back(
        self, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session.put(NAMES, GOOD.encode())
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        assert OsKeyring(session.environ).read(ENTRY).state is KeyringState.OK
        assert OsKeyring(os.environ).read(ENTRY).state is KeyringState.ABSENT
