"""The only `.env` with a key lies where the program's loader does not look."""

from tui.domain.dotenv.loader import Loader
from tui.domain.judging.absence import certainty
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.reasons.key_words import key_at
from tui.domain.reasons.misplaced import in_another_folder
from tui.domain.remedies.common import found
from tui.domain.remedies.misplaced import put_where_it_is_read
from tui.domain.remedies.wording import client_name
from tui.domain.resolving.loading import folder_of, loaders_of

_ID = "dotenv-wrong-folder"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = in_another_folder(evidence)
    if finding is None:
        return None
    loaders = loaders_of(evidence.resolution.client, evidence.snapshot)
    where = _where(loaders[0]) if loaders else f"it is looked for in `{evidence.snapshot.project.shown}`"
    return Diagnosis(
        _ID,
        certainty(evidence, finding),
        f"{key_at(finding)} does not reach {client_name(evidence)}: {where}",
        "A loader reads the file that it finds by its own rule, and says nothing when it finds none.",
        evidence=(
            found(finding),
            *(EvidenceLine(loader.origin.label, f"`{loader.kind}` {_rule(loader)}") for loader in loaders[:2]),
        ),
        remedies=put_where_it_is_read(evidence, finding, loaders[0] if loaders else None),
    )


def _where(loader: Loader) -> str:
    return f"`{loader.kind}` in `{loader.origin.label}` {_rule(loader)}"


def _rule(loader: Loader) -> str:
    if loader.path:
        return f"reads `{loader.path}` and nothing else"
    if loader.rules.order:
        return f"reads files in `{folder_of(loader.origin.shown) or '.'}` alone"
    return f"looks {loader.looks or loader.rules.looks}"


CAUSE = Cause(
    id=_ID,
    title="The `.env` is in a folder where the loader does not look",
    what=(
        "The only `.env` with a key lies in a folder that the program's loader does not search: in a sub-folder, or "
        "above where it looks in one folder alone."
    ),
    repair="Move the file to where the loader looks, or name its path in the call.",
    find=_find,
)
