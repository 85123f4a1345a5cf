"""The findings, grouped by name: the masked value, the place, and what becomes of it."""

from collections.abc import Iterable

from textual.content import Content

from tui.domain.clients.claude_code import CLOUDS
from tui.domain.found.finding import Finding
from tui.domain.found.names import is_credential_name
from tui.domain.judging.evidence import Evidence
from tui.domain.key.shape import Shape
from tui.domain.origin import OriginKind
from tui.domain.record import Record
from tui.domain.resolving.resolution import Resolution
from tui.widgets.look import Look
from tui.widgets.sheet import Build, columns, spaced, stack, text, wrapped

_NARROW = 66
_WIDEST_PLACE = 28
_WIDEST_VALUE = 24
SHAPE_WORDS: dict[Shape, str] = {
    Shape.EMPTY: "empty",
    Shape.ANTHROPIC_API_KEY: "Claude API key",
    Shape.ANTHROPIC_ADMIN_KEY: "Claude admin key",
    Shape.ANTHROPIC_OAUTH_TOKEN: "Claude login token",
    Shape.ANTHROPIC_REFRESH_TOKEN: "Claude refresh token",
    Shape.ANTHROPIC_SESSION_KEY: "claude.ai session key",
    Shape.ANTHROPIC_UNKNOWN: "Anthropic key of an unknown kind",
    Shape.OTHER_PROVIDER: "key of another provider",
    Shape.PLACEHOLDER: "a placeholder, no key",
    Shape.NOTHING: "a word for nothing, no key",
    Shape.REFERENCE: "a reference, not what it names",
    Shape.MASKED: "a masked copy, no key",
    Shape.IDENTIFIER: "an identifier, no key",
    Shape.UNKNOWN: "no known kind of key",
}
# What becomes of a definition that does not compete, by its place.
_BESIDE = {
    OriginKind.SHELL_PROFILE: "every new shell sets it",
    OriginKind.CLAUDE_SETTINGS: "only Claude Code reads it",
    OriginKind.CLAUDE_LOGIN: "only Claude Code reads it",
    OriginKind.COMPOSE: "only the container sees it",
    OriginKind.KEYRING: "no client reads the keyring by itself",
    OriginKind.TOOL_CONFIG: "only what that tool starts",
    OriginKind.PASTED: "in this walk only",
}


class Meaning(Record):
    """What becomes of a finding: whether the client uses it, the words for it, and what is odd about its text."""

    is_used: bool
    words: str
    oddities: tuple[str, ...] = ()


def findings_table(evidence: Evidence, look: Look) -> Build:
    """Return all findings, those groups first that this client reads."""
    groups = _groups(evidence)

    def build(width: int) -> Content:
        place_width = min(max((len(look.hide(item.origin.label)) for item in _all(groups)), default=8), _WIDEST_PLACE)
        lengths = [len(look.hide(shown_value(item))) for item in _all(groups)]
        value_width = max((length for length in lengths if length <= _WIDEST_VALUE), default=8)
        return spaced(
            *(
                stack(
                    text((name, "bold")),
                    *(_row(item, evidence.resolution, look, (width, value_width, place_width)) for item in items),
                )
                for name, items in groups
            )
        )

    return build


def meaning_of(finding: Finding, resolution: Resolution) -> Meaning:
    """Return what this client makes of a finding."""
    client = resolution.client.rules.name
    reason = resolution.reason_against(finding)
    if resolution.credential is finding:
        words, is_used = f"{client} sends this one", True
    elif resolution.base_url is finding:
        words, is_used = f"{client} calls this host", True
    elif resolution.barrier is finding:
        words, is_used = barrier_words(finding, client), True
    elif finding.value.is_blank and finding.origin.kind is not OriginKind.HELPER:
        words, is_used = "set, and empty", False
    elif not finding.is_active:
        words, is_used = finding.state.value, False
    elif reason:
        words, is_used = f"loses: {reason}", False
    else:
        words, is_used = _BESIDE.get(finding.origin.kind, f"{client} does not read it"), False
    return Meaning(is_used, words, oddities_of(finding))


def barrier_words(finding: Finding, client: str) -> str:
    """Return what a finding does that decides in the place of a credential."""
    if finding.variable in CLOUDS:
        return f"{client} asks {CLOUDS[finding.variable].name}"
    return f"{client} runs this for its key; {finding.state}"


def oddities_of(finding: Finding) -> tuple[str, ...]:
    """Return what is odd about a credential's text, in words."""
    value = finding.value
    if finding.text or value.is_blank:
        return ()
    is_at_home = value.provider_variable == finding.variable
    kind = (f"key of {value.provider}",) if value.provider and not is_at_home else ()
    if value.shape not in {Shape.ANTHROPIC_API_KEY, Shape.OTHER_PROVIDER} and is_credential_name(finding.variable):
        kind = (SHAPE_WORDS[value.shape],)
    return (*kind, *(flaw.text for flaw in value.flaws))


def shown_value(finding: Finding) -> str:
    """Return the value as it may be shown: its mask, or the text itself where it is no secret."""
    if finding.text:
        return finding.text
    return "(empty)" if finding.value.length == 0 else finding.value.secret.hint


def _row(finding: Finding, resolution: Resolution, look: Look, widths: tuple[int, int, int]) -> Content:
    width, value_width, place_width = widths
    meaning = meaning_of(finding, resolution)
    value = text((look.hide(shown_value(finding)), "$foreground" if meaning.is_used else "$quiet"))
    place = text(look.hide(finding.origin.label))
    words = _words(meaning, look)
    if width < _NARROW:
        return stack(wrapped(value, width, indent=2), wrapped(place, width, indent=4), wrapped(words, width, indent=4))
    rest = max(width - 2 - value_width - place_width - 4, 20)
    if value.cell_length <= value_width:
        return columns([(value, value_width), (place, place_width), (words, rest)], indent=2)
    # A long value, as of a host, has a line of its own: broken in two it reads as another one.
    below = columns([(text(""), value_width), (place, place_width), (words, rest)], indent=2)
    return stack(wrapped(value, width, indent=2), below)


def _words(meaning: Meaning, look: Look) -> Content:
    mark = f"{look.marks.here} " if meaning.is_used else ""
    first = text((look.hide(f"{mark}{meaning.words}"), "bold $primary" if meaning.is_used else "$quiet"))
    return stack(first, *(text((f"{look.marks.warn} {oddity}", "$warning")) for oddity in meaning.oddities))


def _groups(evidence: Evidence) -> list[tuple[str, list[Finding]]]:
    used = (evidence.resolution.credential, evidence.resolution.barrier, evidence.resolution.base_url)
    grouped: dict[str, list[Finding]] = {}
    for finding in evidence.snapshot.findings:
        grouped.setdefault(finding.variable, []).append(finding)
    for items in grouped.values():
        items.sort(key=lambda item: not any(item is winner for winner in used))
    return sorted(grouped.items(), key=lambda group: _rank(group[1][0], evidence.resolution))


def _rank(finding: Finding, resolution: Resolution) -> int:
    if finding in (resolution.credential, resolution.barrier):
        return 0
    return 1 if resolution.base_url is finding or resolution.reason_against(finding) else 2


def _all(groups: Iterable[tuple[str, list[Finding]]]) -> Iterable[Finding]:
    return (finding for _, items in groups for finding in items)
