"""One credential as it may be shown: mask, kind, length, fingerprint, places and flaws; never its text."""

from collections.abc import Sequence

from textual.content import Content

from tui.domain.clients.client import RULES, ClientId
from tui.domain.found.finding import Finding
from tui.domain.key.value import Value
from tui.widgets.findings_table import SHAPE_WORDS
from tui.widgets.look import Look
from tui.widgets.sheet import Build, ends, stack, text, wrapped


def masked_key(
    value: Value, places: Sequence[Finding], sent_by: Sequence[ClientId], look: Look, tested: Sequence[Content] = ()
) -> Build:
    """Return a credential with what a test of it came to, all its places and the clients that send it."""

    def build(width: int) -> Content:
        facts = f"{value.length} characters   #{value.secret.fingerprint}"
        title = text((value.secret.hint, "bold"), f"  {kind_words(value)}")
        quiet = text((facts, "$quiet"))
        fits = title.cell_length + len(facts) + 2 <= width
        return stack(
            *((ends(title, quiet, width),) if fits else (wrapped(title, width), wrapped(quiet, width, indent=2))),
            *(wrapped(line, width, indent=2, hang=4) for line in tested),
            *(_place(place, look, width) for place in places),
            _senders(sent_by, width),
            *(wrapped(text((f"{look.marks.warn} {flaw.text}", "$warning")), width, indent=2) for flaw in value.flaws),
            Content(""),
        )

    return build


def kind_words(value: Value) -> str:
    """Return what kind of credential the value looks like."""
    return f"key of {value.provider}" if value.provider else SHAPE_WORDS[value.shape]


def _place(place: Finding, look: Look, width: int) -> Content:
    state = "" if place.is_active else f"  {place.state.value}"
    return wrapped(text((f"{look.hide(place.origin.label)}  {place.variable}{state}", "$quiet")), width, indent=2)


def _senders(sent_by: Sequence[ClientId], width: int) -> Content:
    if not sent_by:
        return wrapped(text(("no client sends it", "$quiet")), width, indent=2)
    names = ", ".join(RULES[client].name for client in sent_by)
    return wrapped(text(("sent by ", "$quiet"), (names, "$primary")), width, indent=2)
