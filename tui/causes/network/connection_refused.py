"""Nothing takes the connection at the API's host."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import ConnectionRefused, HandshakeBroken
from tui.domain.reasons.reachability import attempt, certainty_of, failed_with
from tui.domain.remedies.reachability import host_steps
from tui.domain.remedies.wording import endpoint_host, said


def _find(evidence: Evidence) -> Diagnosis | None:
    outcome = failed_with(evidence, ConnectionRefused) or failed_with(evidence, HandshakeBroken)
    if outcome is None:
        return None
    is_filter = isinstance(outcome, HandshakeBroken)
    filter_words = "Some firewalls break a connection off when TLS shows them the host's name. " if is_filter else ""
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty_of(evidence),
        title=f"the connection to {endpoint_host(evidence)} is refused or breaks off",
        explanation=(
            f"The host has an address, but no answer came from it: {said(outcome)}. "
            f"{filter_words}The key was not judged, so nothing here speaks against it."
        ),
        evidence=attempt(evidence),
        remedies=host_steps(evidence),
    )


CAUSE = Cause(
    id="connection-refused",
    title="Nothing takes the connection",
    what=(
        "The host was found, but the connection was refused or broke off before an answer: a firewall, a proxy that is "
        "gone, or a program on this machine that does not run. The key was not judged."
    ),
    repair="Check the firewall and the proxy; if you call a host of your own, start the program that listens there.",
    find=_find,
)
