"""No answer of the API's host arrives in time."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import TimedOut
from tui.domain.reasons.reachability import attempt, certainty_of, failed_with
from tui.domain.remedies.reachability import host_steps
from tui.domain.remedies.wording import endpoint_host, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    outcome = failed_with(evidence, TimedOut)
    if outcome is None:
        return None
    again = step("try-again", "try again with more time: `fix401 check --timeout 30`")
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty_of(evidence),
        title=f"no answer from {endpoint_host(evidence)} arrives in time",
        explanation=(
            f"The call was given up: {said(outcome)}. That is not a refusal: the key was not judged. "
            "A firewall that drops packets without a word looks like this."
        ),
        evidence=attempt(evidence),
        remedies=(again, *host_steps(evidence)),
    )


CAUSE = Cause(
    id="connection-timeout",
    title="No answer arrives in time",
    what=(
        "The call was given up after its deadline. A timeout is not a refusal: the key was not judged. A firewall that "
        "drops packets, a slow VPN or a proxy that does not answer are the usual reasons."
    ),
    repair="Try again with more time, then check the VPN, the firewall and the proxy.",
    find=_find,
)
