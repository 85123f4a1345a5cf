"""The names of the entries in the Windows Credential Manager.

keyring cannot list. `CredEnumerate` of the package that keyring itself uses there can, and
raises no prompt; the values that come along are dropped unread.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import cast

from tui.domain.keyring_names import is_candidate
from tui.flow.ports import KeyringEntry, KeyringListing, KeyringState

BACKEND = "Windows Credential Manager"
_GENERIC = 1
_NOT_FOUND = 1168
_NO_LOGON_SESSION = 1312


def list_entries() -> KeyringListing:
    """Return the candidate entries of the user."""
    try:
        credentials = import_module("win32ctypes.pywin32.win32cred").CredEnumerate()
    except Exception as error:  # noqa: BLE001 - the library's error type exists on Windows only
        return KeyringListing(_state_of(getattr(error, "winerror", None)), backend=BACKEND)
    return KeyringListing(KeyringState.OK, tuple(entries_in(credentials)), BACKEND)


def entries_in(credentials: Iterable[Mapping[str, object]]) -> Iterator[KeyringEntry]:
    """Yield the candidates among the generic credentials."""
    for credential in credentials:
        target, user = str(credential.get("TargetName") or ""), str(credential.get("UserName") or "")
        # keyring moves an older entry of the same service to such a target
        service = target.removeprefix(f"{user}@") if user else target
        if credential.get("Type") == _GENERIC and service and is_candidate(service, user):
            yield KeyringEntry(service, user)


def _state_of(code: object) -> KeyringState:
    states = {_NOT_FOUND: KeyringState.OK, _NO_LOGON_SESSION: KeyringState.ABSENT}
    return states.get(cast("int", code), KeyringState.FAILED)
