"""The second round: what the answers of the first give reason to ask."""

from collections.abc import Iterator

from tui.domain.client_id import ClientId
from tui.domain.evidence import Evidence
from tui.domain.probe import Accepted, ProbeKind, ProbeRequest, Variant
from tui.domain.record import replace

MOST_MODELS = 3


def models(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Ask for each model that the project names and that was not in the accepted list."""
    accepted = _accepted(evidence)
    if accepted is not None:
        for model in _named_models(evidence):
            if model not in accepted.models:
                yield replace(accepted.request, kind=ProbeKind.MODEL, model=model)


def hello(evidence: Evidence) -> Iterator[ProbeRequest]:
    """Make the one paid call, with the first model that the project names.

    A login of Claude Code pays for its own calls alone: any other is refused, which would prove nothing.
    """
    accepted = _accepted(evidence)
    model = next(iter([*_named_models(evidence), *(accepted.models if accepted else ())]), "")
    is_own_login = evidence.resolution.client.id is ClientId.CLAUDE_CODE and evidence.resolution.is_login
    if accepted is not None and model and not is_own_login:
        yield replace(accepted.request, kind=ProbeKind.HELLO, model=model)


def _accepted(evidence: Evidence) -> Accepted | None:
    """Return the answer that accepted what the client itself sends."""
    outcome = evidence.as_found
    return outcome if isinstance(outcome, Accepted) and outcome.request.variant is Variant.AS_FOUND else None


def _named_models(evidence: Evidence) -> list[str]:
    return list(dict.fromkeys(mention.model for mention in evidence.snapshot.models))[:MOST_MODELS]
