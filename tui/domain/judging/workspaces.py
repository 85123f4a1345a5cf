"""The workspaces that a set-up names."""

from tui.domain.clients.header import WORKSPACE_HEADER, SentHeader
from tui.domain.judging.evidence import Evidence
from tui.domain.key.secret import Secret
from tui.domain.origin import Origin
from tui.domain.record import Record

_WORKSPACE = "ANTHROPIC_WORKSPACE_ID"
_MOST = 3


class NamedWorkspace(Record):
    """A workspace's id and the place that names it; `variable` is set where that is an environment variable."""

    id: Secret
    origin: Origin
    variable: str = ""


def named_workspaces(evidence: Evidence) -> tuple[NamedWorkspace, ...]:
    """Return the workspaces that variables, profiles and code name, each once."""
    snapshot = evidence.snapshot
    named = [
        *(
            NamedWorkspace(finding.value.secret, finding.origin, finding.variable)
            for finding in snapshot.findings
            if finding.variable == _WORKSPACE and finding.is_active and not finding.value.is_blank
        ),
        *(
            NamedWorkspace(Secret(profile.workspace), profile.origin)
            for folder in snapshot.profile_folders
            for profile in folder.profiles
            if profile.workspace
        ),
        *(NamedWorkspace(Secret(mention.workspace), mention.origin) for mention in snapshot.workspaces),
    ]
    return tuple({item.id: item for item in reversed(named)}.values())[::-1][:_MOST]


def with_workspace(headers: tuple[SentHeader, ...], workspace: NamedWorkspace) -> tuple[SentHeader, ...]:
    """Return the headers with this workspace's, in the place of another's."""
    others = (header for header in headers if header.name.lower() != WORKSPACE_HEADER)
    return (*others, SentHeader(WORKSPACE_HEADER, workspace.id))
