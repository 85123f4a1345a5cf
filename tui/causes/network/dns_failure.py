"""The name of the API's host has no address on this network."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import NameNotResolved
from tui.domain.reasons.reachability import attempt, certainty_of, failed_with
from tui.domain.remedies.reachability import host_steps
from tui.domain.remedies.wording import endpoint_host, said


def _find(evidence: Evidence) -> Diagnosis | None:
    outcome = failed_with(evidence, NameNotResolved)
    if outcome is None:
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty_of(evidence),
        title=f"this machine finds no address for {endpoint_host(evidence)}",
        explanation=(
            f"The call ended before anything was sent: {said(outcome)}. "
            "The key was not judged, so nothing here speaks against it."
        ),
        evidence=attempt(evidence),
        remedies=host_steps(evidence),
    )


CAUSE = Cause(
    id="dns-failure",
    title="The host's name has no address here",
    what=(
        "The name of the host could not be turned into an address: no network, a name server that does not answer or "
        "blocks the name, or a misspelt host in ANTHROPIC_BASE_URL. No key was sent."
    ),
    repair="Check the network, the VPN and the proxy, and the spelling of the host if you have set one.",
    find=_find,
)
