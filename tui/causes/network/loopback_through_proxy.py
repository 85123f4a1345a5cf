"""A call to this very machine goes through a proxy, which cannot reach it."""

from tui.domain.clients.proxies import is_loopback
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import is_of_the_api, own_proxy
from tui.domain.probing.probe import Answered, Cancelled, ProbeOutcome
from tui.domain.remedies.proxy import LOOPBACK_NAMES, proxy_lines, with_exceptions, without_proxy
from tui.domain.remedies.wording import begun, client_name, endpoint_host, place_of, said


def _find(evidence: Evidence) -> Diagnosis | None:
    setting, outcome = own_proxy(evidence), evidence.as_found
    if setting is None or outcome is None or not is_loopback(evidence.resolution.endpoint):
        return None
    if is_of_the_api(outcome) or isinstance(outcome, Cancelled) or _is_same(outcome, evidence.direct):
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if isinstance(evidence.direct, Answered) else Certainty.LIKELY,
        title=(
            f"the call to {endpoint_host(evidence)} on this machine goes through the proxy of {setting.variable}, "
            "which cannot reach it"
        ),
        explanation=(
            f"{begun(client_name(evidence))} follows {setting.variable} in {place_of(setting)} for every host that "
            f"NO_PROXY does not name, loopback included. What came back is the proxy's: {said(outcome)}."
        ),
        evidence=proxy_lines(evidence, setting),
        remedies=(*with_exceptions(evidence, *LOOPBACK_NAMES), *without_proxy(evidence)),
    )


def _is_same(outcome: ProbeOutcome, direct: ProbeOutcome | None) -> bool:
    """Return whether the host itself gives the answer that came through the proxy."""
    return isinstance(outcome, Answered) and isinstance(direct, Answered) and outcome.status == direct.status


CAUSE = Cause(
    id="loopback-through-proxy",
    title="A call to this machine goes through a proxy",
    what=(
        "The base URL is on loopback, a proxy is set, and NO_PROXY has no loopback name: the client asks the proxy to "
        "fetch `localhost`, which is the proxy's own machine. The answer is a bare 403, 502 or 503, or none."
    ),
    repair="Add `localhost,127.0.0.1,::1` to NO_PROXY and no_proxy.",
    find=_find,
)
