"""Where a client's calls go: to the official host or elsewhere, and what came back from there."""

from tui.domain.clients.address import same_host
from tui.domain.clients.client import BASE_URL
from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.finding import Finding
from tui.domain.found.names import shown_url
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence, is_official
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind
from tui.domain.probing.probe import (
    Accepted,
    Answered,
    ConnectionRefused,
    HandshakeBroken,
    NameNotResolved,
    ProbeKind,
    ProbeOutcome,
    Route,
    TimedOut,
)
from tui.domain.remedies.common import remove_definition
from tui.domain.shell.syntax import assign_command

# Whose base URL the settings of Claude Code hide: the shell's, and that of a settings file which counts less.
_HIDEABLE = frozenset({OriginKind.PROCESS, OriginKind.CLAUDE_SETTINGS})


def best_at_endpoint(evidence: Evidence) -> ProbeOutcome | None:
    """Return what the client's own host said to the winner's value without its flaws."""
    winner, resolution = evidence.winner, evidence.resolution
    if winner is None:
        return None
    for outcome in evidence.of_kind(ProbeKind.AUTH):
        request = outcome.request
        own = (resolution.endpoint, resolution.hidden, resolution.along, Route.AS_SET)
        is_own = (request.base_url, request.hidden, request.along, request.route) == own
        if is_own and request.header is resolution.header and request.secret == winner.value.best:
            return outcome
    return evidence.as_found


def behind_settings(evidence: Evidence) -> tuple[Finding, ProbeOutcome] | None:
    """Return the base URL that Claude Code's settings hide, and what was answered there."""
    base_url = evidence.resolution.base_url
    if base_url is None or base_url.origin.kind is not OriginKind.CLAUDE_SETTINGS:
        return None
    candidates = (item for item in evidence.snapshot.findings if item.origin.kind in _HIDEABLE)
    others = (item for item in candidates if item is not base_url and item.variable == base_url.variable)
    hidden = next(others, None)
    outcome = evidence.answer_at(hidden.text) if hidden is not None else None
    return (hidden, outcome) if hidden is not None and outcome is not None else None


def is_dead_detour(evidence: Evidence) -> bool:
    """Return whether the base URL leads to a host that does not answer, while the official or a hidden one does."""
    hidden = behind_settings(evidence)
    return (
        evidence.resolution.base_url is not None
        and not is_official(evidence)
        and isinstance(evidence.as_found, NameNotResolved | ConnectionRefused | TimedOut | HandshakeBroken)
        and (isinstance(evidence.official, Answered) or (hidden is not None and isinstance(hidden[1], Accepted)))
    )


def set_base_url(evidence: Evidence, finding: Finding, url: str) -> tuple[Remedy, ...]:
    """Return what gives this definition of the base URL another text, or removes it where the default is enough."""
    origin = finding.origin
    if not is_wholly_shown(finding):
        return (_by_hand(finding, url),)
    if origin.kind is OriginKind.DOTENV:
        edit = SetVariable(origin.path, origin.shown, finding.variable, Secret(url))
        title = f"write {finding.variable} as `{shown_url(url)}` into `{origin.shown}`"
        return (Remedy("correct-base-url", title, Reach.PROJECT, edit=edit, file=origin.shown),)
    if same_host(url, evidence.snapshot.official_url):
        return remove_definition(evidence, finding)
    command = assign_command(evidence.snapshot.project.shell, finding.variable, url)
    if origin.kind is OriginKind.PROCESS and command:
        title = f"correct {finding.variable} in this shell"
        sets = ((finding.variable, Secret(url)),)
        return (Remedy("correct-base-url", title, Reach.SHELL, command=command, sets=sets),)
    return (_by_hand(finding, url),)


def point_to(evidence: Evidence, url: str, like: Finding) -> Remedy:
    """Return what has the client call this address, beside the definition of its credential."""
    command = assign_command(evidence.snapshot.project.shell, BASE_URL, url)
    if like.origin.kind is OriginKind.PROCESS and command:
        title = f"call `{shown_url(url)}`: set {BASE_URL} in this shell"
        return Remedy("set-base-url", title, Reach.SHELL, command=command, sets=((BASE_URL, Secret(url)),))
    title = f"write {BASE_URL} as `{shown_url(url)}` beside the key: {like.origin.label}"
    return Remedy("set-base-url", title, Reach.PROJECT, file=like.origin.shown if like.origin.path else "")


def is_wholly_shown(finding: Finding) -> bool:
    """Return whether the text to be shown is the whole URL, without a hidden user name, password or query."""
    return finding.value.secret == Secret(finding.text)


def _by_hand(finding: Finding, url: str) -> Remedy:
    return Remedy(
        id="correct-base-url",
        title=f"write {finding.variable} as `{shown_url(url)}` where it is set: {finding.origin.label}",
        reach=Reach.USER,
        file=finding.origin.shown if finding.origin.path else "",
    )
