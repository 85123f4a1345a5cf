"""The names of the entries in the Windows Credential Manager.

keyring cannot list. `CredEnumerate` of the package that keyring itself uses there can, and
raises no prompt; the values that come along are dropped unread.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module

from tui.domain.found.keyring import KeyringEntry, KeyringListing, KeyringState
from tui.domain.found.keyring_names import is_candidate

BACKEND = "Windows Credential Manager"
_GENERIC = 1
_NOT_FOUND = 1168
_NO_LOGON_SESSION = 1312


def list_entries() -> KeyringListing:
    """Return the candidate entries of the user."""
    credentials = _credentials()
    if isinstance(credentials, KeyringState):
        return KeyringListing(credentials, backend=BACKEND)
    return KeyringListing(KeyringState.OK, tuple(entries_in(credentials)), BACKEND)


def look_up(entry: KeyringEntry) -> KeyringState:
    """Return whether the user has this entry."""
    credentials = _credentials()
    return credentials if isinstance(credentials, KeyringState) else state_in(credentials, entry)


def entries_in(credentials: Iterable[Mapping[str, object]]) -> Iterator[KeyringEntry]:
    """Yield the candidates among the generic credentials."""
    return (entry for entry in _generic(credentials) if is_candidate(entry.service, entry.user))


def state_in(credentials: Iterable[Mapping[str, object]], wanted: KeyringEntry) -> KeyringState:
    """Return whether the entry is among the generic credentials; one without a user fits any."""
    is_there = any(
        entry.service == wanted.service and wanted.user in {"", entry.user} for entry in _generic(credentials)
    )
    return KeyringState.OK if is_there else KeyringState.NOT_FOUND


def _credentials() -> Iterable[Mapping[str, object]] | KeyringState:
    try:
        return import_module("win32ctypes.pywin32.win32cred").CredEnumerate()
    except Exception as error:  # noqa: BLE001 - the library's error type exists on Windows only
        code = getattr(error, "winerror", None)
        return () if code == _NOT_FOUND else _state_of(code)


def _generic(credentials: Iterable[Mapping[str, object]]) -> Iterator[KeyringEntry]:
    for credential in credentials:
        target, user = str(credential.get("TargetName") or ""), str(credential.get("UserName") or "")
        # keyring moves an older entry of the same service to such a target
        service = target.removeprefix(f"{user}@") if user else target
        if credential.get("Type") == _GENERIC and service:
            yield KeyringEntry(service, user)


def _state_of(code: object) -> KeyringState:
    return KeyringState.ABSENT if code == _NO_LOGON_SESSION else KeyringState.FAILED
