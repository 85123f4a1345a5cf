"""The keyring that has the key is locked."""

from tui.domain.found.keyring import KeyringState
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.reasons.keyring_trouble import keyring_lines, keyring_trouble, reader_of
from tui.domain.remedies.keyring_place import without_the_keyring

_ID = "keyring-locked"
_COMMANDS = {"darwin": "security unlock-keychain"}


def _find(evidence: Evidence) -> Diagnosis | None:
    trouble = keyring_trouble(evidence, KeyringState.LOCKED)
    if trouble is None:
        return None
    return Diagnosis(
        _ID,
        trouble.certainty,
        f"{reader_of(evidence, trouble)}, and the keyring is locked",
        "A locked keyring gives nothing out until its password is typed. Over SSH and for programs in the background "
        "nobody is asked for it. Nothing is said about the key itself: it was not read.",
        evidence=keyring_lines(evidence, trouble),
        remedies=(_unlock(evidence), without_the_keyring(evidence)),
    )


def _unlock(evidence: Evidence) -> Remedy:
    command = _COMMANDS.get(evidence.snapshot.project.platform, "")
    title = "unlock the keyring" if command else "unlock the keyring in the password program of your desktop"
    return Remedy(
        id="unlock-keyring", title=f"{title}, then start the program again", reach=Reach.USER, command=command
    )


CAUSE = Cause(
    id=_ID,
    title="The keyring that has the key is locked",
    what=(
        "The program takes its key from the operating system's keyring, and that is locked, as it is after a login "
        "over SSH or an automatic login. Programs often call the key invalid then, although nobody could read it."
    ),
    repair="Unlock the keyring, or give the program its key in another way.",
    find=_find,
)
