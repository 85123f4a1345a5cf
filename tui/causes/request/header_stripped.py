"""Something between the client and the API takes the header with the key away."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.judging.ways_out import own_proxy
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import Accepted, Answered, BadRequest, ProbeOutcome
from tui.domain.questions.headers import misses_sent_header
from tui.domain.remedies.common import observed
from tui.domain.remedies.wording import client_name, endpoint_host, place_of, said, step


def _find(evidence: Evidence) -> Diagnosis | None:
    answer, direct = evidence.as_found, _accepted_without(evidence)
    if answer is None or direct is None or not misses_sent_header(evidence):
        return None
    hop = _hop(evidence)
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=Certainty.PROVEN,
        title=f"{hop} takes away {_header(answer)} {client_name(evidence)} sends",
        explanation=(
            f"{client_name(evidence)[:1].upper()}{client_name(evidence)[1:]} sends the key, and the answer is "
            f"{said(answer)}. The same request without {hop} in between is accepted, so the header is lost there."
        ),
        evidence=(*observed(answer), *observed(direct)),
        remedies=_remedies(evidence),
    )


def _header(answer: ProbeOutcome) -> str:
    is_version = isinstance(answer, BadRequest) and is_about(answer.message, Topic.VERSION)
    return "the header `anthropic-version` that" if is_version else "the header with the key that"


def _accepted_without(evidence: Evidence) -> ProbeOutcome | None:
    """Return the same call's acceptance without what is in between; none where another header gets through."""
    if isinstance(evidence.other_header(), Accepted):
        return None
    return next((item for item in (evidence.direct, evidence.official) if isinstance(item, Accepted)), None)


def _hop(evidence: Evidence) -> str:
    if not is_official(evidence) and not isinstance(evidence.direct, Accepted):
        return endpoint_host(evidence)
    proxy = own_proxy(evidence)
    if proxy is not None:
        return f"the proxy that {proxy.variable} in {place_of(proxy)} names"
    via = evidence.as_found.via if isinstance(evidence.as_found, Answered) else ""
    return f"the proxy on the way (`{via}`)" if via else "the proxy on the way"


def _remedies(evidence: Evidence) -> tuple[Remedy, ...]:
    header = evidence.resolution.header.shown
    base_url = evidence.resolution.base_url
    if base_url is not None and not isinstance(evidence.direct, Accepted):
        host = endpoint_host(evidence)
        return (
            step("repair-hop", f"have {host} hand on the header `{header}`; in nginx look for `proxy_set_header`"),
            step("call-directly", f"or call the API itself: without {base_url.variable} in {place_of(base_url)}"),
        )
    return (
        step("repair-hop", f"have the proxy hand on the header `{header}`, or exempt the API in it"),
        step("pass-by-proxy", "or go past it: add the API's host to NO_PROXY where the proxy variable is set"),
    )


CAUSE = Cause(
    id="header-stripped",
    title="A hop on the way takes the key's header away",
    what=(
        "The client sends the key, and the API answers that its header is required: a proxy, or the host that the base "
        "URL names, does not hand the header on. Without that hop the same call is accepted."
    ),
    repair="Have the hop hand the header on, or go past it.",
    find=_find,
)
