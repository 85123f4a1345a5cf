"""The requests and what came back, each line as it lands."""

from collections.abc import Sequence

from textual.content import Content

from tui.domain.found.finding import Finding
from tui.domain.probing.probe import (
    Accepted,
    BadRequest,
    Cancelled,
    ForeignAnswer,
    NotFound,
    ProbeKind,
    ProbeOutcome,
    ProbeRequest,
    Rejected,
    ServerFault,
    Throttled,
    TimedOut,
    Unsendable,
)
from tui.domain.record import Record
from tui.domain.remedies.common import by, host_of
from tui.domain.reporting.marks import Status
from tui.widgets.look import COLOURS, Look
from tui.widgets.sheet import Build, Part, ends, stack, text, wrapped

_INDENT = 8
_UNJUDGED = (Cancelled, TimedOut, Throttled, ServerFault, ForeignAnswer)


class Rung(Record):
    """A request and its outcome, None while it is under way."""

    request: ProbeRequest
    outcome: ProbeOutcome | None = None


def status_of(outcome: ProbeOutcome) -> Status:
    """Return how an outcome counts: what gave no judgement is never folded into ok or fail."""
    if isinstance(outcome, Accepted):
        return Status.OK
    if isinstance(outcome, _UNJUDGED):
        return Status.UNKNOWN
    if isinstance(outcome, NotFound | BadRequest) and outcome.request.kind is not ProbeKind.AUTH:
        return Status.WARN
    return Status.FAIL


def probe_ladder(rungs: Sequence[Rung], findings: Sequence[Finding], look: Look) -> Build:
    """Return two lines a request: the result, and where the credential stands."""

    def build(width: int) -> Content:
        return stack(*(_rung(rung, findings, look, width) for rung in rungs))

    return build


def places_of(request: ProbeRequest, findings: Sequence[Finding]) -> str:
    """Return the places that hold the credential of a request, in words."""
    labels = [item.origin.label for item in findings if item.value.may_be_sent_as(request.secret)]
    unique = list(dict.fromkeys(labels))
    more = f" and {len(unique) - 1} more" if len(unique) > 1 else ""
    return f"{unique[0]}{more}" if unique else ""


def _rung(rung: Rung, findings: Sequence[Finding], look: Look, width: int) -> Content:
    first = ends(_left(rung, look), _right(rung.outcome), width)
    details = [places_of(rung.request, findings), *_details(rung, look)]
    line = f" {look.marks.dot} ".join(look.hide(detail) for detail in details if detail)
    return stack(first, wrapped(text((line, "$quiet")), width, indent=_INDENT))


def _left(rung: Rung, look: Look) -> Content:
    parts: list[Part] = []
    if rung.outcome is None:
        parts.append((f"{look.marks.ahead} waits", "$quiet"))
    else:
        status = status_of(rung.outcome)
        word = "none" if status is Status.UNKNOWN else status.value
        parts.append((f"{look.marks.of(status)} {word}", f"bold {COLOURS[status]}"))
    asked = " ".join(_asked(rung.request, look))
    lead = text(*parts)
    return text(lead.pad_right(_INDENT - lead.cell_length), rung.request.secret.hint, "  ", (asked, "$quiet"))


def _asked(request: ProbeRequest, look: Look) -> tuple[str, ...]:
    if request.kind is ProbeKind.MODEL:
        return ("model", request.model)
    if request.kind is ProbeKind.HELLO:
        return ("one paid call,", request.model)
    variant, header = str(request.variant), request.shown_header
    return (header,) if variant == header else (variant, look.marks.dot, header)


def _right(outcome: ProbeOutcome | None) -> Content:
    if outcome is None:
        return text("")
    status = getattr(outcome, "status", None)
    took = f"{outcome.milliseconds:5.0f} ms"
    return text((str(status) if status else "", f"bold {COLOURS[status_of(outcome)]}"), (f"  {took}", "$quiet"))


def _details(rung: Rung, look: Look) -> tuple[str, ...]:
    outcome = rung.outcome
    host = host_of(rung.request.base_url)
    if outcome is None:
        return (host,)
    if isinstance(outcome, Unsendable):
        return ("not sent", outcome.text)
    words = getattr(outcome, "text", "") or getattr(outcome, "error_type", "")
    who = by(outcome).lstrip(", ")
    if isinstance(outcome, Accepted | Rejected):
        return (host, words, who, outcome.request_id)
    message = getattr(outcome, "message", "")
    return (host, words, who, look.hide(message), getattr(outcome, "request_id", ""))
