"""The requests and what came back, each line as it lands."""

from collections.abc import Sequence

from textual.content import Content

from tui.domain.clients.address import shown_host
from tui.domain.found.finding import Finding
from tui.domain.probing.probe import (
    Accepted,
    BadRequest,
    NotFound,
    ProbeKind,
    ProbeOutcome,
    ProbeRequest,
    Rejected,
    Throttled,
    Unsendable,
)
from tui.domain.record import Record
from tui.domain.remedies.common import by
from tui.domain.reporting.ladder import is_beside_the_key
from tui.domain.reporting.marks import Status
from tui.widgets.look import COLOURS, Look
from tui.widgets.rung_rows import LEAD, cut_at_word, lead, time_bar, took, with_room
from tui.widgets.sheet import Build, ends, stack, text, wrapped

_GAP = "  "


class Asked(Record):
    """A request and its outcome, None while it is under way."""

    request: ProbeRequest
    outcome: ProbeOutcome | None = None


def status_of(outcome: ProbeOutcome) -> Status:
    """Return how an outcome counts: what gave no judgement is never folded into ok or fail."""
    if isinstance(outcome, Accepted):
        return Status.OK
    if isinstance(outcome, NotFound | BadRequest) and outcome.request.kind is not ProbeKind.AUTH:
        return Status.WARN
    return Status.UNKNOWN if isinstance(outcome, Throttled) or is_beside_the_key(outcome) else Status.FAIL


def asked_row(asked: Asked, findings: Sequence[Finding], look: Look, longest: float) -> Build:
    """Return two lines for a request: the result, and where the credential stands."""

    def build(width: int) -> Content:
        rights = _rights(asked.outcome, longest, look, width)
        left = _left(asked, look, width - rights[-1].cell_length - 1)
        first = ends(left, with_room(left.cell_length, rights, width), width)
        details = [places_of(asked.request, findings), *_details(asked, look)]
        line = f" {look.marks.dot} ".join(look.hide(detail) for detail in details if detail)
        return stack(first, wrapped(text((line, "$quiet")), width, indent=LEAD))

    return build


def places_of(request: ProbeRequest, findings: Sequence[Finding]) -> str:
    """Return the places that hold the credential of a request, in words."""
    labels = [item.origin.label for item in findings if item.value.may_be_sent_as(request.secret)]
    unique = list(dict.fromkeys(labels))
    more = f" and {len(unique) - 1} more" if len(unique) > 1 else ""
    return f"{unique[0]}{more}" if unique else ""


def short_hint(hint: str) -> str:
    """Return the mask of a key without the prefix that all keys of its kind share."""
    start, dots, end = hint.partition("...")
    return f"{start.rpartition('-')[2]}{dots}{end}" if dots else hint


def _left(asked: Asked, look: Look, room: int) -> Content:
    """Return mark, key and what was asked with it; where room is short the key's prefix goes first."""
    if asked.outcome is None:
        waits = text((f"{look.marks.ahead} waits", "$quiet"))
        first = waits.pad_right(LEAD - waits.cell_length)
    else:
        first = lead(status_of(asked.outcome), look)
    words, hint = " ".join(_asked(asked.request, look)), asked.request.secret.hint
    if LEAD + len(hint) + len(_GAP) + len(words) > room:
        hint = short_hint(hint)
    words = cut_at_word(words, room - LEAD - len(hint) - len(_GAP), look)
    return text(first, hint, _GAP, (words, "$quiet"))


def _asked(request: ProbeRequest, look: Look) -> tuple[str, ...]:
    if request.kind is ProbeKind.MODEL:
        return ("model", request.model)
    if request.kind is ProbeKind.COUNT:
        return ("count of tokens,", request.shown_header)
    if request.kind is ProbeKind.HELLO:
        return ("one paid call,", request.model)
    variant, header = str(request.variant), request.shown_header
    return (header,) if variant == header else (variant, look.marks.dot, header)


def _rights(outcome: ProbeOutcome | None, longest: float, look: Look, width: int) -> tuple[Content, ...]:
    """Return status and time, first with the bar and then without."""
    if outcome is None:
        return (text(""),)
    status, code = status_of(outcome), getattr(outcome, "status", None)
    bar = time_bar(outcome.milliseconds, longest, status, look, width)
    shown, time = text((str(code) if code else "", f"bold {COLOURS[status]}")), took(outcome.milliseconds)
    return text(shown, bar, time), text(shown, time)


def _details(asked: Asked, look: Look) -> tuple[str, ...]:
    outcome = asked.outcome
    host = shown_host(asked.request.base_url)
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
