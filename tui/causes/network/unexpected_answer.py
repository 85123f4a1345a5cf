"""Something answered that is not this API."""

from tui.domain.found.names import shown_url
from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.judging.ways_out import own_proxy
from tui.domain.probing.probe import Accepted, ForeignAnswer, NotFound, ProbeOutcome, Redirected, Rejected, StrangeHost
from tui.domain.probing.responder import ResponderKind
from tui.domain.reasons.base_url import best_at_endpoint
from tui.domain.reasons.foreign_answers import is_block, is_on_the_way, is_portal, who
from tui.domain.remedies.common import found, remove_definition
from tui.domain.remedies.proxy import proxy_lines
from tui.domain.remedies.wording import endpoint_host, place_of, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    outcome = evidence.as_found
    if outcome is None or not _is_foreign(outcome) or _is_explained(evidence):
        return None
    is_another = isinstance(outcome, ForeignAnswer | StrangeHost)
    is_broken = isinstance(outcome, ForeignAnswer) and outcome.responder is not None and outcome.responder.is_api
    base_url = evidence.resolution.base_url
    named = () if base_url is None else (found(base_url, f"{base_url.variable} is `{shown_url(base_url.text)}`"),)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN if is_another and not is_broken else Certainty.LIKELY,
        title=_title(evidence, outcome, is_broken=is_broken),
        explanation=(
            f"What came back: {said(outcome)}. The key was not judged by the API, so nothing here speaks against it."
        ),
        evidence=(*named, *proxy_lines(evidence, own_proxy(evidence))),
        remedies=_remedies(evidence),
    )


def _title(evidence: Evidence, outcome: ProbeOutcome, *, is_broken: bool) -> str:
    if is_broken:
        return f"{endpoint_host(evidence)} answers as the Claude API does, but not with a whole answer of its own"
    return f"what answers at {endpoint_host(evidence)} is not the Claude API, but {_who(outcome)}"


def _is_foreign(outcome: ProbeOutcome) -> bool:
    """Return whether the answer is none of the API's; a refusal or a 404 only where its shape is another service's."""
    if isinstance(outcome, ForeignAnswer | Redirected | StrangeHost):
        return True
    responder = outcome.responder if isinstance(outcome, NotFound | Rejected) else None
    return responder is not None and responder.kind is ResponderKind.GATEWAY and "OpenAI" in responder.name


def _is_explained(evidence: Evidence) -> bool:
    """Return whether it is a portal or a filter, or another request shows what is wrong."""
    if is_on_the_way(evidence, is_portal) or is_on_the_way(evidence, is_block):
        return True
    others = (
        evidence.corrected_url,
        evidence.other_header(),
        evidence.official,
        evidence.direct,
        evidence.through_proxy,
        best_at_endpoint(evidence),
    )
    return any(isinstance(outcome, Accepted) for outcome in others)


def _who(outcome: ProbeOutcome) -> str:
    if isinstance(outcome, StrangeHost):
        return "something without TLS" if outcome.speaks_no_tls else "something with another host's certificate"
    if isinstance(outcome, Redirected):
        return f"something that sends calls on to `{outcome.message}`"
    return who(outcome)


def _remedies(evidence: Evidence) -> tuple[Remedy, ...]:
    base_url = evidence.resolution.base_url
    if base_url is None or is_official(evidence):
        return (step("check-network", "ask who runs this network what answers there, or try another network"),)
    title = (
        f"give {base_url.variable} in {place_of(base_url)} the address of a service that speaks the Claude API's format"
    )
    return (step("correct-base-url", title), *remove_definition(evidence, base_url))


CAUSE = Cause(
    id="unexpected-answer",
    title="Something answered that is not the Claude API",
    what=(
        "An answer came, and it is not one of the Claude API's: another service's format, a web page, half a body or a "
        "protocol that is not HTTP. Whatever it says about the key does not count."
    ),
    repair="Correct the base URL, or find out what stands between this machine and the API.",
    find=_find,
)
