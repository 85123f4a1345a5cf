"""The names of the entries in the macOS keychain, without their values.

keyring cannot list, and reading an entry to see whether it is there would show a dialog for
each. `security dump-keychain` without `-d` prints attributes only. Only generic passwords are
of use: keyring reads no other kind.
"""

import re
from collections.abc import Iterator

from tui.domain.keyring_names import is_candidate
from tui.flow.ports import KeyringEntry, KeyringListing, KeyringState

BACKEND = "macOS Keychain"
_PROGRAM = "/usr/bin/security"
_ATTRIBUTE = re.compile(r'^\s+(?:"(acct|svce)"|0x(00000007) )<blob>=(?:(0x[0-9A-F]*)|"(.*)"$|<NULL>)', re.MULTILINE)


def list_entries(deadline: float, program: str = _PROGRAM) -> KeyringListing:
    """Return the candidate entries of the user's keychains."""
    import subprocess  # noqa: PLC0415 - slow to import and of no use elsewhere

    try:
        finished = subprocess.run(  # noqa: S603 - a fixed program and no input from outside
            [program, "dump-keychain"], stdin=subprocess.DEVNULL, capture_output=True, timeout=deadline, check=False
        )
    except subprocess.TimeoutExpired:
        return KeyringListing(KeyringState.NO_ANSWER, backend=BACKEND)
    except OSError:
        return KeyringListing(KeyringState.ABSENT, backend=BACKEND)
    if finished.returncode:
        return KeyringListing(KeyringState.FAILED, backend=BACKEND)
    entries = dict.fromkeys(entries_in(finished.stdout.decode("utf-8", "replace")))
    return KeyringListing(KeyringState.OK, tuple(entries), BACKEND)


def entries_in(dump: str) -> Iterator[KeyringEntry]:
    """Yield the candidates among the generic passwords of a dump."""
    for item in dump.split("\nkeychain: "):
        if '\nclass: "genp"' not in item:
            continue
        texts = {match[1] or "label": _text(match) for match in _ATTRIBUTE.finditer(item)}
        service, user, label = texts.get("svce", ""), texts.get("acct", ""), texts.get("label", "")
        if service and is_candidate(service, user, (label,)):
            yield KeyringEntry(service, user, label)


def _text(match: re.Match[str]) -> str:
    """Return the attribute's text; what is not plain ASCII is printed as hexadecimal digits first."""
    if match[3]:
        return bytes.fromhex(match[3][2:]).decode("utf-8", "replace")
    return match[4] or ""
