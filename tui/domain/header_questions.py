"""The second round's questions about headers: whether something takes one away, and whether one is missing."""

from collections.abc import Iterator

from tui.domain.evidence import Evidence
from tui.domain.messages import Topic, is_about
from tui.domain.probe import BadRequest, NotFound, ProbeRequest, Rejected, Route, Variant
from tui.domain.questions import own_request
from tui.domain.record import replace
from tui.domain.workspace import named_workspaces, with_workspace


def past_the_hop(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask without any proxy, where the answer misses a header that was sent."""
    own = own_request(evidence)
    if own is not None and misses_sent_header(evidence):
        yield replace(own, route=Route.DIRECT, variant=Variant.DIRECT)


def workspaces(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask with each workspace that the set-up names, where the answer is about the workspace."""
    own, outcome = own_request(evidence), evidence.as_found
    if own is None or not isinstance(outcome, BadRequest | NotFound) or not is_about(outcome.message, Topic.WORKSPACE):
        return
    for workspace in named_workspaces(evidence):
        yield replace(own, along=with_workspace(own.along, workspace), variant=Variant.WITH_WORKSPACE)


def misses_sent_header(evidence: Evidence) -> bool:
    """Return whether the client's own call was answered that a header is missing which it did send."""
    outcome = evidence.as_found
    if not isinstance(outcome, Rejected | BadRequest) or outcome.request.is_bare:
        return False
    topics = (Topic.NO_CREDENTIAL,) if isinstance(outcome, Rejected) else (Topic.NO_CREDENTIAL, Topic.VERSION)
    return is_about(outcome.message, *topics)
