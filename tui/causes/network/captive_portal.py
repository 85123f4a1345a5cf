"""A network's sign-in page answers in the place of the API."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import own_proxy
from tui.domain.probing.probe import ForeignAnswer, Redirected
from tui.domain.reasons.foreign_answers import is_on_the_way, is_portal
from tui.domain.remedies.proxy import proxy_lines
from tui.domain.remedies.wording import endpoint_host, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    outcome = evidence.as_found
    if not isinstance(outcome, ForeignAnswer | Redirected) or not is_portal(outcome):
        return None
    if not is_on_the_way(evidence, is_portal):
        return None
    page = "sends calls on to another host" if isinstance(outcome, Redirected) else "answers with a web page"
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=f"something on the way {page} in the place of {endpoint_host(evidence)}",
        explanation=(
            f"The API answers in JSON and never so: {said(outcome)}. That is how a network looks that wants you to "
            "sign in first, in a hotel, a train or an office. The key was not judged, and it was not sent on."
        ),
        evidence=proxy_lines(evidence, own_proxy(evidence)),
        remedies=(
            step("sign-in", "open any `http://` page in a browser on this machine, sign in to the network, try again"),
            step("other-network", "or use another network, such as a telephone's"),
        ),
    )


CAUSE = Cause(
    id="captive-portal",
    title="A network's sign-in page answers instead of the API",
    what=(
        "A web page or a redirect to another host came where the API answers in JSON. Networks in hotels, trains and "
        "offices do that until somebody has signed in. SDKs may take such a page for success."
    ),
    repair="Sign in to the network in a browser, then try again.",
    find=_find,
)
