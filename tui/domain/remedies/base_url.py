"""What sends a client's calls to the right address."""

from tui.domain.clients.address import same_host
from tui.domain.clients.client import BASE_URL
from tui.domain.dotenv.edit import SetVariable
from tui.domain.found.finding import Finding
from tui.domain.found.names import shown_url
from tui.domain.judging.diagnosis import Reach, Remedy
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.origin import OriginKind
from tui.domain.remedies.common import remove_definition
from tui.domain.shell.syntax import assign_command


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
