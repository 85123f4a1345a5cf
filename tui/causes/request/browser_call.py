"""The call comes from a web page, or looks as if it did, and is refused for that."""

from tui.domain.judging.cause import Cause
from tui.domain.judging.diagnosis import Certainty, Diagnosis, EvidenceLine, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.origin import Origin
from tui.domain.probing.messages import Topic, is_about
from tui.domain.probing.probe import ProbeOutcome, Rejected
from tui.domain.remedies.common import observed
from tui.domain.remedies.wording import endpoint_host, said, step

_OPT_IN = "anthropic-dangerous-direct-browser-access"


def _find(evidence: Evidence) -> Diagnosis | None:
    page, outcome = _page(evidence), evidence.as_found
    certainty = _certainty(evidence, outcome)
    if certainty is None or evidence.winner is None:
        return None
    return Diagnosis(
        cause_id=CAUSE.id,
        certainty=certainty,
        title=_title(evidence, page),
        explanation=_explanation(outcome, page),
        evidence=(
            *((EvidenceLine(page.label, "calls the API from a web page"),) if page else ()),
            *observed(outcome),
        ),
        remedies=_remedies(evidence, page),
    )


def _page(evidence: Evidence) -> Origin | None:
    """Return the call that stands in a web page's code."""
    calls = (evidence.resolution.raw_call, evidence.resolution.client_call)
    return next((call.origin for call in calls if call is not None and call.is_in_page), None)


def _certainty(evidence: Evidence, outcome: ProbeOutcome | None) -> Certainty | None:
    if outcome is None:
        call = evidence.resolution.raw_call
        is_open = call is not None and call.is_whole and call.is_in_page
        opted_in = call is not None and any(header.name.lower() == _OPT_IN for header in call.headers)
        return Certainty.LIKELY if is_open and not opted_in else None
    is_refused = isinstance(outcome, Rejected) and is_about(outcome.message, Topic.CORS)
    if not is_refused or not isinstance(outcome, Rejected):
        return None
    return Certainty.PROVEN if outcome.speaks_anthropic else Certainty.LIKELY


def _is_forbidden_for_all(evidence: Evidence) -> bool:
    """Return whether the call says that it is meant, so that the organisation is what refuses it."""
    return any(header.name.lower() == _OPT_IN for header in evidence.resolution.along)


def _title(evidence: Evidence, page: Origin | None) -> str:
    if page is None:
        return f"something adds an `Origin` to the calls, so that {endpoint_host(evidence)} takes them for a web page's"
    if _is_forbidden_for_all(evidence):
        return f"`{page.label}` calls from a web page, which the organisation of this key does not allow"
    return f"`{page.label}` calls {endpoint_host(evidence)} from a web page, which is refused whatever the key"


def _explanation(outcome: ProbeOutcome | None, page: Origin | None) -> str:
    answer = f"The answer is {said(outcome)}. " if outcome else ""
    text = f"{answer}A browser adds the header `Origin` to what a page calls, and the key is not looked at then."
    if page is None:
        return f"{text} Neither the code nor this program sends one, so a hop on the way or a header of yours does."
    return f"{text} In a page it is not kept secret either: everybody who opens the page can read it."


def _remedies(evidence: Evidence, page: Origin | None) -> tuple[Remedy, ...]:
    if page is None:
        return (
            step("drop-origin", "have what passes the calls on drop the header `Origin`, or take it out of your own"),
        )
    server = step(
        "move-behind-server", "make the call in a program of your own on a server, and let the page ask that one"
    )
    if _is_forbidden_for_all(evidence):
        return (server, step("ask-admin", "or ask an administrator of the organisation to allow calls from web pages"))
    title = f"or, for a page that nobody else opens, send `{_OPT_IN}: true` along in `{page.label}`"
    return (server, step("opt-in", title, file=page.shown))


CAUSE = Cause(
    id="browser-call",
    title="The call comes from a web page",
    what=(
        "The API answers 401 and speaks of CORS: the call carries the header `Origin`, as a browser sends it, and the "
        "key is not looked at. A proxy that passes a page's headers on has the same effect."
    ),
    repair="Make the call on a server; in a web page everybody can read the key.",
    find=_find,
)
