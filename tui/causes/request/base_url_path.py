"""The base URL has a path, a scheme or quotation marks that make every address wrong."""

from tui.domain.found.finding import Finding
from tui.domain.found.names import shown_url
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis
from tui.domain.judging.evidence import Evidence
from tui.domain.probing.probe import Accepted, BadRequest, Forbidden, Rejected, Throttled, Unsendable
from tui.domain.remedies.base_url import set_base_url
from tui.domain.remedies.common import found, observed
from tui.domain.remedies.wording import client_name, place_of
from tui.domain.resolving.corrected_url import corrected_endpoint, replaces_key


def _find(evidence: Evidence) -> Diagnosis | None:
    base_url, endpoint = evidence.resolution.base_url, evidence.resolution.endpoint
    if base_url is not None and _lacks_version(evidence, base_url):
        return _without_version(evidence, base_url)
    fixed = corrected_endpoint(evidence.resolution, evidence.snapshot.official_url)
    certainty = _certainty(evidence)
    if base_url is None or certainty is None or not fixed:
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty,
        title=f"{base_url.variable} in {place_of(base_url)} {_fault(evidence, fixed)}",
        explanation=_explanation(evidence, endpoint),
        evidence=(
            found(base_url, f"{base_url.variable} is `{shown_url(endpoint)}`"),
            *observed(evidence.as_found),
            *observed(evidence.corrected_url),
        ),
        remedies=set_base_url(evidence, base_url, fixed),
    )


def _lacks_version(evidence: Evidence, base_url: Finding) -> bool:
    """Return whether a library that adds no `/v1` by itself is given a base URL without one, which is right else."""
    if not evidence.resolution.client.wants_version_path or base_url.value.is_blank:
        return False
    return isinstance(evidence.as_found, Accepted) and not base_url.text.strip().rstrip("/").endswith("/v1")


def _without_version(evidence: Evidence, base_url: Finding) -> Diagnosis:
    shown = shown_url(base_url.text.strip().rstrip("/"))
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.LIKELY,
        title=f"{base_url.variable} in {place_of(base_url)} ends without `/v1`, which `@ai-sdk/anthropic` does not add",
        explanation=(
            f"`@ai-sdk/anthropic` puts `/messages` behind the base URL, so calls go to `{shown}/messages`, which is "
            "no address of the API. The key itself is accepted."
        ),
        evidence=(found(base_url, f"{base_url.variable} is `{shown}`"), *observed(evidence.as_found)),
        remedies=set_base_url(evidence, base_url, f"{base_url.text.strip().rstrip('/')}/v1"),
    )


def _certainty(evidence: Evidence) -> Certainty | None:
    """Return PROVEN where only the corrected address reaches the API, None where the address is not at fault."""
    if evidence.as_found is None:
        return Certainty.LIKELY
    is_judged = isinstance(evidence.as_found, Accepted | Rejected | Throttled)
    if is_judged and not (replaces_key(evidence.resolution) and evidence.is_refused):
        return None
    corrected = evidence.corrected_url
    if isinstance(corrected, Accepted):
        return Certainty.PROVEN
    reaches_api = isinstance(corrected, Rejected | Forbidden | BadRequest | Throttled) and corrected.speaks_anthropic
    if reaches_api:
        return Certainty.PROVEN
    has_no_scheme = "://" not in evidence.resolution.endpoint
    return Certainty.LIKELY if has_no_scheme and isinstance(evidence.as_found, Unsendable) else None


def _explanation(evidence: Evidence, endpoint: str) -> str:
    client = client_name(evidence)
    if replaces_key(evidence.resolution):
        return (
            f"Of a user name in the address {client} makes a login of its own, in the header that belongs to the key, "
            "or it does not call such an address at all."
        )
    return (
        f"Behind the base URL {client} puts `/v1/messages`, so calls go to "
        f"`{shown_url(endpoint.strip().rstrip('/'))}/v1/messages`, which is no address of the API. "
        "The key is not judged there."
    )


def _fault(evidence: Evidence, fixed: str) -> str:
    endpoint = evidence.resolution.endpoint.strip().rstrip("/")
    if evidence.resolution.has_query:
        return "has a query behind it, into which the path is put"
    if replaces_key(evidence.resolution):
        return f"holds a user name, with which {client_name(evidence)} does not send the key"
    surplus = endpoint.strip("\"'").rstrip("/").rpartition(fixed)[2]
    if evidence.resolution.endpoint != evidence.resolution.endpoint.strip():
        return "has white space beside it that is sent as part of it"
    if endpoint[:1] in {'"', "'"}:
        return "stands in quotation marks that are sent as part of it"
    if "://" not in endpoint:
        return f"begins without `{fixed.partition('//')[0]}//`: it should be `{shown_url(fixed)}`"
    if endpoint.startswith("http://") and fixed.startswith("https://"):
        return "says `http:` where the API answers `https:` only"
    return f"ends in `{shown_url(surplus)}`, which {client_name(evidence)} adds by itself"


CAUSE = Cause(
    id="base-url-path",
    title="The base URL has a wrong path or no scheme",
    what=(
        "ANTHROPIC_BASE_URL is what stands before `/v1/messages`. When it ends in `/v1` or is a whole endpoint, the "
        "path is doubled and the answer is a 404; without `https://` it is no address at all."
    ),
    repair="Write the base URL as scheme and host alone, such as https://api.anthropic.com, or remove it.",
    find=_find,
)
