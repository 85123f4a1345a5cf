"""The keyring that has the key does not answer."""

from tui.domain.found.keyring import KeyringState
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, Reach
from tui.domain.judging.evidence import Evidence
from tui.domain.reasons.keyring_trouble import keyring_lines, keyring_trouble, reader_of
from tui.domain.remedies.keyring_place import without_the_keyring
from tui.domain.remedies.wording import step

_ID = "keyring-timeout"


def _find(evidence: Evidence) -> Diagnosis | None:
    trouble = keyring_trouble(evidence, KeyringState.NO_ANSWER)
    if trouble is None:
        return None
    return Diagnosis(
        _ID,
        trouble.certainty,
        f"{reader_of(evidence, trouble)}, and the keyring does not answer",
        "The service is there and stays silent, so a program that asks it waits for ever. It may be asking something "
        "in a window that nobody sees. Nothing is said about the key itself: it was not read.",
        evidence=keyring_lines(evidence, trouble),
        remedies=(
            step("answer-keyring", "look for a window of your keyring that asks for something, and answer it"),
            step("restart-keyring", "log out and in again, which starts the keyring anew", reach=Reach.USER),
            without_the_keyring(evidence),
        ),
    )


CAUSE = Cause(
    id=_ID,
    title="The keyring does not answer in time",
    what=(
        "The program takes its key from the operating system's keyring, and the keyring does not answer: it hangs, or "
        "waits for an answer in a window of its own. Such a program seems to hang, or says that there is no key."
    ),
    repair="Answer the keyring's window, or log out and in again, or give the program its key in another way.",
    find=_find,
)
