"""A key of Anthropic's goes to a gateway that wants one of its own."""

from tui.domain.found.names import shown_url
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Reach
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Accepted
from tui.domain.reasons.gateways import wants_own_key
from tui.domain.reasons.key_words import key_at
from tui.domain.remedies.common import found, observed
from tui.domain.remedies.wording import endpoint_host, place_of, step

_ID = "anthropic-key-to-gateway"


def _find(evidence: Evidence) -> Diagnosis | None:
    finding, base_url, gateway = evidence.winner, evidence.resolution.base_url, wants_own_key(evidence)
    if finding is None or base_url is None or not gateway:
        return None
    is_good = isinstance(evidence.official, Accepted)
    direct = f"or, to call Anthropic itself, remove {base_url.variable} where it is set: {place_of(base_url)}"
    title = f"use a key of {gateway}: set it as {finding.variable} where {place_of(finding)} has this one"
    return Diagnosis(
        _ID,
        Certainty.PROVEN if is_good else Certainty.LIKELY,
        f"{key_at(finding)} is Anthropic's, and goes to {gateway} at {endpoint_host(evidence)}, which refuses it",
        f"{base_url.variable} in {place_of(base_url)} sends calls there, and {gateway} knows only the keys that it "
        f"gave out itself.{' Anthropic itself accepts this key.' if is_good else ''}",
        evidence=(
            found(base_url, f"{base_url.variable} is `{shown_url(base_url.text)}`"),
            found(finding),
            *observed(evidence.as_found),
            *observed(evidence.official),
        ),
        remedies=(
            step("use-gateway-key", title, reach=Reach.PROJECT),
            *((step("call-anthropic", direct, reach=Reach.PROJECT),) if is_good else ()),
        ),
    )


CAUSE = Cause(
    id=_ID,
    title="A key of Anthropic's is sent to a gateway",
    what=(
        "ANTHROPIC_BASE_URL names a gateway or another provider, and the key is one of Anthropic's. Gateways give out"
        " keys of their own and refuse all others."
    ),
    repair="Use the gateway's own key, or remove ANTHROPIC_BASE_URL to call Anthropic directly.",
    find=_find,
)
