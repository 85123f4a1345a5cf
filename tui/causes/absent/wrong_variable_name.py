"""A usable key is there, under a name that no client reads."""

from tui.domain.judging.absence import certainty, misnamed, names_read, wanted_name
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Variant
from tui.domain.remedies.absent import rename_variable
from tui.domain.remedies.common import found, new_key, observed
from tui.domain.remedies.wording import client_name, place_of

_ID = "wrong-variable-name"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = misnamed(evidence)
    if finding is None:
        return None
    answers = (item for item in evidence.outcomes if item.request.secret == finding.value.best)
    is_refused = evidence.refuses(finding.value.best)
    return Diagnosis(
        _ID,
        certainty(evidence, finding),
        f"the key {finding.value.best.hint} is named {finding.variable} in {place_of(finding)};"
        f" {client_name(evidence)} reads {wanted_name(evidence)}",
        "A client looks for its key under exact names; one letter more or less is another variable."
        + (" The API refuses this key as well, so a new name alone is not enough." if is_refused else ""),
        evidence=(
            found(finding),
            EvidenceLine(client_name(evidence), f"reads {', '.join(sorted(names_read(evidence)))}"),
            *(line for item in answers if item.request.variant is Variant.OTHER_VALUE for line in observed(item)),
        ),
        remedies=new_key(evidence) if is_refused else rename_variable(evidence, finding),
    )


CAUSE = Cause(
    id=_ID,
    title="The key has a name that no client reads",
    what=(
        "A key stands under a name such as ANTHROPIC_KEY or CLAUDE_API_KEY, under a misspelt one, or in"
        " another provider's variable. The client reads ANTHROPIC_API_KEY and finds nothing."
    ),
    repair="Rename the variable to ANTHROPIC_API_KEY where it stands.",
    find=_find,
)
