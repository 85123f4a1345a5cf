"""There is no keyring in this session, or it refuses to work."""

from tui.domain.found.keyring import KeyringState
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, Reach
from tui.domain.judging.evidence import Evidence
from tui.domain.reasons.keyring_trouble import keyring_lines, keyring_trouble, reader_of
from tui.domain.remedies.keyring_place import without_the_keyring
from tui.domain.remedies.wording import step

_ID = "keyring-unavailable"


def _find(evidence: Evidence) -> Diagnosis | None:
    trouble = keyring_trouble(evidence, KeyringState.ABSENT, KeyringState.FAILED)
    if trouble is None:
        return None
    is_absent = trouble.sight.state is KeyringState.ABSENT
    effect = "and there is no keyring in this session" if is_absent else "and the keyring refuses to work"
    return Diagnosis(
        _ID,
        trouble.certainty,
        f"{reader_of(evidence, trouble)}, {effect}",
        "A keyring belongs to a person's session at the desktop. Over SSH, in a container, in WSL and for services "
        "there is none, or none that answers. Nothing is said about the key itself: it was not read.",
        evidence=keyring_lines(evidence, trouble),
        remedies=(
            step("start-in-session", "start the program from your desktop's session", reach=Reach.USER),
            without_the_keyring(evidence),
        ),
    )


CAUSE = Cause(
    id=_ID,
    title="There is no keyring here to take the key from",
    what=(
        "The program takes its key from the operating system's keyring, and this session has none: the service is not "
        "installed, not started or not reachable, or its backend does not work."
    ),
    repair="Start the program in a session that has a keyring, or give it its key in another way.",
    find=_find,
)
