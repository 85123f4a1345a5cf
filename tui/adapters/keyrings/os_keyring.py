"""The operating system's keyring: macOS Keychain, Windows Credential Manager, Secret Service.

Names are looked up without the keyring library, which cannot list and has no time limit; values
go through it. Its own choice of a backend is not used: on Linux it starts compilers, it may pick
a plain text file, and it loads code from any folder that its configuration file names.
"""

import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from tui.adapters.deadline import NoAnswer, OneAtATime
from tui.adapters.keyrings import keyring_backend, secret_service
from tui.domain.found.finding import Finding
from tui.domain.found.keyring import KeyringEntry, KeyringListing, KeyringState
from tui.domain.found.keyring_names import SCHEMES
from tui.domain.found.keyring_text import holds_several, key_text
from tui.domain.key.secret import Secret
from tui.domain.key.value import read_value
from tui.flow.ports import KeyringAnswer

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

    LookUp = Callable[[str, KeyringEntry, float], secret_service.Place]

Answer = TypeVar("Answer", KeyringAnswer, KeyringListing)

_LOOK_UP_SHARE = 0.6  # of the deadline, so that a silent service does not leave a thread behind
_GLANCE_SHARE = 0.4  # of the deadline, for what is asked beside the detection
_ADVICE = {
    KeyringState.LOCKED: "Unlock it in the password program of your desktop, or keep the key in .env.",
    KeyringState.ABSENT: "That is normal over SSH, in containers and in WSL; keep the key in .env.",
    KeyringState.NO_ANSWER: "It may be asking you something in another window: answer there, then try again.",
}
_NO_USER = "An entry needs a user name."
_NO_KEY = "The entry is there, but it holds no Anthropic key."
_SEVERAL = "The entry holds several values of another program; change the key in that program."
_AMBIGUOUS = "This entry has no user name and others of its service have one, so it cannot be told from them."
_NOT_IN_FRONT = "What was read back is another value; there may be a second entry of the same name."
_ONE_IS_LEFT = "A second entry of the same name is still there."
_NOT_LISTED = "This keyring cannot be listed; name the entry to read it."
# By name, because importing the classes would load every library on every platform.
_STATES = {
    "KeyringLocked": KeyringState.LOCKED,
    "LockedException": KeyringState.LOCKED,
    "PromptDismissedException": KeyringState.LOCKED,
    "NoKeyringError": KeyringState.ABSENT,
    "SecretServiceNotAvailableException": KeyringState.ABSENT,
    "ItemNotFoundException": KeyringState.NOT_FOUND,
    "NotFound": KeyringState.NOT_FOUND,
    "TimeoutError": KeyringState.NO_ANSWER,
}
_NO_LOGON_SESSION = 1312  # of Windows, over SSH


@dataclass(frozen=True, slots=True)
class _Opened:
    """A backend that is ready, and the Secret Service items that exist under the entry's name."""

    backend: "KeyringBackend"
    items: tuple[str, ...] = ()


class OsKeyring:
    """The keyring of this machine; `deadline` is in seconds for each call.

    The address of the session bus comes from `environ`; the keyring library looks for it in the
    process's own environment, so both have to be the same.
    """

    def __init__(self, environ: Mapping[str, str], deadline: float = 2.0, platform: str = sys.platform) -> None:
        self._environ = environ
        self._deadline = deadline
        self._platform = platform
        self._backend_name = environ.get(keyring_backend.VARIABLE, keyring_backend.native(platform))
        self._uses_secret_service = keyring_backend.uses_secret_service(self._backend_name, platform)
        self._calls = OneAtATime()

    def entries(self) -> KeyringListing:
        """List candidate entries by name, reading no value and raising no prompt."""
        listing = self._bounded(self._entries, KeyringListing)
        detail = listing.detail or _ADVICE.get(listing.state, "")
        return KeyringListing(listing.state, listing.entries, listing.backend, detail)

    def look_up(self, entry: KeyringEntry) -> KeyringState:
        """Return whether the entry could be read now: OK, or why not; reads no value and raises no prompt."""
        return self._bounded(lambda: KeyringAnswer(self._state_of(entry)), KeyringAnswer).state

    @property
    def reads_unasked(self) -> bool:
        """Whether reading an entry that was looked up as OK raises no prompt."""
        is_native = keyring_backend.is_native(self._backend_name, self._platform)
        return is_native and self._platform != "darwin"

    def read(self, entry: KeyringEntry) -> KeyringAnswer:
        """Read one entry's value."""
        return self._answer(lambda opened: _read(opened.backend, entry), entry, secret_service.locate)

    def store(self, entry: KeyringEntry, secret: Secret) -> KeyringAnswer:
        """Store a value under the entry's name, and read it back."""
        if not entry.user:
            return KeyringAnswer(KeyringState.FAILED, detail=_NO_USER)
        return self._answer(lambda opened: _store(opened, entry, secret), entry, secret_service.place_for_new)

    def remove(self, entry: KeyringEntry) -> KeyringAnswer:
        """Remove the entry; of several with the same name, one."""
        return self._answer(lambda opened: self._remove(opened.backend, entry), entry, secret_service.locate)

    def _answer(
        self, step: Callable[[_Opened], KeyringAnswer], entry: KeyringEntry, look_up: "LookUp"
    ) -> KeyringAnswer:
        def action() -> KeyringAnswer:
            opened = self._open(entry, look_up)
            return opened if isinstance(opened, KeyringAnswer) else step(opened)

        answer = self._bounded(action, KeyringAnswer)
        return KeyringAnswer(answer.state, answer.finding, answer.detail or _ADVICE.get(answer.state, ""))

    def _bounded(self, action: Callable[[], Answer], failed: Callable[[KeyringState], Answer]) -> Answer:
        try:
            answer = self._calls.run(action, self._deadline)
        except Exception as error:  # noqa: BLE001 - backends raise errors of a dozen kinds, most not of keyring
            return failed(_state_of(error))
        return failed(KeyringState.NO_ANSWER) if isinstance(answer, NoAnswer) else answer

    def _entries(self) -> KeyringListing:
        refused = keyring_backend.refusal((self._backend_name,))
        if refused is None and not keyring_backend.is_native(self._backend_name, self._platform):
            loaded = _load(self._backend_name, self._platform)
            refused = (
                loaded if isinstance(loaded, KeyringAnswer) else KeyringAnswer(KeyringState.OK, detail=_NOT_LISTED)
            )
        if refused is not None:
            return KeyringListing(refused.state, (), keyring_backend.shown(self._backend_name), refused.detail)
        return self._native_entries()

    def _state_of(self, entry: KeyringEntry) -> KeyringState:
        deadline = self._deadline * _GLANCE_SHARE
        if not keyring_backend.is_native(self._backend_name, self._platform):
            return self._entries().state
        if self._platform == "darwin":
            from tui.adapters.keyrings import keychain_names  # noqa: PLC0415 - of use on this platform only

            is_remote = "SSH_CONNECTION" in self._environ
            return keychain_names.look_up(entry, deadline, is_remote=is_remote)
        if self._platform == "win32":
            from tui.adapters.keyrings import credential_names  # noqa: PLC0415 - as above

            return credential_names.look_up(entry)
        return secret_service.look_up(self._address, entry, deadline)

    def _native_entries(self) -> KeyringListing:
        if self._platform == "darwin":
            from tui.adapters.keyrings import keychain_names  # noqa: PLC0415 - of use on this platform only

            return keychain_names.list_entries(self._deadline * _LOOK_UP_SHARE)
        if self._platform == "win32":
            from tui.adapters.keyrings import credential_names  # noqa: PLC0415 - as above

            return credential_names.list_entries()
        return secret_service.list_entries(self._address, self._deadline * _LOOK_UP_SHARE)

    def _open(self, entry: KeyringEntry, look_up: "LookUp") -> _Opened | KeyringAnswer:
        """Return a backend whose next call raises no prompt that nobody can see."""
        refused = keyring_backend.refusal((self._backend_name,))
        if refused is not None:
            return refused
        if not self._uses_secret_service:
            loaded = _load(self._backend_name, self._platform)
            return loaded if isinstance(loaded, KeyringAnswer) else _Opened(loaded)
        place = look_up(self._address, entry, self._deadline * _LOOK_UP_SHARE)
        obstacle = self._obstacle(entry, place)
        if obstacle is not None:
            return obstacle
        loaded = _load(self._backend_name, self._platform)
        return loaded if isinstance(loaded, KeyringAnswer) else _Opened(_aimed(loaded, place), place.items)

    def _obstacle(self, entry: KeyringEntry, place: secret_service.Place) -> KeyringAnswer | None:
        if place.ambiguous:
            return KeyringAnswer(KeyringState.FAILED, detail=_AMBIGUOUS)
        state = KeyringState.ABSENT if place.creates else place.state
        prompts = place.creates or state is KeyringState.LOCKED
        visible = bool(self._environ.get("DISPLAY") or self._environ.get("WAYLAND_DISPLAY"))
        if state is KeyringState.OK or (prompts and visible and entry.user):
            return None
        return KeyringAnswer(state)

    def _remove(self, backend: "KeyringBackend", entry: KeyringEntry) -> KeyringAnswer:
        # The Secret Service finds an item that has no user only when asked for none.
        user = entry.user or (None if self._uses_secret_service else "")
        backend.delete_password(entry.service, cast("str", user))
        if not self._uses_secret_service:
            return KeyringAnswer(KeyringState.OK)
        left = secret_service.locate(self._address, entry, self._deadline * _LOOK_UP_SHARE).state is KeyringState.OK
        return KeyringAnswer(KeyringState.OK, detail=_ONE_IS_LEFT if left else "")

    @property
    def _address(self) -> str:
        return self._environ.get("DBUS_SESSION_BUS_ADDRESS", "")


def _read(backend: "KeyringBackend", entry: KeyringEntry) -> KeyringAnswer:
    text = _text(backend, entry)
    if text is None:
        return KeyringAnswer(KeyringState.NOT_FOUND)
    key = key_text(text)
    if key is None:
        return KeyringAnswer(KeyringState.NOT_FOUND, detail=_NO_KEY)
    return KeyringAnswer(KeyringState.OK, Finding(entry.user or entry.service, read_value(key), entry.origin))


def _text(backend: "KeyringBackend", entry: KeyringEntry) -> str | None:
    if entry.user:
        return backend.get_password(entry.service, entry.user)
    credential = backend.get_credential(entry.service, None)
    return backend.get_password(entry.service, "") if credential is None else credential.password


def _store(opened: _Opened, entry: KeyringEntry, secret: Secret) -> KeyringAnswer:
    backend = opened.backend
    if holds_several(backend.get_password(entry.service, entry.user) or ""):
        return KeyringAnswer(KeyringState.FAILED, detail=_SEVERAL)
    if opened.items:
        _replace(opened.items, secret)
    else:
        # keyring wraps this method in one without types
        backend.set_password(entry.service, entry.user, secret.reveal())  # pyright: ignore[reportUnknownMemberType]
    if backend.get_password(entry.service, entry.user) != secret.reveal():
        return KeyringAnswer(KeyringState.FAILED, detail=_NOT_IN_FRONT)
    return KeyringAnswer(KeyringState.OK)


def _replace(items: tuple[str, ...], secret: Secret) -> None:
    """Change items where they are; keyring adds another to one that it has not made, which then hides the new value."""
    import secretstorage  # noqa: PLC0415 - keyring brings it along, on Linux only

    with closing(secretstorage.dbus_init()) as bus:
        for path in items:
            secretstorage.Item(bus, path).set_secret(secret.reveal().encode())


def _load(name: str, platform: str) -> "KeyringBackend | KeyringAnswer":
    """Load the backend; unlike `keyring.get_keyring`, no others to compare it with."""
    from keyring.core import load_keyring  # noqa: PLC0415 - slow to import, and most runs do without

    try:
        backend = load_keyring(name)
    except Exception as error:  # noqa: BLE001 - a name set by hand can lead to any module and any error
        if name == keyring_backend.native(platform):
            return KeyringAnswer(_STATES.get(type(error).__name__, KeyringState.ABSENT))
        return keyring_backend.not_loadable(name)
    members = cast("list[KeyringBackend]", getattr(backend, "backends", []))
    classes = [type(member) for member in members]
    return keyring_backend.refusal(f"{each.__module__}.{each.__name__}" for each in classes) or backend


def _aimed(backend: "KeyringBackend", place: secret_service.Place) -> "KeyringBackend":
    """Have the backend look in the entry's own collection, under the attributes that its program uses."""
    if not place.collection:
        return backend
    schemes = {scheme.name: {"service": scheme.service, "username": scheme.user} for scheme in SCHEMES}
    return backend.with_properties(preferred_collection=place.collection, schemes=schemes, scheme=place.scheme.name)


def _state_of(error: Exception) -> KeyringState:
    if getattr(error, "winerror", None) == _NO_LOGON_SESSION:
        return KeyringState.ABSENT
    kinds = (*type(error).__mro__, type(error.__cause__))
    state = next((_STATES[kind.__name__] for kind in kinds if kind.__name__ in _STATES), KeyringState.FAILED)
    # macOS wraps every failure of a removal like this, with its cause
    missing = type(error).__name__ == "PasswordDeleteError" and error.__cause__ is None
    return KeyringState.NOT_FOUND if missing else state
