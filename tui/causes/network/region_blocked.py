"""The API's edge forbids calls from here, whatever key they carry."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.judging.ways_out import is_edge_refusal, own_proxy
from tui.domain.probing.probe import Answered, Forbidden
from tui.domain.remedies.common import observed
from tui.domain.remedies.proxy import proxy_lines
from tui.domain.remedies.wording import begun, client_name, endpoint_host, said, step

_COUNTRIES = "https://www.anthropic.com/supported-countries"


def _find(evidence: Evidence) -> Diagnosis | None:
    outcome, other = evidence.as_found, evidence.made_up_key
    if not isinstance(outcome, Forbidden) or not is_edge_refusal(outcome) or not is_official(evidence):
        return None
    is_same = isinstance(other, Forbidden) and is_edge_refusal(other)
    if isinstance(other, Answered) and not is_same:
        return None
    proxy = own_proxy(evidence)
    way = f"through {proxy.variable}" if proxy else "without a proxy"
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_same else Certainty.LIKELY,
        title=f"{endpoint_host(evidence)} forbids calls from where this machine goes out, whatever the key",
        explanation=(
            f"The answer is {said(outcome)}, without a request id: it comes from the edge, before a key is looked at. "
            f"It does so for regions that are not served, and for some exits of VPNs and data centres. "
            f"{begun(client_name(evidence))} calls {way}."
        ),
        evidence=(*proxy_lines(evidence, proxy), *observed(other)),
        remedies=(
            step("check-region", f"see whether your region is served: {_COUNTRIES}"),
            step(
                "check-exit",
                "if you use a VPN, make sure that the terminal uses it too, by HTTPS_PROXY where it has a local proxy; "
                "a browser's own does not count",
            ),
        ),
    )


CAUSE = Cause(
    id="region-blocked",
    title="Calls from this region are forbidden",
    what=(
        "403 `forbidden` without a request id: the edge in front of the API refuses calls from where this machine goes "
        "out, before it looks at the key. A key that nobody has gets the same answer."
    ),
    repair="Call from a region that is served; with a VPN, make sure that the terminal goes through it.",
    find=_find,
)
