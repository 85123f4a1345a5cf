"""The `.env` has the key and nothing loads the file into the program."""

from tui.domain.absence import certainty, unloaded
from tui.domain.absent_remedies import load_env_file
from tui.domain.cause import Cause
from tui.domain.diagnosis import Diagnosis, EvidenceLine
from tui.domain.evidence import Evidence
from tui.domain.key_words import key_at
from tui.domain.remedies import found, new_key
from tui.domain.wording import client_name

_ID = "dotenv-not-loaded"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = unloaded(evidence)
    if finding is None:
        return None
    client = client_name(evidence)
    reads_by_loader = evidence.resolution.client.rules.loads_dotenv
    reason = "nothing in the project loads the file" if reads_by_loader else f"{client} never reads `.env` files"
    is_refused = evidence.refuses(finding.value.best)
    project = evidence.snapshot.project
    seen = f"no loader of `.env` in {evidence.snapshot.code_files} files of code" if reads_by_loader else reason
    return Diagnosis(
        _ID,
        certainty(evidence, finding),
        f"{key_at(finding)} does not reach {client}: {reason}",
        "A `.env` is only a text file: its variables exist for a program after something has read them in."
        + (" The API refuses this key as well, so loading it alone is not enough." if is_refused else ""),
        evidence=(found(finding), EvidenceLine(project.shown, seen)),
        remedies=(*load_env_file(evidence, finding), *(new_key(evidence) if is_refused else ())),
    )


CAUSE = Cause(
    id=_ID,
    title="Nothing loads the `.env` that has the key",
    what=(
        "The key stands in `.env`, and neither the program nor a framework reads that file in. curl and"
        " Claude Code never read it by themselves."
    ),
    repair="Add the loader's lines to the program, or load the file into the shell first.",
    find=_find,
)
