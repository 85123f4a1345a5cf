"""The program runs in a container of a compose file, which does not pass it the key."""

from tui.domain.judging.absence import certainty
from tui.domain.judging.cause import Cause
from tui.domain.judging.container_gap import MissingInContainer, missing_in_container
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine
from tui.domain.judging.evidence import Evidence
from tui.domain.reasons.key_words import key_at
from tui.domain.remedies.common import found
from tui.domain.remedies.container import pass_to_container

_ID = "container-env-missing"


def _find(evidence: Evidence) -> Diagnosis | None:
    missing = missing_in_container(evidence)
    if missing is None:
        return None
    key, service = missing.key, missing.container.service
    # Where the key is sent from this machine as well, only the user knows which of the two calls fails.
    is_isolated = evidence.resolution.credential is None
    return Diagnosis(
        _ID,
        certainty(evidence, key) if is_isolated else Certainty.LIKELY,
        f"{key_at(key)} does not reach the container of `{service.name}`: {_reason(missing)}",
        "A container has the variables that its compose file passes, and neither those of the shell nor those of "
        "a `.env`: the one beside the compose file only fills in its `${...}`.",
        evidence=(
            found(key),
            EvidenceLine(service.origin.label, f"`{service.name}` is built from this project"),
            *((EvidenceLine(missing.gap.origin.label, missing.gap.reason),) if missing.gap.origin else ()),
        ),
        remedies=pass_to_container(missing),
    )


def _reason(missing: MissingInContainer) -> str:
    origin = missing.gap.origin
    if origin is None:
        return f"`{missing.container.service.origin.label}` passes it neither by `env_file` nor by `environment`"
    return f"`{origin.label}` {missing.gap.reason}"


CAUSE = Cause(
    id=_ID,
    title="The compose file does not pass the key to the container",
    what=(
        "The project's program runs in a service that its compose file builds, and the file passes it the key neither "
        "by `env_file` nor by `environment`, or fills it in by nothing."
    ),
    repair="Add the lines to the service in the compose file, then make the container anew.",
    find=_find,
)
