"""The key stands in a file whose name no loader looks for."""

from tui.domain.judging.absence import certainty
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.reasons.key_words import key_at
from tui.domain.reasons.misplaced import in_file_of_another_name
from tui.domain.remedies.absent import load_env_file
from tui.domain.remedies.common import found
from tui.domain.remedies.misplaced import give_the_right_name
from tui.domain.remedies.wording import client_name
from tui.domain.resolving.loading import loads_env_file, name_of

_ID = "dotenv-wrong-name"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_file_of_another_name(evidence)
    if finding is None:
        return None
    is_loaded = loads_env_file(evidence.resolution.client, evidence.snapshot)
    name = name_of(finding.origin.path)
    return Diagnosis(
        _ID,
        certainty(evidence, finding) if is_loaded else Certainty.LIKELY,
        f"{key_at(finding)} does not reach {client_name(evidence)}: the file is called `{name}`, not `.env`",
        "What loads a `.env` looks for that name alone. A file manager may hide the end of a name, so that it seems "
        "right.",
        evidence=(found(finding), EvidenceLine(evidence.snapshot.project.shown, "no `.env` here has the key")),
        remedies=(
            *give_the_right_name(evidence, finding),
            *(() if is_loaded else load_env_file(evidence, finding)[:1]),
        ),
    )


CAUSE = Cause(
    id=_ID,
    title="The key is in a file of another name than `.env`",
    what=(
        "The key stands in `.env.txt`, `env`, `.env.example` or the like, and no `.env` has it. The loader looks for "
        "the name it knows."
    ),
    repair="Rename the file to `.env`, or copy it where it is the pattern for others.",
    find=_find,
)
