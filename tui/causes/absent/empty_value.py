"""The variable is set and empty, so that the client has nothing to send and loaders leave it alone."""

from tui.domain.clients.client import BASE_URL
from tui.domain.found.finding import Finding
from tui.domain.judging.absence import (
    emptied_further_down,
    empty_definitions,
    is_in_doubt,
    misnamed,
    unexported,
    unloaded,
    without,
)
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Accepted
from tui.domain.reasons.key_words import key_at
from tui.domain.reasons.keyring_trouble import unreadable
from tui.domain.remedies.absent import use_instead_of_nothing
from tui.domain.remedies.common import found, observed, remove_definition
from tui.domain.remedies.wording import client_name, place_of

_ID = "empty-value"


def _find(evidence: Evidence) -> Diagnosis | None:
    if evidence.is_accepted or evidence.resolution.barrier is not None or emptied_further_down(evidence):
        return None
    empty = empty_definitions(evidence)
    hidden = without(evidence, *empty).credential if empty else None
    if hidden is None and unreadable(evidence):
        return None
    if empty and (evidence.winner is None or evidence.winner in empty or _hides_a_better_one(evidence, hidden)):
        return _without_key(evidence, _culprit(empty, hidden), hidden)
    return _sent_as_nothing(evidence) or _without_host(evidence)


def _sent_as_nothing(evidence: Evidence) -> Diagnosis | None:
    """Diagnose a version that sends an empty variable as a credential beside a good one."""
    companion, alone = evidence.resolution.companion, evidence.alone
    if companion is None or not companion.value.is_blank or not evidence.is_refused or not isinstance(alone, Accepted):
        return None
    client = evidence.resolution.client
    return Diagnosis(
        _ID,
        Certainty.PROVEN,
        f"{companion.variable} is set but empty in {place_of(companion)}, and {client_name(evidence)} {client.version} "
        "sends that nothing as a credential",
        "This version puts every credential that is set into the request, an empty one too: that spoils the good one.",
        evidence=(
            found(companion, f"{companion.variable} is set but empty"),
            *observed(evidence.as_found),
            *observed(alone),
        ),
        remedies=remove_definition(evidence, companion),
    )


def _hides_a_better_one(evidence: Evidence, hidden: Finding | None) -> bool:
    """Return whether a refused credential is sent while the empty variable hides an accepted one."""
    return hidden is not None and evidence.is_refused and evidence.accepts(hidden.value.secret)


def _culprit(empty: tuple[Finding, ...], hidden: Finding | None) -> Finding:
    """Return the empty definition to speak of: the one that stands before a key, else the first."""
    return next((item for item in empty if hidden is not None and item.variable == hidden.variable), empty[0])


def _without_key(evidence: Evidence, empty: Finding, hidden: Finding | None) -> Diagnosis:
    if hidden is not None:
        is_proven = hidden.value.repaired is None and evidence.accepts(hidden.value.secret)
        effect = f"which hides {key_at(hidden)}"
        reason = "The name counts as set, so the value that stands behind it is never looked at."
    else:
        is_proven = not (is_in_doubt(evidence) or misnamed(evidence) or unexported(evidence) or unloaded(evidence))
        effect = f"so {client_name(evidence)} has no key to send"
        reason = "An empty value is no key, and a loader of `.env` does not replace a name that is set."
    kind = "holds only white space" if empty.value.length else "is set but empty"
    return Diagnosis(
        _ID,
        Certainty.PROVEN if is_proven else Certainty.LIKELY,
        f"{empty.variable} {kind} in {place_of(empty)}, {effect}",
        reason,
        evidence=(
            found(empty, f"{empty.variable} {kind}"),
            *((found(hidden),) if hidden else ()),
            *(line for item in evidence.outcomes for line in observed(item)),
        ),
        remedies=use_instead_of_nothing(evidence, empty, hidden),
    )


def _without_host(evidence: Evidence) -> Diagnosis | None:
    base_url = evidence.resolution.base_url
    if base_url is None or not base_url.value.is_blank or evidence.resolution.client.rules.trims:
        return None
    proven = isinstance(evidence.official, Accepted)
    return Diagnosis(
        _ID,
        Certainty.PROVEN if proven else Certainty.LIKELY,
        f"{BASE_URL} is set but empty in {place_of(base_url)}, so {client_name(evidence)} has no host to call",
        "The default address of the API counts only while this variable is not set at all.",
        evidence=(
            found(base_url, f"{base_url.variable} is set but empty"),
            *observed(evidence.as_found),
            *observed(evidence.official),
        ),
        remedies=remove_definition(evidence, base_url),
    )


CAUSE = Cause(
    id=_ID,
    title="A variable is set, but empty",
    what=(
        "The variable exists and holds nothing. The client has no key to send, and a `.env` with a good key"
        " does not help, because loaders leave a name alone that is set already. An empty ANTHROPIC_BASE_URL"
        " leaves the Python SDK without a host."
    ),
    repair="Remove the empty variable, or fill it.",
    find=_find,
)
