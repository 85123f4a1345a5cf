"""A filter on the way forbids the call with a page of its own."""

from tui.domain.clients.official_api import HOST
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import own_proxy
from tui.domain.reasons.foreign_answers import is_block, is_on_the_way, who
from tui.domain.remedies.common import observed
from tui.domain.remedies.proxy import proxy_lines
from tui.domain.remedies.wording import endpoint_host, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    outcome = evidence.as_found
    if outcome is None or not is_block(outcome) or not is_on_the_way(evidence, is_block):
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_block(evidence.made_up_key) else Certainty.LIKELY,
        title=f"calls to {endpoint_host(evidence)} are blocked on the way, by {who(outcome)}",
        explanation=(
            f"The API says no in JSON, and this was a page: {said(outcome)}. A filter answers so, of a company, a "
            "school, a country or a security program, whatever key is sent."
        ),
        evidence=(*proxy_lines(evidence, own_proxy(evidence)), *observed(evidence.made_up_key)),
        remedies=(
            step("ask-network", f"ask who runs this network to let `{HOST}` through"),
            step("other-network", "try another network or VPN: if the call gets through there, it is this one"),
        ),
    )


CAUSE = Cause(
    id="blocked-by-network",
    title="A filter on the way blocks the call",
    what=(
        "A page that says 403 came instead of the API's JSON: a filter between this machine and the API blocks the "
        "call, of a company, a school or a security program. It does so whatever key is sent."
    ),
    repair="Have the host let through by whoever runs the network, or use another network.",
    find=_find,
)
