"""A gateway's key goes to the official host, since no base URL says otherwise."""

from tui.domain.clients.client import BASE_URL
from tui.domain.found.finding import Finding, State
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.reasons.damage import suspect
from tui.domain.reasons.gateways import is_for_a_gateway, unread_address
from tui.domain.reasons.no_key import holds
from tui.domain.remedies.base_url import is_wholly_shown, point_to
from tui.domain.remedies.common import found, new_key, observed
from tui.domain.remedies.wording import client_name, place_of, step

_ID = "gateway-key-to-anthropic"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding = suspect(evidence)
    if finding is None or not is_for_a_gateway(evidence):
        return None
    address, foreign = unread_address(evidence), finding.value.foreign
    is_named = address is not None and address.state is not State.COMMENTED
    is_known = is_named or (foreign is not None and foreign.is_gateways)
    return Diagnosis(
        _ID,
        Certainty.PROVEN if evidence.is_refused and is_known else Certainty.LIKELY,
        f"{holds(finding)} {_what(finding)}, and it goes to Anthropic: {_reason(evidence, address)}",
        f"Without a base URL that it reads, {client_name(evidence)} calls the official host, which knows none but"
        " Anthropic's own keys.",
        evidence=(
            found(finding),
            *((found(address, f"{address.variable} is `{address.text}`"),) if address else ()),
            *observed(evidence.as_found),
        ),
        remedies=(*_set_base_url(evidence, finding, address), *new_key(evidence)),
    )


def _what(finding: Finding) -> str:
    hint = finding.value.best.hint
    return f"a key of {finding.value.provider} ({hint})" if finding.value.provider else f"a token of a gateway ({hint})"


def _reason(evidence: Evidence, address: Finding | None) -> str:
    if address is None:
        return f"{BASE_URL} is not set"
    if address.state is State.COMMENTED:
        return f"the base URL in {place_of(address)} is commented out"
    return f"the base URL in {place_of(address)} is not read by {client_name(evidence)}"


def _set_base_url(evidence: Evidence, finding: Finding, address: Finding | None) -> tuple[Remedy, ...]:
    foreign = finding.value.foreign
    if address is not None and is_wholly_shown(address):
        return (point_to(evidence, address.text, finding),)
    if address is None and foreign is not None and foreign.base_url:
        return (point_to(evidence, foreign.base_url, finding),)
    return (step("set-base-url", f"set {BASE_URL} to the gateway's address if you meant to use a gateway"),)


CAUSE = Cause(
    id=_ID,
    title="A gateway's key is sent to Anthropic",
    what=(
        "The key was given out by a gateway such as LiteLLM or by a relay, and ANTHROPIC_BASE_URL is not set where the"
        " client reads it. So the key goes to the official host, which does not know it."
    ),
    repair="Set ANTHROPIC_BASE_URL to the gateway's address, or use a key of Anthropic's.",
    find=_find,
)
