"""The names of the entries in the macOS keychain, without their values.

keyring cannot list, and reading an entry to see whether it is there would show a dialog for
each. `security dump-keychain` without `-d` prints attributes only. Only generic passwords are
of use: keyring reads no other kind.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.domain.found.keyring import KeyringEntry, KeyringListing, KeyringState
from tui.domain.found.keyring_names import is_candidate
from tui.domain.regex import regex

if TYPE_CHECKING:
    from subprocess import CompletedProcess

BACKEND = "macOS Keychain"
_PROGRAM = "/usr/bin/security"
_NOT_FOUND = 44  # errSecItemNotFound, as the program ends with it
_ATTRIBUTE = regex(r'^\s+(?:"(acct|svce)"|0x(00000007) )<blob>=(?:(0x[0-9A-F]*)|"(.*)"$|<NULL>)', re.MULTILINE)


def list_entries(deadline: float, program: str = _PROGRAM) -> KeyringListing:
    """Return the candidate entries of the user's keychains."""
    finished = _run([program, "dump-keychain"], deadline)
    if isinstance(finished, KeyringState):
        return KeyringListing(finished, backend=BACKEND)
    if finished.returncode:
        return KeyringListing(KeyringState.FAILED, backend=BACKEND)
    entries = dict.fromkeys(entries_in(finished.stdout.decode("utf-8", "replace")))
    return KeyringListing(KeyringState.OK, tuple(entries), BACKEND)


def look_up(entry: KeyringEntry, deadline: float, *, is_remote: bool, program: str = _PROGRAM) -> KeyringState:
    """Return whether the entry is there and, over SSH, whether the keychain is open.

    At the screen a locked keychain is not looked for: the question itself would show a dialog.
    """
    user = ["-a", entry.user] if entry.user else []
    found = _run([program, "find-generic-password", "-s", entry.service, *user], deadline)
    if isinstance(found, KeyringState):
        return found
    if found.returncode:
        return KeyringState.NOT_FOUND if found.returncode == _NOT_FOUND else KeyringState.FAILED
    if not is_remote:
        return KeyringState.OK
    info = _run([program, "show-keychain-info"], deadline)
    if isinstance(info, KeyringState):
        return info
    return KeyringState.LOCKED if info.returncode else KeyringState.OK


def entries_in(dump: str) -> Iterator[KeyringEntry]:
    """Yield the candidates among the generic passwords of a dump."""
    for item in dump.split("\nkeychain: "):
        if '\nclass: "genp"' not in item:
            continue
        texts = {match[1] or "label": _text(match) for match in _ATTRIBUTE.finditer(item)}
        service, user, label = texts.get("svce", ""), texts.get("acct", ""), texts.get("label", "")
        if service and is_candidate(service, user, (label,)):
            yield KeyringEntry(service, user, label)


def _run(command: list[str], deadline: float) -> "CompletedProcess[bytes] | KeyringState":
    import subprocess  # noqa: PLC0415 - slow to import and of no use elsewhere

    try:
        return subprocess.run(  # noqa: S603 - a fixed program; an entry's name is an argument, no shell sees it
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=deadline, check=False
        )
    except subprocess.TimeoutExpired:
        return KeyringState.NO_ANSWER
    except (OSError, ValueError):
        return KeyringState.ABSENT


def _text(match: re.Match[str]) -> str:
    """Return the attribute's text; what is not plain ASCII is printed as hexadecimal digits first."""
    if match[3]:
        return bytes.fromhex(match[3][2:]).decode("utf-8", "replace")
    return match[4] or ""
