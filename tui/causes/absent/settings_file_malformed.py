"""A file of Claude Code's does not parse, so that all of it is ignored without a word."""

from tui.domain.clients.claude_code import Malformed
from tui.domain.clients.client import ClientId
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import OriginKind
from tui.domain.remedies.common import observed
from tui.domain.remedies.wording import step

_ID = "settings-file-malformed"


def _find(evidence: Evidence) -> Diagnosis | None:
    files = evidence.snapshot.claude_code.malformed
    if not files or evidence.resolution.client.id is not ClientId.CLAUDE_CODE or evidence.is_accepted:
        return None
    first = min(files, key=lambda item: not item.names_credentials)
    is_isolated = evidence.winner is None and evidence.resolution.barrier is None and first.names_credentials
    lost = "It speaks of a credential, and none of it counts." if first.names_credentials else "None of it counts."
    return Diagnosis(
        _ID,
        Certainty.PROVEN if is_isolated else Certainty.LIKELY,
        f"`{first.origin.label}` does not parse, so Claude Code ignores the whole file",
        f"One wrong character is enough, and Claude Code says nothing of it: {first.reason}. {lost}",
        evidence=(
            *(EvidenceLine(item.origin.label, item.reason) for item in files),
            *observed(evidence.as_found),
        ),
        remedies=tuple(map(_repair, files)),
    )


def _repair(file: Malformed) -> Remedy:
    title = f"put `{file.origin.label}` right: {file.reason}"
    if file.origin.kind is OriginKind.CLAUDE_LOGIN:
        return step("log-in", f"{title}; or move it away, start `claude` and type `/login`", file=file.origin.shown)
    return step("repair-file", title, file=file.origin.shown)


CAUSE = Cause(
    id=_ID,
    title="A settings file of Claude Code's does not parse",
    what=(
        "A comma too many or a comment makes a JSON file of Claude Code's unreadable. Claude Code then goes on as if "
        "the file were not there, with none of the keys, hosts and helpers in it."
    ),
    repair="Correct the character at the line and column that are named; fix401 never rewrites the file.",
    find=_find,
)
