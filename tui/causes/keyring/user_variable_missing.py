"""The variable is missing by which Claude Code finds its item in the macOS keychain."""

from tui.domain.clients.client import ClientId
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.shell.syntax import user_command

_ID = "user-variable-missing"


def _find(evidence: Evidence) -> Diagnosis | None:
    keychain, resolution = evidence.snapshot.claude_code.keychain, evidence.resolution
    if keychain is None or keychain.has_user or resolution.client.id is not ClientId.CLAUDE_CODE:
        return None
    if resolution.credential is not None or resolution.barrier is not None:
        return None
    return Diagnosis(
        _ID,
        Certainty.LIKELY,
        "USER is not set, so Claude Code cannot find its login in the macOS keychain",
        "Claude Code asks the keychain for the item of the user that USER names. Jobs, containers and `env -i` start "
        "programs without it.",
        evidence=(
            EvidenceLine("the environment", "USER is not set"),
            EvidenceLine("the macOS keychain", "Claude Code keeps its login there, and none is in a file"),
        ),
        remedies=(
            Remedy(
                id="set-user",
                title="set USER in this shell, and where the program is started from",
                reach=Reach.SHELL,
                command=user_command(evidence.snapshot.project.shell),
            ),
        ),
    )


CAUSE = Cause(
    id=_ID,
    title="USER is not set, so the keychain item is not found",
    what=(
        "On macOS Claude Code keeps its login in the keychain under the name in the variable USER. Where that is "
        "not set, as in some jobs, it looks for an item that is not there and says that nobody is logged in."
    ),
    repair="Set USER where Claude Code is started.",
    find=_find,
)
