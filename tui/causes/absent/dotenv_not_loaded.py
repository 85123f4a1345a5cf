"""The `.env` has the key and nothing loads the file into the program in time."""

from tui.domain.absence import certainty, late_loader, unloaded
from tui.domain.absent_remedies import load_env_file, move_loader
from tui.domain.cause import Cause
from tui.domain.diagnosis import Diagnosis, EvidenceLine
from tui.domain.evidence import Evidence
from tui.domain.finding import Loader
from tui.domain.key_words import key_at
from tui.domain.origin import Origin
from tui.domain.remedies import found, new_key
from tui.domain.wording import client_name

_ID = "dotenv-not-loaded"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = unloaded(evidence)
    if finding is None:
        return None
    late = late_loader(evidence, finding)
    is_refused = evidence.refuses(finding.value.best)
    reason, why, seen = _never(evidence) if late is None else _too_late(late, late.late_for or late.origin)
    repair = load_env_file(evidence, finding) if late is None else move_loader(evidence, finding, late)
    return Diagnosis(
        _ID,
        certainty(evidence, finding),
        f"{key_at(finding)} does not reach {client_name(evidence)}: {reason}",
        why + (" The API refuses this key as well, so loading it alone is not enough." if is_refused else ""),
        evidence=(found(finding), *seen),
        remedies=(*repair, *(new_key(evidence) if is_refused else ())),
    )


def _never(evidence: Evidence) -> tuple[str, str, tuple[EvidenceLine, ...]]:
    reads_by_loader = evidence.resolution.client.rules.loads_dotenv
    snapshot = evidence.snapshot
    never = f"{client_name(evidence)} never reads `.env` files"
    seen = f"no loader of `.env` in {snapshot.code_files} files of code" if reads_by_loader else never
    return (
        "nothing in the project loads the file" if reads_by_loader else never,
        "A `.env` is only a text file: its variables exist for a program after something has read them in.",
        (EvidenceLine(snapshot.project.shown, seen),),
    )


def _too_late(late: Loader, client: Origin) -> tuple[str, str, tuple[EvidenceLine, ...]]:
    is_one_file = late.origin.path == client.path
    made = f"line {client.line}" if is_one_file else f"`{client.label}`"
    return (
        f"`{late.origin.label}` loads the file too late, after the client is made in {made}",
        "The client looks for its key once, when it is made. What is loaded after that reaches the environment, "
        "but no longer this client.",
        (
            EvidenceLine(client.label, "the client is made here"),
            EvidenceLine(late.origin.label, "`.env` is loaded here"),
        ),
    )


CAUSE = Cause(
    id=_ID,
    title="Nothing loads the `.env` that has the key in time",
    what=(
        "The key stands in `.env`, and neither the program nor a framework reads that file in, or only after the "
        "client has been made. curl and Claude Code never read it by themselves."
    ),
    repair=(
        "Add the loader's lines to the program, above the line that makes the client, or load the file into the "
        "shell first."
    ),
    find=_find,
)
