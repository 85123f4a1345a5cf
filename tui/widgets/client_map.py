"""The shadowing map: for each client what it sends, what goes along, and why every other definition loses."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from tui.domain.clients.address import shown_host
from tui.domain.found.finding import Finding
from tui.domain.resolving.resolution import Resolution
from tui.domain.resolving.shadowing import ClientView
from tui.widgets.findings_table import barrier_words, shown_value
from tui.widgets.look import Look
from tui.widgets.sheet import Build, spaced, stack, text, wrapped


def client_map(views: Sequence[ClientView], look: Look) -> Build:
    """Return a block for each client."""
    return lambda width: spaced(*(stack(*_client(item, look, width)) for item in views))


def _client(view: ClientView, look: Look, width: int) -> Iterable[Content]:
    resolution = view.now
    client = resolution.client
    host = look.hide(shown_host(resolution.endpoint))
    yield wrapped(text((f"{client.rules.name} {client.version}".rstrip(), "bold $primary"), f"  calls {host}"), width)
    if resolution.barrier is not None:
        words = f"{look.marks.here} {barrier_words(resolution.barrier, client.rules.name)}"
        yield _line(resolution.barrier, words, "bold", look, width)
    elif resolution.credential is None:
        yield wrapped(text(("finds no key in any place that it reads", "$warning")), width, indent=2)
    else:
        words = f"sends it as {resolution.header.wire_name}"
        yield _line(resolution.credential, f"{look.marks.here} {words}", "bold", look, width)
    if resolution.companion is not None:
        yield _line(resolution.companion, f"{look.marks.warn} sends this one as well", "$warning", look, width)
    if view.later is not None:
        yield _later(view.later, look, width)
    for loser in resolution.losers:
        yield _line(loser.finding, f"loses: {loser.reason}", "$quiet", look, width)


def _later(later: Resolution, look: Look, width: int) -> Content:
    """Return what a terminal that is opened now would send, and where to."""
    winner = later.barrier or later.credential
    sent = f"{winner.variable} {shown_value(winner)} in {winner.origin.label}" if winner else "no key"
    host = "" if later.barrier else f", to {shown_host(later.endpoint)}"
    return wrapped(text((look.hide(f"in a new terminal: {sent}{host}"), "$warning")), width, indent=2)


def _line(finding: Finding, words: str, style: str, look: Look, width: int) -> Content:
    place = look.hide(f"{finding.variable} {shown_value(finding)} in {finding.origin.label}")
    return stack(wrapped(text((place, style)), width, indent=2), wrapped(text((words, style)), width, indent=4))
