"""The address of a gateway or of the API stands in a variable for proxies."""

from tui.domain.clients.address import same_host
from tui.domain.clients.client import BASE_URL
from tui.domain.clients.proxies import proxy_path
from tui.domain.found.finding import Finding
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.judging.ways_out import is_of_the_api, own_proxy
from tui.domain.probing.probe import Accepted, Cancelled, ProbeOutcome, ProxyRefused
from tui.domain.remedies.proxy import proxy_lines, without_proxy
from tui.domain.remedies.wording import endpoint_host, place_of, said, step

_NO_PROXYS = frozenset({400, 401, 404, 405, 421, 501})


def _find(evidence: Evidence) -> Diagnosis | None:
    setting, outcome = own_proxy(evidence), evidence.as_found
    if setting is None or outcome is None or is_of_the_api(outcome) or isinstance(outcome, Cancelled):
        return None
    sign = _sign(evidence, setting)
    if not sign:
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_of_the_api(evidence.direct) or _answers(outcome) else Certainty.LIKELY,
        title=f"{setting.variable} in {place_of(setting)} holds the address of a gateway, not of a proxy",
        explanation=(
            f"`{setting.text}` {sign}. Every call to {endpoint_host(evidence)} is sent there to be passed on, which a "
            f"gateway does not do: {said(outcome)}. The key was not judged."
        ),
        evidence=proxy_lines(evidence, setting),
        remedies=_remedies(evidence),
    )


def _answers(outcome: ProbeOutcome) -> bool:
    """Return whether it answered the wish for a tunnel as a service does that knows of none."""
    return isinstance(outcome, ProxyRefused) and outcome.code in _NO_PROXYS


def _sign(evidence: Evidence, setting: Finding) -> str:
    """Return what shows that the address is none of a proxy, or an empty text."""
    path = proxy_path(setting.text)
    if path:
        return f"has the path `{path}`, which the address of a proxy never has"
    if same_host(setting.text, evidence.resolution.endpoint) or same_host(setting.text, evidence.snapshot.official_url):
        return "is the very host that is to be called"
    return ""


def _remedies(evidence: Evidence) -> tuple[Remedy, ...]:
    title = f"if calls are to go to a gateway, give its address to {BASE_URL}, without `/v1` at its end"
    past_it, instead = without_proxy(evidence), step("set-base-url", title)
    return (*past_it, instead) if isinstance(evidence.direct, Accepted) else (instead, *past_it)


CAUSE = Cause(
    id="gateway-url-as-proxy",
    title="A gateway's address stands in a proxy variable",
    what=(
        "HTTPS_PROXY, HTTP_PROXY or ALL_PROXY holds the address of a gateway or of the API itself. Such a host answers "
        "calls, and does not pass them on, so every call ends there. Its place is ANTHROPIC_BASE_URL."
    ),
    repair="Remove the variable; if you want the gateway, put its address into ANTHROPIC_BASE_URL.",
    find=_find,
)
