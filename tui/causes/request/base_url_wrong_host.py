"""The base URL sends calls to a host that does not take the key, while the official host does."""

from tui.domain.clients.address import shown_host
from tui.domain.found.names import shown_url
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import (
    Accepted,
    BadRequest,
    Cancelled,
    Forbidden,
    NotFound,
    OutOfDateCertificate,
    ProbeOutcome,
    ProxyFailed,
    ServerFault,
    Throttled,
    Unanswered,
    UnreadableTrust,
    UntrustedIssuer,
)
from tui.domain.questions.headers import misses_sent_header
from tui.domain.reasons.base_url import behind_settings, best_at_endpoint, is_dead_detour
from tui.domain.reasons.gateways import wants_own_key
from tui.domain.remedies.common import found, observed, remove_definition
from tui.domain.remedies.wording import client_name, endpoint_host, place_of

_NO_TRUST = UntrustedIssuer | OutOfDateCertificate | UnreadableTrust
# Answers that do not judge the key: a relay that is busy, has no list of models or knows the key and forbids the call.
_NO_JUDGEMENT = Accepted | Throttled | ServerFault | NotFound | Forbidden | Cancelled | ProxyFailed | _NO_TRUST


def _find(evidence: Evidence) -> Diagnosis | None:
    base_url, outcome = evidence.resolution.base_url, best_at_endpoint(evidence)
    if base_url is None or base_url.value.is_blank or is_official(evidence):
        return None
    certainty = _certainty(evidence, outcome)
    if outcome is None or certainty is None:
        return None
    host, official = endpoint_host(evidence), shown_host(evidence.snapshot.official_url)
    effect = "does not answer" if isinstance(outcome, Unanswered) else "does not take this key"
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty,
        title=f"{base_url.variable} in {place_of(base_url)} sends calls to {host}, which {effect}",
        explanation=(
            f"Where {client_name(evidence)} calls is what {base_url.variable} says. "
            f"The official host `{official}` {_answer(certainty)}, so the detour is what fails."
        ),
        evidence=(
            found(base_url, f"{base_url.variable} is `{shown_url(base_url.text)}`"),
            *observed(outcome),
            *observed(evidence.official),
        ),
        remedies=remove_definition(evidence, base_url),
    )


def _answer(certainty: Certainty) -> str:
    is_enough = certainty is Certainty.PROVEN
    return "accepts the same key" if is_enough else "does answer, although it does not accept this key either"


def _certainty(evidence: Evidence, outcome: ProbeOutcome | None) -> Certainty | None:
    """Return PROVEN where the official host accepts the key, LIKELY where it answers and the other is dead."""
    if _is_not_about_the_host(evidence, outcome):
        return None
    if isinstance(evidence.official, Accepted):
        return Certainty.PROVEN
    return Certainty.LIKELY if is_dead_detour(evidence) else None


def _is_not_about_the_host(evidence: Evidence, outcome: ProbeOutcome | None) -> bool:
    """Return whether the path, the header, the kind of key, the proxy, the load or a permission is what fails.

    Where another definition names a host that accepts the key, that definition is what is meant.
    """
    if wants_own_key(evidence):
        return True
    hidden = behind_settings(evidence)
    others = (evidence.corrected_url, evidence.other_header(), hidden[1] if hidden else None)
    if any(isinstance(other, Accepted) for other in others):
        return True
    if misses_sent_header(evidence) or _is_about_a_header(outcome):
        return True
    return outcome is None or isinstance(outcome, _NO_JUDGEMENT)


def _is_about_a_header(outcome: ProbeOutcome | None) -> bool:
    return isinstance(outcome, BadRequest) and is_about(outcome.message, Topic.VERSION, Topic.BETA, Topic.WORKSPACE)


CAUSE = Cause(
    id="base-url-wrong-host",
    title="The base URL sends calls to the wrong host",
    what=(
        "ANTHROPIC_BASE_URL names a host that is not the official one: another vendor, a relay or a proxy on this "
        "machine that no longer runs. It refuses the key or does not answer, and the official host accepts it."
    ),
    repair="Remove ANTHROPIC_BASE_URL where it is set, or correct it if you do want to go through that host.",
    find=_find,
)
