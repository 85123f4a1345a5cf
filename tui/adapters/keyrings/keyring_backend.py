"""Which keyring backend is used and which are refused, told by their names before their code is run."""

from collections.abc import Iterable

from tui.domain.found.keyring import KeyringState
from tui.domain.origin import printable
from tui.flow.ports import KeyringAnswer

VARIABLE = "PYTHON_KEYRING_BACKEND"
_LONGEST_NAME = 80
_NATIVE = {"darwin": "keyring.backends.macOS.Keyring", "win32": "keyring.backends.Windows.WinVaultKeyring"}
_SECRET_SERVICE = "keyring.backends.SecretService.Keyring"  # noqa: S105 - the name of a class, not a credential
# What else keeps its entries in the Secret Service.
_SECRET_SERVICE_FAMILY = (_SECRET_SERVICE, "keyring.backends.libsecret.", "keyring.backends.chainer.")
_OFF = ("keyring.backends.null.", "keyring.backends.fail.")
# These keep a file, without encryption or under a password that they ask for on the terminal,
# in the middle of the screen. The package is the one that keyring itself does not recommend.
_UNSAFE_PACKAGE = "keyrings.alt."
_UNSAFE_WORDS = ("plaintext", "encrypted", "cryptfile", "getpass")


def native(platform: str) -> str:
    """Return the name of the backend for the platform's own keyring."""
    return _NATIVE.get(platform, _SECRET_SERVICE)


def is_native(name: str, platform: str) -> bool:
    """Return whether the backend's entries are those of the platform's own keyring."""
    return name == _NATIVE[platform] if platform in _NATIVE else name.startswith(_SECRET_SERVICE_FAMILY)


def uses_secret_service(name: str, platform: str) -> bool:
    """Return whether the backend's entries can be looked up over the session bus."""
    return platform not in _NATIVE and is_native(name, platform)


def refusal(names: Iterable[str]) -> KeyringAnswer | None:
    """Return why these backends are not used; None if they are."""
    for name in names:
        if name.startswith(_OFF):
            return KeyringAnswer(KeyringState.ABSENT, detail=f"{VARIABLE} turns the keyring off: {shown(name)}")
        if name.startswith(_UNSAFE_PACKAGE) or any(word in name.lower() for word in _UNSAFE_WORDS):
            detail = f"{shown(name)} keeps keys in a file of its own and may ask on the terminal; it is not used here."
            return KeyringAnswer(KeyringState.FAILED, detail=detail)
    return None


def not_loadable(name: str) -> KeyringAnswer:
    """Return the answer for a setting that names no keyring that works on this machine."""
    detail = f"{VARIABLE} names a keyring that does not work here: {shown(name)}"
    return KeyringAnswer(KeyringState.FAILED, detail=detail)


def shown(name: str) -> str:
    """Return the name as it may be shown."""
    text = printable(name) or "(empty)"
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}..."
