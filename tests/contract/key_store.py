"""What every key store keeps to; subclassed for the fake and for each real one."""

from collections.abc import Callable

import pytest

from tests.builders import GOOD, OLD
from tui.domain.found.keyring import KeyringEntry, KeyringState
from tui.domain.found.keyring_names import DEFAULT_SERVICE, DEFAULT_USER
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind
from tui.flow.ports import KeyStore

ENTRY = KeyringEntry(DEFAULT_SERVICE, DEFAULT_USER)
OTHER = KeyringEntry(DEFAULT_SERVICE, "api_key")
TEXTS = {
    "plain": GOOD,
    "trailing newline": f"{GOOD}\n",
    "carriage return": f"{GOOD}\r\n",
    "quotes": f'"{GOOD}"',
    "byte order mark": f"\ufeff{GOOD}",
    "no-break space": f"{GOOD}\u00a0",
    "zero-width space": f"{GOOD[:20]}\u200b{GOOD[20:]}",
    "outer spaces": f"  {GOOD}  ",
    "empty": "",
}
UNUSABLE = (KeyringState.LOCKED, KeyringState.ABSENT, KeyringState.NO_ANSWER)

Change = Callable[[KeyringState], None]


class KeyStoreContract:
    """Subclasses give the fixtures `key_store`, empty and usable, and `change`, which breaks it."""

    def test_an_empty_one_lists_nothing(self, key_store: KeyStore) -> None:
        listing = key_store.entries()
        assert (listing.state, listing.entries) == (KeyringState.OK, ())
        assert listing.backend

    def test_what_was_stored_is_listed_by_name(self, key_store: KeyStore) -> None:
        assert key_store.store(ENTRY, Secret(GOOD)).state is KeyringState.OK
        assert key_store.store(KeyringEntry("example.org", "ada"), Secret("a password")).state is KeyringState.OK
        listing = key_store.entries()
        assert [(entry.service, entry.user) for entry in listing.entries] == [(DEFAULT_SERVICE, DEFAULT_USER)]
        assert GOOD not in repr(listing)

    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
    def test_every_character_is_kept(self, key_store: KeyStore, text: str) -> None:
        assert key_store.store(ENTRY, Secret(text)).state is KeyringState.OK
        answer = key_store.read(ENTRY)
        assert answer.state is KeyringState.OK
        assert answer.finding is not None
        assert answer.finding.value.secret == Secret(text)

    def test_a_finding_says_where_it_is_from(self, key_store: KeyStore) -> None:
        key_store.store(ENTRY, Secret(GOOD))
        finding = key_store.read(ENTRY).finding
        assert finding is not None
        assert finding.variable == DEFAULT_USER
        assert finding.origin.kind is OriginKind.KEYRING
        assert finding.origin.label == "keyring: anthropic / ANTHROPIC_API_KEY"
        assert GOOD not in repr(finding)

    def test_the_key_is_taken_out_of_json(self, key_store: KeyStore) -> None:
        key_store.store(ENTRY, Secret(f'{{"OPENAI_API_KEY": "x", "ANTHROPIC_API_KEY": "{GOOD}"}}'))
        finding = key_store.read(ENTRY).finding
        assert finding is not None
        assert finding.value.secret == Secret(GOOD)

    def test_json_without_a_key_is_no_finding(self, key_store: KeyStore) -> None:
        key_store.store(ENTRY, Secret('{"OPENAI_API_KEY": "x"}'))
        answer = key_store.read(ENTRY)
        assert (answer.state, answer.finding) == (KeyringState.NOT_FOUND, None)

    def test_storing_again_replaces(self, key_store: KeyStore) -> None:
        key_store.store(ENTRY, Secret(OLD))
        key_store.store(OTHER, Secret(OLD))
        assert key_store.store(ENTRY, Secret(GOOD)).state is KeyringState.OK
        finding = key_store.read(ENTRY).finding
        assert finding is not None
        assert finding.value.secret == Secret(GOOD)
        assert len(key_store.entries().entries) == 2

    def test_values_of_another_program_are_not_overwritten(self, key_store: KeyStore) -> None:
        key_store.store(ENTRY, Secret(f'{{"OPENAI_API_KEY": "x", "ANTHROPIC_API_KEY": "{OLD}"}}'))
        answer = key_store.store(ENTRY, Secret(GOOD))
        assert answer.state is KeyringState.FAILED
        assert answer.detail
        finding = key_store.read(ENTRY).finding
        assert finding is not None
        assert finding.value.secret == Secret(OLD)

    def test_an_entry_needs_a_user_to_be_stored(self, key_store: KeyStore) -> None:
        answer = key_store.store(KeyringEntry(DEFAULT_SERVICE, ""), Secret(GOOD))
        assert answer.state is KeyringState.FAILED
        assert answer.detail
        assert key_store.entries().entries == ()

    def test_removing_removes_only_that_one(self, key_store: KeyStore) -> None:
        key_store.store(ENTRY, Secret(GOOD))
        key_store.store(OTHER, Secret(OLD))
        assert key_store.remove(ENTRY).state is KeyringState.OK
        assert key_store.read(ENTRY).state is KeyringState.NOT_FOUND
        assert key_store.read(OTHER).state is KeyringState.OK

    def test_looking_up_tells_whether_reading_would_do(self, key_store: KeyStore) -> None:
        key_store.store(ENTRY, Secret(GOOD))
        assert key_store.look_up(ENTRY) is KeyringState.OK
        assert key_store.look_up(OTHER) is KeyringState.NOT_FOUND
        assert key_store.look_up(KeyringEntry(DEFAULT_SERVICE, "")) is KeyringState.OK, "of any user"

    def test_what_is_not_there_is_not_found(self, key_store: KeyStore) -> None:
        assert key_store.read(ENTRY).state is KeyringState.NOT_FOUND
        assert key_store.remove(ENTRY).state is KeyringState.NOT_FOUND

    @pytest.mark.parametrize("state", UNUSABLE, ids=lambda state: state.name)
    def test_every_call_says_why_it_cannot(self, key_store: KeyStore, change: Change, state: KeyringState) -> None:
        key_store.store(ENTRY, Secret(GOOD))
        change(state)
        listing = key_store.entries()
        assert listing.state is state
        assert listing.detail
        assert key_store.look_up(ENTRY) is state
        for answer in (key_store.read(ENTRY), key_store.store(ENTRY, Secret(OLD)), key_store.remove(ENTRY)):
            assert (answer.state, answer.finding) == (state, None)
            assert answer.detail

    def test_a_locked_one_still_tells_the_name(self, key_store: KeyStore, change: Change) -> None:
        key_store.store(ENTRY, Secret(GOOD))
        change(KeyringState.LOCKED)
        assert [(entry.service, entry.user) for entry in key_store.entries().entries] == [(ENTRY.service, ENTRY.user)]
